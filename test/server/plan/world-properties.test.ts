import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWorld } from '../../../server/plan/world-check.ts'
import { planWorld, type WorldPlan } from '../../../server/plan/world-plan.ts'
import { planningOf } from '../../../server/plan/world-planning.ts'

/**
 * The rules of a plan once more, written from the world's own description and apart from the planner,
 * over thousands of random worlds.
 */
const FROM = '2024-08-12'
const DAYS = 3
const HOUR = 3_600_000
const midnight = Date.parse(`${FROM}T00:00:00+07:00`)

const campaigns = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 5 }),
    floor: fc.integer({ min: 0, max: 5 }),
    above: fc.integer({ min: 0, max: 4 }),
    spread: fc.integer({ min: 1, max: 4 }),
    bulletinGapMs: fc.constantFrom(0, 0, 2 * HOUR, 20 * HOUR),
    campaignGapMs: fc.constantFrom(0, 0, 60_000, 3 * HOUR),
    sharePercent: fc.constantFrom(100, 100, 50, 20),
    lastDay: fc.integer({ min: 10, max: 20 }),
  }),
  { minLength: 1, maxLength: 3 },
)

const bulletins = fc.array(
  fc.record({
    campaign: fc.integer({ min: 0, max: 2 }),
    seconds: fc.integer({ min: 1, max: 300 }),
    language: fc.constantFrom('vi', 'vi', 'vi', 'km'),
    class: fc.constantFrom('ordinary', 'ordinary', 'priority', 'emergency'),
    state: fc.constantFrom('approved', 'approved', 'approved', 'submitted', 'recalled'),
    fromHour: fc.integer({ min: -50, max: 40 }),
    hours: fc.integer({ min: 1, max: 120 }),
    own: fc.boolean(),
  }),
  { maxLength: 9 },
)

const windows = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    vov: fc.integer({ min: 1, max: 30 }),
    district: fc.integer({ min: 1, max: 20 }),
    commune: fc.integer({ min: 0, max: 10 }),
    share: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    most: fc.integer({ min: 0, max: 5 }),
    weekend: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

const worlds = fc
  .record({
    campaigns,
    bulletins,
    windows,
    tune: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    mourning: fc.boolean(),
    mix: fc.constantFrom(null, { km: 60, vi: 40 }),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin'),
  })
  .map((parts) => ({
    format: 'tiep-am/world/1' as const,
    zone: parts.zone,
    stations: [
      { id: 'd', name: 'd', role: 'district', technology: 'fm', languages: ['vi'] },
      ...['x', 'y'].map((id) => ({
        ...{ id, name: id, role: 'commune', technology: id === 'x' ? 'ip' : 'fm', groups: ['xa'] },
        ...{ languages: ['km', 'vi'], languageMix: parts.mix },
      })),
    ],
    calendar: parts.mourning
      ? [{ name: 'Quốc tang', from: '2024-08-13', to: '2024-08-13', withoutMusic: true }]
      : [],
    windows: parts.windows.flatMap((one, at) => {
      const time = `${String(Math.floor(one.minute / 60)).padStart(2, '0')}:${String(one.minute % 60).padStart(2, '0')}`
      const segments = [
        { source: 'vov', lengthMs: one.vov * 60_000 },
        {
          ...{ source: 'district', lengthMs: one.district * 60_000 },
          campaignShareMs: one.share === null ? null : one.share * 60_000,
        },
        ...(one.commune > 0 ? [{ source: 'commune', lengthMs: one.commune * 60_000 }] : []),
      ]
      const both = {
        ...{ name: time, startsAt: time, validFrom: '2024-01-01', segments, mostItems: one.most },
        rule: one.weekend ? 'FREQ=DAILY' : 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      }
      return [
        { ...both, id: `w${at}`, station: 'd' },
        { ...both, id: `r${at}`, station: 'xa', relays: `w${at}` },
      ]
    }),
    campaigns: parts.campaigns.map(({ above, lastDay, ...one }, at) => ({
      ...{ ...one, id: `k${at}`, name: `k${at}`, cap: one.floor + above },
      ...{ from: '2024-08-01', to: `2024-08-${lastDay}`, stations: ['d', 'x'] },
    })),
    bulletins: [
      ...(parts.tune === null
        ? []
        : [aBulletin('tune', null, { contentType: 'tune', samples: parts.tune * 48_000 }, 'd')]),
      ...parts.bulletins.map((one, at) =>
        aBulletin(
          `b${at}`,
          one.campaign < parts.campaigns.length ? `k${one.campaign}` : null,
          {
            ...{ language: one.language, class: one.class, state: one.state },
            samples: one.seconds * 48_000,
            validFrom: midnight + one.fromHour * HOUR,
            validTo: midnight + (one.fromHour + one.hours) * HOUR,
          },
          one.own ? 'x' : 'd',
        ),
      ),
    ],
  }))

