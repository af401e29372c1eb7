import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../playout/contract/canonical.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { faultIn } from '../../../playout/contract/trusted-manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addCampaign, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen } from '../../support/station-pen.ts'
import { statusText } from '../../support/station-status.ts'

describe('phát thử', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addCampaign(db)
    await addApproved(db, 'a', 60)
    await enrolKey(db, 'my-huong', 'stationOne')
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const addSound = () =>
    addApproved(centre.deps.db, 'am-thu', 3, { content_type: 'test', campaign_id: null })
  const connect = async () => {
    const pen = await openPen('my-huong', 'stationOne')
    const signed = await pen.sign('status', canonicalJson(statusText(pen.key)))
    await centre.nobody.post('/stations/my-huong/status', signed)
  }
  const test = (output = 'hls', who = 'lan') =>
    centre.as(who).post('/tests', { station: 'my-huong', output })

  it('sounds on one output in four seconds, signed in the manifest, as a block of its own', async () => {
    await addSound()
    await connect()
    const reply = await test()
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toMatchObject({ startsAt: centre.clock.now() + 4_000, manifestVersion: 2 })
    const manifest = JSON.parse(
      (await centre.nobody.get('/stations/my-huong/manifest')).json().text,
    ) as Manifest
    expect(faultIn(manifest)).toBe(null)
    expect(manifest.blocks).toMatchObject([
      {
        ...{ id: reply.json().block, purpose: 'test', outputs: ['hls'] },
        items: [{ id: reply.json().item, kind: 'test', relayOf: null }],
      },
    ])
  })

  it('is refused over a programme, with the time when it is over', async () => {
    await addSound()
    await connect()
    await centre.as('an').post('/windows', districtWindow('08:00:05'))
    await centre.deps.db
      .updateTable('window')
      .set({ starts_at: '08:00:06' })
      .where('station_id', '=', 'my-huong')
      .execute()
    await planAndPublish(centre.deps, centre.clock.now())
    const reply = await test()
    expect(reply.json()).toMatchObject({
      ...{ status: 409, code: 'test-over-programme', params: { until: '08:05:06' } },
      vi: 'Đang có chương trình "08:00" đến 08:05:06. Hãy phát thử sau lúc đó.',
    })
    await centre.wait(5 * 60_000 + 7_000)
    expect((await test()).statusCode).toBe(201)
    expect((await test()).json().code).toBe('test-over-test')
  })

  it('is refused without a sound, without an output of that name, and in quiet hours', async () => {
    expect((await test()).json().code).toBe('test-no-sound')
    await addSound()
    expect((await test()).json()).toMatchObject({
      ...{ code: 'test-output-unknown', params: { output: 'hls', known: '–' } },
    })
    await connect()
    expect((await test('loa-1')).json()).toMatchObject({
      ...{ code: 'test-output-unknown', params: { output: 'loa-1', known: 'hls' } },
    })
    await centre.wait(14 * 3_600_000)
    expect((await test()).json().code).toBe('test-quiet')
  })

  it('belongs to the editors and administrators of the station', async () => {
    await addSound()
    await connect()
    expect((await test('hls', 'minh')).statusCode).toBe(403)
    expect((await test('hls', 'bien-long-hung')).statusCode).toBe(403)
    expect((await centre.nobody.post('/tests', {})).statusCode).toBe(401)
    expect((await test('hls', 'an')).statusCode).toBe(201)
  })
})
