import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../../support/station-pen.ts'

const CAMPAIGN = 'tat-song-2g'
const HOUR_MS = 3_600_000

type Missed = {
  station: string
  item: string
  title: string
  why: string
  relay: boolean
  mayTake: boolean
  hindrance: { code: string } | null
  madeGood: { id: string } | null
  airings: string
}

/** Yesterday the district aired its first bulletin and signed that it missed the second; so did Mỹ Hương. */
describe('making good what was missed', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await enrolKey(db, 'district', 'stationOne')
    await enrolKey(db, 'my-huong', 'stationTwo')
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { floor: 1, cap: 1 })
    // One airing a day is the cap; two were ordered for the first day.
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { floor: 2, cap: 2 })
    await planAndPublish(centre.deps, centre.clock.now())
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { floor: 1, cap: 1 })
    const manifests = new Map<string, Awaited<ReturnType<typeof manifestOf>>>()
    for (const station of ['district', 'my-huong'])
      manifests.set(station, await manifestOf(station))
    await centre.wait(4 * HOUR_MS)
    for (const [station, key] of [
      ['district', 'stationOne'],
      ['my-huong', 'stationTwo'],
    ] as const) {
      const pen = await openPen(station, key)
      const manifest = manifests.get(station)
      const block = manifest?.blocks.find(({ date }) => date === '2024-08-12')
      if (!manifest || !block) throw new Error(`${station} has no block`)
      const events = []
      for (const item of block.items.filter(({ kind }) => kind === 'bulletin')) {
        const sound = soundOf(manifest, block, item)
        if (item.title !== 'a') events.push(await pen.write(sound.skipped))
        else events.push(await pen.write(sound.started), await pen.write(sound.ended))
      }
      await centre.nobody.post(`/stations/${station}/events`, { events })
    }
    await centre.wait(12 * HOUR_MS)
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const manifestOf = async (station: string) => {
    const reply = await centre.nobody.get(`/stations/${station}/manifest`)
    return JSON.parse(reply.json().text) as Parameters<typeof soundOf>[0]
  }
  const offered = async (who = 'lan') => (await centre.as(who).get('/make-good')).json()
  const missedAt = async (station: string, who = 'lan') =>
    ((await offered(who)).missed as Missed[]).filter((one) => one.station === station)
  const take = ({ station, item }: Pick<Missed, 'station' | 'item'>, who = 'lan') =>
    centre.as(who).post('/make-good', { station, item })
  const planned = async (station: string, date: string) => {
    await planAndPublish(centre.deps, centre.clock.now())
    const items = await centre.deps.db
      .selectFrom('plan_item as item')
      .innerJoin('plan_block as block', 'block.id', 'item.block_id')
      .select('item.id')
      .where('block.station_id', '=', station)
      .where('block.date', '=', date)
      .where('item.kind', '=', 'bulletin')
      .where('item.relay_of', 'is', null)
      .execute()
    return items.length
  }

  it('offers yesterday’s for today, each opening to what was signed of it, and takes nothing by itself', async () => {
    const { missedDate, date } = await offered()
    expect([missedDate, date]).toEqual(['2024-08-12', '2024-08-13'])
    const [one, ...more] = await missedAt('district')
    expect(more).toEqual([])
    expect(one).toMatchObject({ title: 'b', why: 'missed', relay: false, mayTake: true })
    const opened = (await centre.as('lan').get(one?.airings.replace('/api/v1', '') ?? '')).json()
    expect(opened.airings).toMatchObject([{ outcome: 'skipped' }])
    expect(await planned('district', '2024-08-13')).toBe(1)
    expect(await centre.deps.db.selectFrom('make_good').selectAll().execute()).toEqual([])
  })

  it('shows what would sound before it is taken or withdrawn, and takes nothing by that', async () => {
    const [one] = (await missedAt('district')) as [Missed]
    const { station, item } = one
    const look = (wanted: Readonly<Record<string, unknown>>, who = 'lan') =>
      centre.as(who).post('/make-good/preview', wanted)
    const changed = async (wanted: Readonly<Record<string, unknown>>) => {
      const { stations } = (await look(wanted)).json() as {
        stations: { station: string; sounding: { change: string; kind: string }[] }[]
      }
      return Object.fromEntries(
        stations.map((at) => [
          at.station,
          at.sounding.flatMap(({ change, kind }) =>
            change !== 'same' && kind === 'bulletin' ? [change] : [],
          ),
        ]),
      )
    }
    const seen = await changed({ what: 'take', station, item })
    expect(seen).toMatchObject({ district: ['new'], 'my-huong': ['new'], 'long-hung': ['new'] })
    expect(await centre.deps.db.selectFrom('make_good').selectAll().execute()).toEqual([])
    expect(await planned('district', '2024-08-13')).toBe(1)
    const { id } = (await take(one)).json()
    await planned('district', '2024-08-13')
    expect(await changed({ what: 'withdraw', id })).toMatchObject({ district: ['gone'] })
    expect((await look({ what: 'take', station, item })).json().code).toBe('make-good-taken')
    expect((await look({ what: 'take', station, item }, 'truc-my-huong')).statusCode).toBe(403)
    expect((await look({ what: 'withdraw', id: 'khong-co' })).json().code).toBe('make-good-unknown')
  })

  it('adds one airing to that day of that station, and no other, until it is withdrawn', async () => {
    const [one] = (await missedAt('district')) as [Missed]
    const taken = await take(one)
    expect(taken.statusCode).toBe(201)
    expect((await take(one)).json()).toMatchObject({ code: 'make-good-taken' })
    expect(await planned('district', '2024-08-13')).toBe(2)
    expect(await planned('district', '2024-08-14')).toBe(1)
    const { madeGood } = ((await missedAt('district')) as [Missed])[0]
    expect(madeGood).toMatchObject({ by: { id: 'lan' }, mayWithdraw: true })
    expect((await centre.as('lan').delete(`/make-good/${madeGood?.id}`)).statusCode).toBe(204)
    expect(await planned('district', '2024-08-13')).toBe(1)
    expect((await take(one)).statusCode).toBe(201)
    const audits = await centre.deps.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'make-good.%')
      .execute()
    expect(audits.map(({ action }) => action)).toEqual([
      ...['make-good.taken', 'make-good.withdrawn', 'make-good.taken'],
    ])
  })

  it('is for the district’s editors and for each commune itself', async () => {
    const [one] = (await missedAt('district')) as [Missed]
    expect((await take(one, 'bien-long-hung')).statusCode).toBe(403)
    expect(await missedAt('district', 'truc-my-huong')).toEqual([])
    const [relay] = (await missedAt('my-huong', 'truc-my-huong')) as [Missed]
    expect((await take(relay)).json()).toMatchObject({ code: 'commune-decides' })
    expect((await take({ station: 'district', item: 'khong-co' })).json()).toMatchObject({
      code: 'make-good-not-missed',
    })
  })

  it('lets a commune make a missed relay good in its own time, once it has some left', async () => {
    const [relay] = (await missedAt('my-huong', 'truc-my-huong')) as [Missed]
    expect(relay).toMatchObject({ relay: true, hindrance: { code: 'make-good-no-room' } })
    expect((await take(relay, 'truc-my-huong')).json().code).toBe('make-good-no-room')
    await centre.as('an').post('/windows', {
      ...{ station: 'my-huong', name: 'Khung xã', startsAt: '18:00:00', validFrom: '2024-01-01' },
      segments: [{ source: 'commune', lengthMs: 130_000, campaignShareMs: null }],
    })
    expect(await planned('my-huong', '2024-08-13')).toBe(0)
    expect((await take(relay, 'truc-my-huong')).statusCode).toBe(201)
    expect(await planned('my-huong', '2024-08-13')).toBe(1)
    expect(await planned('my-huong', '2024-08-14')).toBe(0)
  })

  it('offers nothing that a recall stopped, nor anything once the campaign is over', async () => {
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { extendedUntil: '2024-08-12' })
    const [one] = (await missedAt('district')) as [Missed]
    expect(one.hindrance).toMatchObject({ code: 'make-good-over' })
    expect((await take(one)).json()).toMatchObject({ code: 'make-good-over' })
  })

  it('shows in the campaign’s progress what was owed, aired, missed and lacks, each opening', async () => {
    const read = async (who = 'giam-sat', query = '') =>
      (await centre.as(who).get(`/campaigns/${CAMPAIGN}/progress${query}`)).json()
    const { stations, dates, formula } = await read('giam-sat', '?from=2024-08-12&to=2024-08-13')
    expect(dates).toEqual(['2024-08-12', '2024-08-13'])
    expect(formula.vi).toContain('không nhân với số cụm loa')
    type Station = {
      station: string
      airs: boolean
      days: { own: unknown; relay: unknown; opens: Record<string, string> }[]
    }
    const at = (id: string) => (stations as Station[]).find(({ station }) => station === id)
    expect(at('district')).toMatchObject({ airs: true, own: { aired: 1, missed: 1 } })
    expect(at('district')?.days).toMatchObject([
      { own: { floor: 1, cap: 1, planned: 2, aired: 1, missed: 1, short: 0 } },
      { own: { floor: 1, planned: 1, aired: 0, short: null } },
    ])
    expect(at('my-huong')).toMatchObject({ airs: false, own: { floor: 0, planned: 0 } })
    expect(at('my-huong')?.days[0]?.relay).toMatchObject({
      ...{ owed: 2, relayed: 1, missed: 1, noEvidence: 0 },
      proof: { heard: 0, logged: 1, imported: 0, declared: 0 },
    })
    expect(at('long-hung')?.days[0]?.relay).toMatchObject({ owed: 1, relayed: 0, noEvidence: 1 })
    for (const url of Object.values(at('my-huong')?.days[0]?.opens ?? {}))
      expect((await centre.as('giam-sat').get(url.replace('/api/v1', ''))).statusCode).toBe(200)
    const own = (await read('truc-long-hung')).stations as Station[]
    expect(own.map(({ station }) => station)).toEqual(['district', 'long-hung'])
    expect((await read('giam-sat', '?from=2023-01-01&to=2024-08-12')).code).toBe('dates-too-many')
  })
})