function aBulletin(id: string, campaign: string | null, version: object, owner: string) {
  return { id, title: id, owner, campaign, versions: [{ id: `${id}/1`, validFrom: 0, ...version }] }
}

type World = Extract<ReturnType<typeof readWorld>, { ok: true }>['value']

function planned(json: unknown): Readonly<{ world: World; plan: WorldPlan }> {
  const read = readWorld(json)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return { world: read.value, plan: planWorld(planningOf(read.value), FROM, DAYS) }
}

type Item = WorldPlan['playlists'][number]['blocks'][number]['items'][number]

/** Every rule that an item breaks; none when all is well. */
function broken({ world, plan }: ReturnType<typeof planned>): string[] {
  const faults: string[] = []
  for (const { station, date, zone, blocks } of plan.playlists) {
    const own = blocks.flatMap((block) =>
      block.items.filter(({ relayOf }) => relayOf === null).map((item) => ({ block, item })),
    )
    for (const { block, item } of own)
      faults.push(...brokenBy(world, station, date, zone, block, item))
    for (const campaign of world.campaigns) {
      const airings = own.filter(({ item }) => item.campaign === campaign.id)
      if (airings.length > campaign.cap) faults.push(`${campaign.id} beyond its cap`)
      faults.push(
        ...tooClose(
          airings.map(({ item }) => item),
          campaign.campaignGapMs,
        ),
      )
      for (const same of Map.groupBy(airings, ({ item }) => item.bulletin).values())
        faults.push(
          ...tooClose(
            same.map(({ item }) => item),
            campaign.bulletinGapMs,
          ),
        )
    }
    for (const block of blocks) {
      const inOrder = block.items.toSorted((a, b) => a.offsetSamples - b.offsetSamples)
      for (const [at, item] of inOrder.entries())
        if (at > 0 && endOf(inOrder[at - 1] as Item) > item.offsetSamples) faults.push('overlap')
    }
  }
  return faults
}

function tooClose(items: readonly Item[], gapMs: number): string[] {
  const starts = items.map(({ startsAt }) => startsAt).sort((a, b) => a - b)
  return starts.flatMap((at, index) =>
    index > 0 && at - (starts[index - 1] ?? 0) < gapMs ? [`closer than ${gapMs}`] : [],
  )
}

const endOf = ({ offsetSamples, lengthSamples }: Item) => offsetSamples + lengthSamples

