import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { World } from '../../../server/plan/world.ts'
import { readWorld } from '../../../server/plan/world-check.ts'
import { planWorld, type WorldPlan } from '../../../server/plan/world-plan.ts'
import { planningOf } from '../../../server/plan/world-planning.ts'
import { spanFaults } from '../../../server/plan/world-span.ts'

const file = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../server/plan/${name}`, import.meta.url), 'utf8'))
const myTu = file('my-tu-2024.world.json')

function plan(json: unknown, from: string, days = 1): WorldPlan {
  const read = readWorld(json)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return planWorld(planningOf(read.value), from, days)
}

const itemsOf = ({ playlists }: WorldPlan, station: string) =>
  playlists
    .filter((playlist) => playlist.station === station)
    .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))

describe('a world as a file', () => {
  it('has the schema that is written beside it', () => {
    expect(file('world.schema.json')).toEqual(
      JSON.parse(JSON.stringify(z.toJSONSchema(World, { io: 'input' }))),
    )
  })

  it('says everything that is wrong with it at once, and where', () => {
    const broken = structuredClone(myTu)
    broken.windows[0].station = 'nowhere'
    broken.windows[1].rule = 'FREQ=SECONDLY'
    broken.campaigns[0].cap = 1
    broken.stations[0].zone = 'Mars/Base'
    broken.bulletins.push(structuredClone(broken.bulletins[0]))
    const read = readWorld(broken)
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([
      'bulletins',
      'versions',
      'windows.0.station',
      'stations.0.zone',
      'windows.1.rule',
      'campaigns.0.cap',
    ])
    expect(readWorld({ format: 'something' })).toMatchObject({ ok: false })
    expect(readWorld(null)).toMatchObject({ ok: false })
  })
})

describe('tiep-am plan --world', () => {
  it('reads a file that begins with a mark of the byte order, and says why a day is empty', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-world-'))
    const world = path.join(folder, 'world.json')
    const stations = [{ id: 'd', name: 'Đài', role: 'district', technology: 'fm' }]
    const empty = { format: 'tiep-am/world/1', stations, windows: [] }
    writeFileSync(world, `\ufeff${JSON.stringify(empty)}`)
    const cli = path.join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
    const asked = [cli, 'plan', '--world', world, '--from', '2024-08-12']
    const { stdout } = await promisify(execFile)(process.execPath, asked)
    expect(stdout).toContain('d  2024-08-12\n  – Không có khung giờ nào của đài mở vào ngày này.\n')
    rmSync(folder, { recursive: true })
  })
})

/** The world with one thing wrong, and where that is said. */
const wrongs: readonly (readonly [string, (world: typeof myTu) => void, string])[] = [
  ['a key that no window has', (w) => (w.windows[0].typo = 1), 'windows.0.typo'],
  ['a key that no campaign has', (w) => (w.campaigns[0].flor = 9), 'campaigns.0.flor'],
  ['a key that no pin has', (w) => (w.pins = [{ ...pin, at: 1 }]), 'pins.0.at'],
  [
    'quiet hours of no clock',
    (w) => (w.quietHours = { from: '24:00', to: '05:00' }),
    'quietHours.from',
  ],
  [
    'quiet hours of no length',
    (w) => (w.quietHours = { from: '05:00', to: '05:00' }),
    'quietHours',
  ],
  [
    'a year of another calendar',
    (w) => (w.windows[0].validFrom = '2567-07-08'),
    'windows.0.validFrom',
  ],
  [
    'a rule that counts too far',
    (w) => (w.windows[0].rule = 'FREQ=DAILY;COUNT=30000'),
    'windows.0.rule',
  ],
  [
    'a month day named twice',
    (w) => (w.windows[0].rule = 'FREQ=MONTHLY;BYMONTHDAY=1,1'),
    'windows.0.rule',
  ],
  ['a pin in no window', (w) => (w.pins = [{ ...pin, window: 'nowhere' }]), 'pins.0.window'],
  ['a bar in no window', (w) => (w.bars = [{ ...pin, window: 'nowhere' }]), 'bars.0.window'],
  ['a bar of no version', (w) => (w.bars = [{ ...pin, version: 'none/1' }]), 'bars.0.version'],
  [
    'a pick for no window',
    (w) => (w.picks = [{ station: 'phumy', bulletin: 'lo-trinh', windows: ['nowhere'] }]),
    'picks.0.windows',
  ],
  [
    'something heard in no window',
    (w) => (w.history = [{ ...pin, window: 'nowhere', station: 'phumy', at: 1 }]),
    'history.0.window',
  ],
  [
    'a phase that ends before it begins',
    (w) => {
      const [from, until] = ['2024-09-01T00:00:00Z', '2024-08-01T00:00:00Z']
      w.campaigns[0].phases = [{ from, until, versions: ['lo-trinh/1'] }]
    },
    'campaigns.0.phases.0',
  ],
  [
    'a campaign extended until before it begins',
    (w) => (w.campaigns[0].extendedUntil = '2024-01-01'),
    'campaigns.0.extendedUntil',
  ],
  ['a window that relays itself', (w) => (relaying(w).relays = relaying(w).id), 'relays'],
  [
    'two parts of the station’s own',
    (w) => w.windows[0].segments.push({ source: 'district', lengthMs: 60_000 }),
    'windows.0.segments',
  ],
  ['a station named like a group', (w) => (w.stations[9].id = 'communes'), 'stations.9.id'],
]
const pin = { window: myTu.windows[0].id, date: '2024-07-15', version: 'lo-trinh/1' }
const relaying = (world: typeof myTu) =>
  world.windows.find(({ relays }: { relays?: string }) => relays !== undefined)

describe('a world that cannot be meant', () => {
  it.each(wrongs)('with %s is refused, and it says where', (_, spoil, path) => {
    const world = structuredClone(myTu)
    spoil(world)
    const read = readWorld(world)
    const faults = read.ok ? [] : read.faults
    expect(faults.map((one) => one.path).join(' ')).toContain(path)
    for (const { vi, en } of faults) expect([vi.length > 5, en.length > 5]).toEqual([true, true])
  })
})

describe('a world that is too large to be planned while somebody waits', () => {
  const faultsOf = (json: unknown, days: number) => {
    const read = readWorld(json)
    if (!read.ok) return read.faults
    return spanFaults(read.value, planningOf(read.value), '2024-07-08', days)
  }

  it('is refused with the bound that it passes', () => {
    const many = structuredClone(myTu)
    many.bulletins = Array.from({ length: 5_000 }, (_, at) => {
      const versions = [{ id: `b${at}/1`, validFrom: 0, samples: 48_000 }]
      return { id: `b${at}`, title: `b${at}`, owner: 'district', campaign: 'dung-2g', versions }
    })
    many.campaigns[0].phases = []
    for (const window of many.windows) window.parts = null
    for (const list of ['pins', 'bars', 'history', 'picks', 'priorityOrder']) delete many[list]
    many.windows.push(
      ...many.windows.slice(0, 6).map((one: { id: string }) => ({ ...one, id: `${one.id}-b` })),
    )
    expect(faultsOf(many, 1)).toEqual([])
    const [fault] = faultsOf(many, 400)
    expect(fault?.path).toBe('bulletins')
    expect(fault?.vi).toContain('5000000')
    expect(fault?.en).toContain('plan fewer days')
  })

  it('is refused before a group’s windows are laid out for each of its members', () => {
    const many = structuredClone(myTu)
    const [window] = many.windows
    many.windows = Array.from({ length: 20_000 }, (_, at) => ({
      ...{ ...window, id: `w${at}`, station: 'communes', relays: undefined, parts: null },
    }))
    expect(faultsOf(many, 1).map(({ path }) => path)).toEqual(['windows'])
  })
})

describe('a day of one station with very many windows', () => {
  const minutes = (many: number) => Math.floor(1_440 / many)
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const crowded = (many: number, dates: (at: number) => object = () => ({})) => ({
    format: 'tiep-am/world/1',
    quietHours: null,
    stations: [{ id: 'd', name: 'Đài huyện', role: 'district', technology: 'ip' }],
    windows: Array.from({ length: many }, (_, at) => ({
      ...{ id: `w${at}`, name: `w${at}`, station: 'd', validFrom: '2024-01-01', mostItems: 10 },
      startsAt: clock((at * minutes(many)) % 1_440),
      segments: [{ source: 'district', lengthMs: Math.max(1, minutes(many)) * 60_000 }],
      ...dates(at),
    })),
    campaigns: [
      {
        ...{ id: 'c', name: 'c', from: '2024-01-01', to: '2024-12-31', floor: 1_000 },
        ...{ bulletinGapMs: 3_600_000, campaignGapMs: 60_000 },
      },
    ],
    bulletins: Array.from({ length: 30 }, (_, at) => ({
      ...{ id: `b${at}`, title: `b${at}`, owner: 'd', campaign: 'c' },
      versions: [{ id: `b${at}/1`, validFrom: 0, samples: 48_000 * (50 + at) }],
    })),
  })
  const faultsOf = (json: unknown) => {
    const read = readWorld(json)
    if (!read.ok) return read.faults
    return spanFaults(read.value, planningOf(read.value), '2024-07-08', 3)
  }

  it('is refused with its bound and what to do, in both languages', () => {
    const [fault, ...others] = faultsOf(crowded(1_440))
    expect(others).toEqual([])
    expect(fault?.path).toBe('windows')
    expect(fault?.vi).toBe(
      '"d" có 1440 khung giờ trong ngày 2024-07-08, tối đa 96; hãy gộp các khung giờ liền nhau',
    )
    expect(fault?.en).toContain('at most 96')
    expect(faultsOf(crowded(97)).map(({ path }) => path)).toEqual(['windows'])
  })

  it('is planned up to the bound, and least times hold', () => {
    const world = crowded(96)
    expect(faultsOf(world)).toEqual([])
    const starts = new Map<string, number[]>()
    for (const { version, startsAt } of itemsOf(plan(world, '2024-07-08'), 'd'))
      starts.set(`${version}`, [...(starts.get(`${version}`) ?? []), startsAt])
    expect(starts.size).toBe(30)
    for (const list of starts.values())
      for (const [at, start] of list.entries())
        if (at > 0) expect(start - (list[at - 1] ?? 0)).toBeGreaterThanOrEqual(3_600_000)
    // An hour has room for each bulletin once.
    expect([...starts.values()].flat().length).toBeGreaterThan(400)
  })

  it('may have more windows altogether, when no day has them all', () => {
    const seasonal = (at: number) => {
      const month = `2024-${String(1 + (at % 12)).padStart(2, '0')}`
      return { validFrom: `${month}-01`, validTo: `${month}-28` }
    }
    expect(faultsOf(crowded(480, seasonal))).toEqual([])
  })
})

describe('planning Mỹ Tú’s campaign of July 2024', () => {
  it('reaches the campaign’s floor at the district, and says what nine communes owe for it', () => {
    const day = plan(myTu, '2024-07-15')
    const aired = itemsOf(day, 'district').filter(({ campaign }) => campaign === 'dung-2g')
    expect(aired.length).toBeGreaterThanOrEqual(4)
    expect(aired.length).toBeLessThanOrEqual(9)
    const owed = Map.groupBy(day.obligations, ({ commune }) => commune)
    expect(owed.size).toBe(9)
    const sounded = itemsOf(day, 'district').filter(({ kind }) => kind === 'bulletin').length
    for (const list of owed.values()) expect(list.length).toBe(sounded)
    expect(new Set(day.obligations.map(({ basis }) => basis))).toEqual(new Set(['plan', 'signal']))
  })

  it('changes what is said on the afternoon of 13 September and again on 16 October', () => {
    const versions = (from: string) =>
      new Set(
        itemsOf(plan(myTu, from), 'district').flatMap(({ version }) =>
          version?.startsWith('lo-trinh') ? [version] : [],
        ),
      )
    expect(versions('2024-09-12')).toEqual(new Set(['lo-trinh/1']))
    expect(versions('2024-09-14')).toEqual(new Set(['lo-trinh/2']))
    expect(versions('2024-10-16')).toEqual(new Set(['lo-trinh/3']))
    const thatDay = itemsOf(plan(myTu, '2024-09-13'), 'district')
    const moved = Date.parse('2024-09-13T17:00:00+07:00')
    for (const { version, startsAt } of thatDay) {
      if (version === 'lo-trinh/1') expect(startsAt).toBeLessThan(moved)
      if (version === 'lo-trinh/2') expect(startsAt).toBeGreaterThanOrEqual(moved)
    }
  })

  it('speaks Khmer in Phú Mỹ’s own time, and never as a relay', () => {
    const items = itemsOf(plan(myTu, '2024-07-15'), 'phumy')
    const khmer = items.filter(({ language }) => language === 'km')
    const own = items.filter(({ relayOf, kind }) => relayOf === null && kind === 'bulletin')
    expect(khmer.length * 2).toBeGreaterThan(own.length)
    expect(khmer.every(({ relayOf }) => relayOf === null)).toBe(true)
    expect(
      itemsOf(plan(myTu, '2024-07-15'), 'longhung').some(({ language }) => language === 'km'),
    ).toBe(false)
  })

  it('leaves out the tune on a day of mourning, and airs on the campaign’s extra Sunday', () => {
    const tunes = (from: string) =>
      itemsOf(plan(myTu, from), 'district').filter(({ kind }) => kind === 'tune').length
    expect([tunes('2024-07-24'), tunes('2024-07-25')]).toEqual([3, 0])
    expect(itemsOf(plan(myTu, '2024-07-14'), 'district').length).toBeGreaterThan(0)
    expect(itemsOf(plan(myTu, '2024-07-21'), 'district')).toEqual([])
  })

  it('tells what was lacking when a floor cannot be reached', () => {
    const tight = structuredClone(myTu)
    for (const window of tight.windows)
      for (const segment of window.segments)
        if (segment.source === 'district') segment.lengthMs = 120_000
    tight.campaigns[0].floor = 8
    const said = plan(tight, '2024-07-15')
      .playlists.filter(({ station }) => station === 'district')
      .flatMap(({ blocks }) => blocks.flatMap(({ explanations }) => explanations))
    const lacking = said.find(({ code, params }) => code.startsWith('floor-') && params.floor === 8)
    expect(lacking?.vi).toMatch(
      /cần 8 lượt trong ngày, xếp được \d: khung giờ Buổi \S+ \(\d\d:00–\d\d:57\) tại Đài Truyền thanh huyện Mỹ Tú thiếu (?:\d+ phút)? ?(?:\d+ giây)? ?cho lượt thứ \d\. Hãy rút ngắn/,
    )
  })

  it('comes out the same whatever the order of the file, to the byte', () => {
    const wanted = JSON.stringify(plan(myTu, '2024-07-15', 2))
    fc.assert(
      fc.property(
        fc.constantFrom('stations', 'windows', 'campaigns', 'bulletins'),
        fc.infiniteStream(fc.nat()),
        (list, chance) => {
          const shuffled = structuredClone(myTu)
          const keyed = shuffled[list].map((one: unknown) => [chance.next().value, one] as const)
          shuffled[list] = keyed
            .sort((a: [number], b: [number]) => a[0] - b[0])
            .map(([, one]: [number, unknown]) => one)
          expect(JSON.stringify(plan(shuffled, '2024-07-15', 2))).toBe(wanted)
        },
      ),
      { numRuns: 20 },
    )
  })
})
