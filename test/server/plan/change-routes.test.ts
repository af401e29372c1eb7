import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ChangesMade, ChangesPreview } from '../../../server/plan/change-view.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import type { PlanView } from '../../../server/plan/plan-view.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Preview = z.output<typeof ChangesPreview>
type Change = Readonly<Record<string, unknown>>

const TUESDAY = '2024-08-13'
const SECOND = 48_000

describe('changing playlists by hand', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['05:00:00', '09:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planComingDays(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const day = async (station = 'district', date = TUESDAY) =>
    (await centre.as('lan').get(`/plan?station=${station}&date=${date}`)).json<
      z.output<typeof PlanView>
    >()
  const windowAt = async (title: string, station = 'district', date = TUESDAY) => {
    const block = (await day(station, date)).blocks.find((one) => one.title === title)
    if (!block) throw new Error(`no window ${title}`)
    return block
  }
  const titles = async (title: string, station = 'district') =>
    (await windowAt(title, station)).items.map((item) => item.title)
  const preview = async (changes: readonly Change[], resolve: string | null = null) =>
    (await centre.as('lan').post('/plan/changes/preview', { changes, resolve })).json<Preview>()
  const make = async (changes: readonly Change[], resolve: string | null = null, who = 'lan') => {
    const { revision } = await preview(changes, resolve)
    return centre.as(who).post('/plan/changes', { changes, resolve, revision })
  }
  const undo = async (made: z.output<typeof ChangesMade>) => make(made.undo)
  const placeC = async () => {
    const nine = await windowAt('09:00')
    const away = ['a', 'b', 'c'].find((one) => nine.items.every(({ title }) => title !== one))
    return {
      away: `${away}`,
      change: {
        ...{ kind: 'place', station: 'district', window: nine.window, date: TUESDAY },
        ...{ version: `${away}/1`, offsetSamples: 5 * SECOND },
      },
    }
  }

  it('keeps an item out, and undoing gives back the plan that was there', async () => {
    const before = await day()
    const nine = await windowAt('09:00')
    const item = nine.items[1]
    const made = await make([{ kind: 'remove', item: item?.id }])
    expect(made.statusCode).toBe(201)
    const after = await windowAt('09:00')
    expect(after.items.map(({ title }) => title)).not.toContain(item?.title)
    expect(after.bars.map(({ title }) => title)).toEqual([item?.title])
    expect((await undo(made.json())).statusCode).toBe(201)
    expect((await day()).blocks).toEqual(before.blocks)
  })

  it('says what a new bulletin would push out, and settles it as somebody chooses', async () => {
    const { away, change } = await placeC()
    const before = await day()
    const seen = await preview([change])
    expect(seen.conflicts).toHaveLength(1)
    const [conflict] = seen.conflicts
    expect(conflict?.reason.vi).toContain('sẽ bị đẩy ra')
    expect(conflict?.relays.map(({ station }) => station).sort()).toEqual([
      ...['hung-phu', 'long-hung', 'my-huong'],
    ])
    expect(conflict?.choices).toContain('override')
    const refused = await make([change])
    expect(refused.json()).toMatchObject({ code: 'plan-conflict' })
    const named = { override: 'ghi đè', queue: 'tiếp nối', move: 'dời' } as const
    for (const choice of ['override', 'queue', 'move'] as const)
      expect([choice, refused.json().vi.includes(named[choice])]).toEqual([
        choice,
        conflict?.choices.includes(choice),
      ])
    const made = await make([change], 'override')
    expect(made.statusCode).toBe(201)
    expect((await titles('09:00')).slice(0, 2)).toEqual(['nhac-hieu', away])
    expect((await titles('09:00', 'my-huong')).slice(0, 2)).toEqual(['nhac-hieu', away])
    expect((await windowAt('09:00')).items[1]?.pinned).not.toBeNull()
    expect((await undo(made.json())).statusCode).toBe(201)
    expect((await day()).blocks).toEqual(before.blocks)
  })

  it('says of each way that is not offered why it would not work', async () => {
    const evening = districtWindow('22:30:00')
    await centre.as('an').post('/windows', {
      ...evening,
      relayedBy: [],
      segments: [{ source: 'district', lengthMs: 180_000, campaignShareMs: null }],
    })
    await planComingDays(centre.deps, centre.clock.now())
    const { window } = await windowAt('22:30')
    const wish = { kind: 'place', station: 'district', window, date: TUESDAY, version: 'a/1' }
    const { conflicts } = await preview([{ ...wish, offsetSamples: 30 * SECOND }])
    expect(conflicts[0]?.reason.vi).toContain('Giờ yên tĩnh từ 21:00 đến 05:00')
    expect(conflicts[0]).toMatchObject({ choices: [], inTheWay: [] })
    expect(conflicts[0]?.refused.map(({ choice, reason }) => [choice, reason.code])).toEqual([
      ['override', 'quiet-hours'],
      ['queue', 'quiet-hours'],
      ['move', 'nowhere-alike'],
    ])
  })

  it('lets hands put more into a window than the planner usually does, as long as there is room', async () => {
    await centre.as('an').post('/windows', {
      ...districtWindow('13:00:00'),
      segments: [{ source: 'district', lengthMs: 600_000, campaignShareMs: null }],
    })
    await planComingDays(centre.deps, centre.clock.now())
    const before = await windowAt('13:00')
    const had = before.items.filter(({ kind }) => kind === 'bulletin')
    const away = ['a', 'b', 'c'].find((one) => had.every(({ title }) => title !== one))
    const wish = { kind: 'place', station: 'district', window: before.window, date: TUESDAY }
    const made = await make([{ ...wish, version: `${away}/1`, offsetSamples: null }])
    expect([made.statusCode, had.length]).toEqual([201, 2])
    expect((await titles('13:00')).filter((title) => title !== 'nhac-hieu')).toHaveLength(3)
  })

  it('offers for several at once only what settles all of them', async () => {
    const { window } = await windowAt('17:00')
    const at = (version: string, seconds: number) => ({
      ...{ kind: 'place' as const, station: 'district', window, date: TUESDAY, version },
      offsetSamples: seconds * SECOND,
    })
    const changes = [at('b/1', 6), at('c/1', 20)]
    const { conflicts } = await preview(changes)
    expect(conflicts.length).toBeGreaterThan(0)
    for (const choice of ['override', 'queue', 'move'] as const) {
      const isOffered = conflicts.every(({ choices }) => choices.includes(choice))
      const made = await make(changes, choice)
      expect([choice, made.statusCode]).toEqual([choice, isOffered ? 201 : 409])
      if (isOffered) await undo(made.json())
    }
  })

  it('refuses to decide on an old picture', async () => {
    const { change } = await placeC()
    const { revision } = await preview([change], 'override')
    await make([change], 'override')
    const late = await centre.as('lan').post('/plan/changes', {
      ...{ changes: [change], resolve: 'override', revision },
    })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({ code: 'plan-changed' })
  })

  it('shows what will sound otherwise, also where the district’s signal is carried', async () => {
    const { away, change } = await placeC()
    const { stations } = await preview([change], 'override')
    const names = stations.map(({ station }) => station)
    expect(names.sort()).toEqual(['district', 'hung-phu', 'long-hung', 'my-huong'])
    const wired = stations.find(({ station }) => station === 'hung-phu')
    const fresh = wired?.sounding.filter((sound) => sound.change === 'new') ?? []
    expect(fresh.map(({ title, by }) => `${title} ${by}`)).toContain(`${away} district-signal`)
    expect(wired?.sounding.some((sound) => sound.change === 'gone')).toBe(true)
  })

  it('keeps a version of each playlist, with who and what', async () => {
    const { away, change } = await placeC()
    const made = (await make([change], 'override')).json<z.output<typeof ChangesMade>>()
    expect(made.versions.map(({ station, number }) => `${station} ${number}`).sort()).toContain(
      'district 2',
    )
    const versions = await centre.as('lan').get(`/plan/versions?station=district&date=${TUESDAY}`)
    expect(versions.json()).toMatchObject([
      { number: 2, cause: 'edit', staff: 'lan' },
      { number: 1, cause: 'plan', staff: null },
    ])
    const diff = await centre
      .as('lan')
      .get(`/plan/versions/diff?station=district&date=${TUESDAY}&from=1&to=2`)
    expect(diff.json().changes).toContainEqual(
      expect.objectContaining({ kind: 'added', title: away, windowName: '09:00' }),
    )
  })

  it('leaves a window alone that is over, or nearly', async () => {
    const window = (await windowAt('09:00', 'district', '2024-08-12')).window
    await centre.wait(3_600_000 + 300_000 - 14_000)
    const { conflicts } = await preview([
      {
        ...{ kind: 'place', station: 'district', window, date: '2024-08-12' },
        ...{ version: 'a/1', offsetSamples: null },
      },
    ])
    expect(conflicts[0]?.reason.code).toBe('begun')
    expect(conflicts[0]?.choices).not.toContain('override')
  })

  it('lets a commune’s people change their own part alone', async () => {
    const nine = await windowAt('09:00')
    const changes = [{ kind: 'remove', item: nine.items[1]?.id }]
    const theirs = await centre
      .as('bien-long-hung')
      .post('/plan/changes/preview', { changes, resolve: null })
    expect(theirs.statusCode).toBe(403)
  })

  it('copies a day, and explains what is left over', async () => {
    await make([{ kind: 'remove', item: (await windowAt('09:00')).items[1]?.id }])
    const source = await day()
    const copy = { kind: 'copy', station: 'district', from: TUESDAY, to: ['2024-08-15'] }
    expect((await make([copy])).statusCode).toBe(201)
    const target = await day('district', '2024-08-15')
    for (const block of source.blocks) {
      const twin = target.blocks.find(({ window }) => window === block.window)
      expect(twin?.items.map(({ title }) => title)).toEqual(block.items.map(({ title }) => title))
    }
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ valid_to: Date.parse('2024-08-16T00:00:00+07:00') })
      .where('id', '=', 'a/1')
      .execute()
    const { leftovers } = await preview([{ ...copy, to: ['2024-08-16'] }])
    expect(leftovers.map(({ title }) => title)).toContain('a')
    expect(leftovers[0]?.reason.vi).toContain('không có hiệu lực')
  })

  it('names before it copies what the planner will have beside what is copied', async () => {
    const nine = await windowAt('09:00')
    for (const { id, kind } of nine.items)
      if (kind === 'bulletin') await make([{ kind: 'remove', item: id }])
    const source = await windowAt('09:00')
    const copy = { kind: 'copy', station: 'district', from: TUESDAY, to: ['2024-08-15'] }
    const shown = await preview([copy])
    const response = await make([copy])
    const made = response.json<z.output<typeof ChangesMade>>()
    expect(made.preview.beside).toEqual(shown.beside)
    const target = await windowAt('09:00', 'district', '2024-08-15')
    const pinned = target.items.filter((item) => item.kind === 'bulletin' && item.pinned !== null)
    const others = target.items.filter((item) => item.kind === 'bulletin' && item.pinned === null)
    expect(pinned.map(({ title }) => title).sort()).toEqual(
      source.items.flatMap(({ kind, title }) => (kind === 'bulletin' ? [title] : [])).sort(),
    )
    expect(others).not.toEqual([])
    expect(
      shown.beside.filter(({ windowName }) => windowName === '09:00').map(({ titles }) => titles),
    ).toEqual([others.map(({ title }) => title)])
  })

  it('pins an item where it is, and lets it go again', async () => {
    const before = await day()
    const item = (await windowAt('09:00')).items[1]
    await make([{ kind: 'pin', item: item?.id }])
    expect((await windowAt('09:00')).items[1]?.pinned).not.toBeNull()
    await make([{ kind: 'unpin', item: item?.id }])
    expect((await day()).blocks).toEqual(before.blocks)
  })

  it('says truly why an approved bulletin of the district is none of a commune’s own part', async () => {
    const nine = (await day('my-huong')).blocks[0]
    const place = {
      ...{ kind: 'place', station: 'my-huong', window: nine?.window, date: TUESDAY },
      ...{ version: 'a/1', offsetSamples: null },
    }
    const [conflict] = (await preview([place])).conflicts
    expect(conflict?.reason.code).toBe('campaign-elsewhere')
    expect(conflict?.reason.vi).toContain('"a" đã duyệt, nhưng đợt tuyên truyền của nó')
    expect(conflict?.reason.en).toContain('Add the station to the campaign')
    const [unknown] = (await preview([{ ...place, version: 'nobody/1' }])).conflicts
    expect(unknown?.reason.code).toBe('not-approved')
  })

  it('moves nothing when what stands is pinned where it stands, at any hour of the day', async () => {
    for (const hours of [0, 6]) {
      await centre.wait(hours * 3_600_000)
      await planComingDays(centre.deps, centre.clock.now())
      for (const date of [TUESDAY, '2024-08-14'])
        for (const { startsAt, items } of (await day('district', date)).blocks)
          for (const { id, kind } of items) {
            if (kind !== 'bulletin' || startsAt < centre.clock.now()) continue
            const seen = await preview([{ kind: 'pin', item: id }])
            expect(seen.conflicts).toEqual([])
            expect(seen.stations).toEqual([])
          }
    }
  })

  it('refuses a year of another calendar, as everything else does', async () => {
    const nine = await windowAt('09:00')
    const lan = centre.as('lan')
    expect((await lan.get('/plan?station=district&date=2567-08-13')).statusCode).toBe(400)
    expect((await lan.get('/plan/week?station=district&from=2567-08-13')).statusCode).toBe(400)
    const list = { station: 'district', window: nine.window, date: '2567-08-13', text: '#EXTM3U' }
    const refused = await lan.post('/plan/import', list)
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ params: { field: 'date' } })
  })
})
