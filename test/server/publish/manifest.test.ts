import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Manifest } from '../../../playout/contract/manifest.ts'
import { faultIn } from '../../../playout/contract/trusted-manifest.ts'
import { parseText } from '../../../playout/contract/wire.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { publishManifests } from '../../../server/publish/publish-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addConfirmed, addProgramme, districtWindow } from '../../support/programme.ts'

const HOUR_MS = 3_600_000

describe('a published manifest', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['09:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const pull = async (station = 'district') => {
    const reply = await centre.nobody.get(`/stations/${station}/manifest`)
    const parsed = parseText(Manifest, reply.json().text)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.params))
    return parsed.value
  }
  const publish = () => publishManifests(centre.deps, centre.clock.now())

  it('holds today and eight more days, fits together and names what every station may fetch', async () => {
    const manifest = await pull()
    const dates = manifest.blocks.map(({ date }) => date)
    expect(dates.length).toBe(9 * 2)
    expect([dates[0], dates.at(-1)]).toEqual(['2024-08-12', '2024-08-20'])
    expect(faultIn(manifest)).toBe(null)
    expect(manifest).toMatchObject({
      ...{ version: 1, sample: false, zone: 'Asia/Ho_Chi_Minh', recalls: [] },
      quietHours: { from: '21:00', to: '05:00' },
      expiresAt: manifest.issuedAt + 72 * HOUR_MS,
      offlineAllowanceMs: 168 * HOUR_MS,
    })
    expect(manifest.assets.map(({ title }) => title).sort()).toEqual(['a', 'b', 'c', 'nhac-hieu'])
    for (const { renditions } of manifest.assets)
      expect(renditions.map(({ contentType }) => contentType)).toEqual([
        ...['audio/ogg; codecs=opus', 'audio/mpeg'],
      ])
  })

  it('is made for the district and IP communes, not for those that carry the live signal', async () => {
    expect((await pull('my-huong')).blocks.length).toBe(18)
    const reply = await centre.nobody.get('/stations/long-hung/manifest')
    expect(reply.json()).toMatchObject({ status: 404, code: 'manifest-none' })
  })

  it('keeps its version while nothing changes, also as its first blocks grow old', async () => {
    expect((await publish()).every(({ isNew }) => !isNew)).toBe(true)
    await centre.wait(3 * HOUR_MS)
    expect((await publish()).every(({ isNew }) => !isNew)).toBe(true)
    expect((await pull()).blocks.length).toBe(18)
  })

  it('is renewed when half of its time has passed', async () => {
    await centre.wait(36 * HOUR_MS - 1)
    await publish()
    expect((await pull()).version).toBe(1)
    await centre.wait(1)
    await publish()
    const renewed = await pull()
    expect(renewed.version).toBe(2)
    // Nobody has planned since, so what was planned is what is left.
    expect(renewed.blocks.length).toBe(7 * 2)
    expect(renewed.blocks[0]?.date).toBe('2024-08-14')
  })

  it('never names a version that has lost its approval, even if the plan still does', async () => {
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('id', '=', 'a/1')
      .execute()
    await publish()
    const manifest = await pull()
    expect(manifest.version).toBe(2)
    expect(manifest.assets.map(({ title }) => title).sort()).toEqual(['b', 'c', 'nhac-hieu'])
    const titles = manifest.blocks.flatMap(({ items }) => items.map(({ title }) => title))
    expect(titles).not.toContain('a')
    expect(faultIn(manifest)).toBe(null)
  })

  it('leaves out what quiet hours forbid since, but not an emergency that was confirmed', async () => {
    await addApproved(centre.deps.db, 'bao', 30, { class: 'emergency' })
    await planAndPublish(centre.deps, centre.clock.now())
    await centre.deps.db
      .insertInto('setting')
      .values({ name: 'quiet-hours', value: '{"from":"16:00","to":"18:00"}' })
      .execute()
    const evening = async () => {
      await publish()
      const today = (await pull()).blocks.filter(
        ({ title, date }) => title === '17:00' && date === '2024-08-12',
      )
      return today.flatMap(({ items }) => items.map(({ title }) => title))
    }
    expect(await evening()).toEqual([])
    await addConfirmed(centre.deps.db, {
      ...{ station: 'district', version: 'bao/1' },
      fromAt: Date.parse('2024-08-12T17:00:00+07:00'),
      untilAt: Date.parse('2024-08-12T17:10:00+07:00'),
    })
    expect(await evening()).toEqual(['bao'])
  })

  it('is answered with its version as tag, and with nothing to who holds it', async () => {
    const first = await centre.nobody.get('/stations/district/manifest')
    expect(first.headers.etag).toBe('"1"')
    const again = await centre.nobody.get('/stations/district/manifest', {
      'if-none-match': 'W/"1"',
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const other = await centre.nobody.get('/stations/district/manifest', { 'if-none-match': '"7"' })
    expect(other.statusCode).toBe(200)
  })

  it('is made once per version, though two runs publish at the same time', async () => {
    await addApproved(centre.deps.db, 'd', 10)
    const runs = await Promise.all(
      [1, 2, 3].map(() => planAndPublish(centre.deps, centre.clock.now())),
    )
    expect(runs.filter(({ published }) => published.includes('district')).length).toBe(1)
    const rows = await centre.deps.db
      .selectFrom('manifest')
      .select(['station_id', 'version'])
      .execute()
    expect(rows.filter((row) => row.station_id === 'district').map((row) => row.version)).toEqual([
      1, 2,
    ])
  })

  it('names the live sources that its windows carry, and none that was taken away', async () => {
    const vov = { source: 'vov', kind: 'stream', name: 'VOV1', address: 'icecast://vov.vn/1' }
    const { id } = (await centre.as('an').post('/live-sources', vov)).json()
    const line = { source: 'district', kind: 'line-in', name: 'Phòng thu', address: 'hw:1,0' }
    const studio = (await centre.as('an').post('/live-sources', line)).json()
    const part = { lengthMs: 100_000, campaignShareMs: null }
    const segments = [
      { ...part, source: 'vov', live: id, end: 'soft' },
      { ...part, source: 'district', live: studio.id },
      { ...part, source: 'district' },
    ]
    await centre.as('an').post('/windows', districtWindow('11:00:00', { segments, relayedBy: [] }))
    await planAndPublish(centre.deps, centre.clock.now())
    const manifest = await pull()
    const [block] = manifest.blocks.filter(({ title }) => title === '11:00')
    expect(block?.relayTime.slice(0, 2)).toMatchObject([
      { source: 'vov', live: id, end: 'soft', offsetSamples: 0 },
      { source: 'district', live: studio.id, end: 'hard' },
    ])
    expect(new Map(manifest.liveSources.map((one) => [one.id, one.address]))).toEqual(
      new Map([
        [id, 'http://vov.vn/1'],
        [studio.id, 'line-in:hw%3A1%2C0'],
      ]),
    )
    await centre.deps.db.updateTable('live_source').set({ removed_at: 1 }).execute()
    await publish()
    const without = await pull()
    expect(without.liveSources).toEqual([])
    expect(
      without.blocks.flatMap(({ relayTime }) => relayTime.flatMap(({ live }) => live ?? [])),
    ).toEqual([])
  })

  it('plays what begins in an hour at the volume of that hour', async () => {
    const volumeHours = [{ from: '09:00', to: '10:00', millibels: -600 }]
    await centre.as('an').put('/stations/district/limits', { volumeHours, longestSessionMs: null })
    await publish()
    const gains = (await pull()).blocks
      .filter(({ date }) => date === '2024-08-12')
      .map(({ title, items }) => [title, [...new Set(items.map((item) => item.gainMillibels))]])
    expect(gains).toEqual([
      ['09:00', [-600]],
      ['17:00', [0]],
    ])
  })
})