function brokenBy(
  world: World,
  station: string,
  date: string,
  zone: string,
  block: WorldPlan['playlists'][number]['blocks'][number],
  item: Item,
): string[] {
  const faults: string[] = []
  const no = (wrong: boolean, what: string) => wrong && faults.push(`${item.title}: ${what}`)
  const bulletin = world.bulletins.find(({ id }) => id === item.bulletin)
  const version = bulletin?.versions[0]
  if (!bulletin || !version) return ['an item of nothing']
  const endsAt = item.startsAt + item.lengthSamples / 48
  no(version.state !== 'approved', 'not approved')
  no(item.startsAt < version.validFrom || endsAt > (version.validTo ?? Infinity), 'not valid')
  no(station === 'd' && version.language !== 'vi', 'language')
  no(station === 'd' && bulletin.owner !== 'd', 'another unit’s')
  no(
    item.kind === 'tune' && world.calendar.some((day) => day.from <= date && date <= day.to),
    'music',
  )
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(item.startsAt),
  )
  no(version.class !== 'emergency' && (hour >= 21 || hour < 5), 'quiet hours')
  const window = world.windows.find(
    ({ id }) => block.window === id || block.window.startsWith(`${id}@`),
  )
  const source = station === 'd' ? 'district' : 'commune'
  const at = window?.segments.findIndex((segment) => segment.source === source) ?? -1
  const segment = window?.segments[at]
  if (!window || !segment) return [...faults, 'no own segment']
  const from = window.segments.slice(0, at).reduce((sum, { lengthMs }) => sum + lengthMs, 0) * 48
  no(item.offsetSamples < from || endOf(item) > from + segment.lengthMs * 48, 'outside its segment')
  const spoken = block.items.filter(({ relayOf, kind }) => relayOf === null && kind === 'bulletin')
  const taken = spoken.reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
  no(taken > (segment.campaignShareMs ?? segment.lengthMs) * 48, 'beyond the campaigns’ share')
  no(spoken.length > window.mostItems, 'too many')
  if (item.kind === 'bulletin') {
    const campaign = world.campaigns.find(({ id }) => id === bulletin.campaign)
    no(!campaign || date < campaign.from || campaign.to < date, 'its campaign does not run')
    no(spoken.filter((one) => one.bulletin === item.bulletin).length > 1, 'twice in a window')
  }
  return faults
}

describe('the plan of any world', () => {
  it('breaks no rule', () => {
    fc.assert(
      fc.property(worlds, (json) => {
        expect(broken(planned(json))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('is the same for the same world in any order', () => {
    fc.assert(
      fc.property(worlds, (json) => {
        const reversed = {
          ...json,
          stations: json.stations.toReversed(),
          windows: json.windows.toReversed(),
          bulletins: json.bulletins.toReversed(),
          campaigns: json.campaigns.toReversed(),
        }
        expect(JSON.stringify(planned(reversed).plan)).toBe(JSON.stringify(planned(json).plan))
      }),
      { numRuns: 300 },
    )
  })

  it('names a reason for every floor that it misses, and none for those it reaches', () => {
    fc.assert(
      fc.property(worlds, (json) => {
        const { world, plan } = planned(json)
        for (const { station, date, blocks } of plan.playlists) {
          const said = blocks.flatMap(({ explanations }) => explanations)
          for (const campaign of world.campaigns) {
            const aired = blocks
              .flatMap(({ items }) => items)
              .filter((item) => item.campaign === campaign.id && item.relayOf === null).length
            const missed = said.filter(
              ({ code, params }) => code.startsWith('floor-') && params.campaign === campaign.name,
            )
            const owes = station === 'd' && date <= campaign.to && aired < campaign.floor
            if (owes) expect(missed.length).toBe(1)
            if (aired >= campaign.floor) expect(missed).toEqual([])
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('makes communes owe exactly what the district airs in Vietnamese in windows that they relay', () => {
    fc.assert(
      fc.property(worlds, (json) => {
        const { plan } = planned(json)
        const relayed = plan.playlists
          .filter(({ station }) => station === 'x')
          .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))
          .filter(({ relayOf, kind }) => relayOf !== null && kind === 'bulletin')
        const owed = plan.obligations.filter(({ commune }) => commune === 'x')
        expect(owed.map(({ item }) => item).sort()).toEqual(relayed.map(({ id }) => id).sort())
        const district = new Set(
          plan.playlists
            .filter(({ station }) => station === 'd')
            .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items.map(({ id }) => id))),
        )
        for (const { relayOf } of plan.obligations) expect(district.has(relayOf)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
