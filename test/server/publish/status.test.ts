import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../playout/contract/canonical.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, type StationPen } from '../../support/station-pen.ts'
import { statusText } from '../../support/station-status.ts'

describe('the status that a station sends', () => {
  let centre: Centre
  let pen: StationPen

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await enrolKey(centre.deps.db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    await centre.as('an').post('/windows', districtWindow('09:00:00'))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const send = async (changes: Parameters<typeof statusText>[1] = {}, station = 'my-huong') => {
    const signed = await pen.sign('status', canonicalJson(statusText(pen.key, changes)))
    return centre.nobody.post(`/stations/${station}/status`, signed)
  }

  it('is answered with the newest version and the last event kept, and shows on screen', async () => {
    const told: unknown[] = []
    centre.deps.live.listen((change) => told.push(change))
    const reply = await send()
    expect(reply.json()).toEqual({ serverTime: centre.clock.now(), version: 1, keptSeq: 0 })
    expect(told).toEqual([{ topic: 'status', station: 'my-huong' }])
    const station = (await centre.as('giam-sat').get('/stations/my-huong')).json()
    expect(station).toMatchObject({ health: 'well', status: { count: 1, boot: 'b1' } })
    await pen
      .write({ type: 'boot', about: '', reason: '', amountMs: 0 })
      .then((event) => centre.nobody.post('/stations/my-huong/events', { events: [event] }))
    expect((await send({ count: 2 })).json().keptSeq).toBe(1)
  })

  it('is passed over when it is no newer within its boot', async () => {
    await send({ count: 5 })
    expect((await send({ count: 5 })).json().code).toBe('status-old')
    expect((await send({ count: 4 })).json().code).toBe('status-old')
    expect((await send({ count: 1, boot: 'b2' })).statusCode).toBe(200)
  })

  it('is refused and noted when it is altered, another’s, or from a key that is not known', async () => {
    const signed = await pen.sign('status', canonicalJson(statusText(pen.key)))
    const altered = { ...signed, text: signed.text.replace('"held":0', '"held":9') }
    const codes = [
      (await centre.nobody.post('/stations/my-huong/status', altered)).json().code,
      (await centre.nobody.post('/stations/long-hung/status', signed)).json().code,
      (await send({ key: '0'.repeat(32) })).json().code,
      (await centre.nobody.post('/stations/my-huong/status', await pen.sign('status', '{}'))).json()
        .code,
    ]
    expect(codes).toEqual([
      ...['status-signature-wrong', 'status-other-station', 'status-key-unknown'],
      'status-malformed',
    ])
    const noted = await centre.deps.db
      .selectFrom('refusal')
      .select('reason')
      .where('kind', '=', 'status')
      .orderBy('id')
      .execute()
    expect(noted.map(({ reason }) => reason)).toEqual(codes)
    const contacts = await centre.deps.db.selectFrom('station_contact').selectAll().execute()
    expect(contacts).toEqual([])
  })

  it('makes a server that is behind (a restored backup) jump above, and records it', async () => {
    expect((await send({ held: 41 })).json().version).toBe(42)
    const row = await centre.deps.db
      .selectFrom('manifest')
      .selectAll()
      .where('station_id', '=', 'my-huong')
      .where('version', '=', 42)
      .executeTakeFirst()
    expect(row?.jumped_over).toBe(41)
    const entry = await centre.deps.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', '=', 'manifest.jumped')
      .executeTakeFirst()
    expect(entry?.subject).toBe('station/my-huong')
    expect((await send({ held: 42, count: 2 })).json().version).toBe(42)
  })

  it('cannot use up the version numbers', async () => {
    const reply = await send({ held: 9_000_000_000 })
    expect(reply.json().code).toBe('status-held-impossible')
  })
})
