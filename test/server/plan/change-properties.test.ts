import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StationId, WindowId } from '../../../playout/contract/ids.ts'
import { SAMPLE_RATE } from '../../../playout/contract/time.ts'
import { applyChanges, type Change, type GoneHands, undoOf } from '../../../server/plan/change.ts'
import type { Resolution } from '../../../server/plan/change-place.ts'
import { type ChangePlanning, groundOf, planWith } from '../../../server/plan/change-planning.ts'
import { dayHands, type Hands, pinOf } from '../../../server/plan/hand.ts'
import type { Planning } from '../../../server/plan/plan-days.ts'
import type { PlanStation } from '../../../server/plan/plan-station.ts'
import { versionText } from '../../../server/plan/plan-version.ts'
import type { PlannedBlock } from '../../../server/plan/playlist.ts'
import { type EarlierText, standingOf } from '../../../server/plan/standing.ts'
import { airWindow, candidate, MONDAY, tune, ZONE } from '../../support/plan.ts'

const TUESDAY = '2024-08-13'
const NONE: Hands = { pins: [], bars: [] }
const RUNS = { numRuns: 60 }

const place = {
  ...{ languages: ['vi'], zone: ZONE, volumeMillibels: 0, volumeHours: [], groups: [] },
  ...{ longestSessionMs: null, languageMix: null, technology: 'ip' as const },
}
const district: PlanStation = {
  ...{ ...place, id: 'district' as StationId, unit: 'huyen', name: 'Huyện', role: 'district' },
}
const commune: PlanStation = {
  ...{ ...place, id: 'xa' as StationId, unit: 'xa', name: 'Xã', role: 'commune' },
}

const HOURS = ['05:00:00', '11:00:00', '17:00:00']
const ours = HOURS.map((startsAt) =>
  airWindow(startsAt, 0, {
    mostItems: 3,
    segments: [
      { source: 'vov', lengthMs: 30_000, campaignShareMs: null },
      { source: 'district', lengthMs: 200_000, campaignShareMs: null },
      { source: 'province', lengthMs: 60_000, campaignShareMs: null },
    ],
  }),
)
const theirs = ours.map((window) => ({
  ...airWindow(window.startsAt, 0, {
    segments: [
      ...window.segments.slice(0, 2),
      { source: 'commune', lengthMs: 100_000, campaignShareMs: null },
    ],
  }),
  ...{ id: `xa-${window.startsAt}` as WindowId, station: commune.id, relaysWindow: window.id },
}))
const bulletins = [50, 70, 40, 90, 150, 220].map((seconds, at) => candidate(`b${at}`, seconds))
const own = [30, 60, 80].map((seconds, at) => candidate(`x${at}`, seconds))

const planning: Omit<Planning, 'standing'> = {
  stations: [district, commune],
  windowsOf: ({ role }) => (role === 'district' ? ours : theirs),
  candidatesOf: ({ role }) => (role === 'district' ? [tune(5), ...bulletins] : own),
  ordersOf: () => new Map(),
  mixOf: () => null,
  ...{ quiet: null, kept: [], pins: new Map(), notBefore: 0 },
  withoutMusic: () => false,
  historyOf: () => [],
}

/** A plan that stands, as it was first written, and what later versions of it said. */
function world(open: readonly PlannedBlock[], hands: Hands, earlier: readonly Texts[]) {
  const texts = new Map<string, EarlierText[]>()
  for (const [at, { blocks, hands: wished }] of earlier.entries())
    for (const [day, list] of Map.groupBy(
      blocks,
      ({ station, block }) => `${station} ${block.date}`,
    )) {
      const [first] = list
      if (!first) continue
      const wishes = dayHands(wished, { station: first.station, date: first.block.date })
      texts.set(day, [{ ...versionText(list, wishes), at }, ...(texts.get(day) ?? [])])
    }
  const standingWith = (wishes: Hands) => standingOf(open, wishes, texts)
  const changing: ChangePlanning = {
    ...{ now: 0, hands, open, onAir: [], standingWith, touched: [district, commune] },
    planning: { ...planning, standing: standingWith(hands) },
    ...{ from: MONDAY, to: TUESDAY },
  }
  return changing
}

type Texts = Readonly<{ blocks: readonly PlannedBlock[]; hands: Hands }>

let ids = 0
const newId = () => `hand-${++ids}`
const first = planWith(world([], NONE, []), NONE)
const start = world(first, NONE, [{ blocks: first, hands: NONE }])

function change(
  changing: ChangePlanning,
  changes: readonly Change[],
  resolve: Resolution | null,
  gone?: GoneHands,
) {
  const before = planWith(changing, changing.hands)
  const ground = groundOf(changing, before, [], new Map(), newId)
  return applyChanges(ground, changing.hands, changes, resolve, gone)
}

/** Items that stood in the first plan; a change may well speak of one that is gone since. */
const items = first.flatMap(({ block }) => block.items.map(({ id }) => id))
const spot = {
  date: fc.constantFrom(MONDAY, TUESDAY),
  offsetSamples: fc.option(fc.integer({ min: 0, max: 290 }).map((at) => at * SAMPLE_RATE)),
}
const wishes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('place' as const), station: fc.constant('district'), ...spot },
    window: fc.constantFrom(...ours.map(({ id }) => id as string)),
    version: fc.constantFrom('la', ...bulletins.map(({ version }) => version as string)),
  }),
  fc.record({
    ...{ kind: fc.constant('place' as const), station: fc.constant('xa'), ...spot },
    window: fc.constantFrom(...theirs.map(({ id }) => id as string)),
    version: fc.constantFrom(...own.map(({ version }) => version as string)),
  }),
  fc.record({
    ...{ kind: fc.constant('move' as const), item: fc.constantFrom(...items), ...spot },
    window: fc.constantFrom(...[...ours, ...theirs].map(({ id }) => id as string)),
  }),
  fc.record({
    kind: fc.constantFrom('remove' as const, 'pin' as const, 'unpin' as const),
    item: fc.constantFrom(...items),
  }),
)
const sequences = fc.array(wishes, { minLength: 1, maxLength: 5 })
const resolutions = fc.constantFrom<Resolution | null>(null, 'override', 'queue', 'move')

function faultsIn(blocks: Iterable<PlannedBlock>): string[] {
  return [...blocks].flatMap(({ block }) => {
    const parts = [...block.items, ...block.relayTime].sort(
      (a, b) => a.offsetSamples - b.offsetSamples,
    )
    let end = 0
    return parts.flatMap((part) => {
      const isFree = part.offsetSamples >= end
      end = part.offsetSamples + part.lengthSamples
      return isFree && end <= block.lengthSamples ? [] : [`${block.id} at ${part.offsetSamples}`]
    })
  })
}

describe('any changes by hand', () => {
  it('leave a plan in which nothing sounds over anything else', () => {
    fc.assert(
      fc.property(sequences, resolutions, (changes, resolve) => {
        const { draft, hands } = change(start, changes, resolve)
        expect(faultsIn(draft.blocks.values())).toEqual([])
        expect(faultsIn(planWith(start, hands))).toEqual([])
      }),
      RUNS,
    )
  })

  it('are offered only what works: each choice, when it is taken, settles its conflict', () => {
    fc.assert(
      fc.property(sequences, wishes, (changes, last) => {
        const { hands, draft } = change(start, changes, 'override')
        const open = [...draft.blocks.values()]
        const now = world(open, hands, [{ blocks: open, hands }])
        const { conflicts } = change(now, [last], null)
        for (const { choices, wanted } of conflicts)
          for (const choice of choices) {
            const settled = change(now, [last], choice)
            expect(settled.conflicts).toEqual([])
            const pins = settled.hands.pins.filter(({ id }) => !hands.pins.some((p) => p.id === id))
            const held = [...settled.draft.blocks.values()].some(({ block }) =>
              block.items.some(
                (item) =>
                  item.bulletin?.version === wanted.version &&
                  pinOf(
                    item,
                    pins.filter((p) => p.window === block.window && p.date === block.date),
                  ),
              ),
            )
            expect(held).toBe(true)
          }
      }),
      RUNS,
    )
  })

  it('are taken back whole: the plan is what it was', () => {
    fc.assert(
      fc.property(sequences, resolutions, (changes, resolve) => {
        const { hands } = change(start, changes, resolve)
        const after = planWith(start, hands)
        const gone = new Map([...hands.pins, ...hands.bars].map((hand) => [hand.id, hand]))
        const later = world(after, hands, [
          { blocks: first, hands: NONE },
          { blocks: after, hands },
        ])
        const undone = change(later, undoOf(NONE, hands), null, gone)
        expect(undone.hands).toEqual(NONE)
        expect(planWith(later, undone.hands)).toEqual(first)
      }),
      RUNS,
    )
  })

  it('come out the same when they are made again', () => {
    fc.assert(
      fc.property(sequences, resolutions, (changes, resolve) => {
        const nameless = ({ pins, bars }: Hands) =>
          [...pins, ...bars].map(({ id: _, ...hand }) => hand)
        const [one, other] = [1, 2].map(() => change(start, changes, resolve))
        expect(one && nameless(one.hands)).toEqual(other && nameless(other.hands))
      }),
      { numRuns: 15 },
    )
  })

  it('move nothing when they pin what stands where it stands, whatever hands did before', () => {
    fc.assert(
      fc.property(sequences, resolutions, fc.nat(), (changes, resolve, which) => {
        const { hands } = change(start, changes, resolve)
        const before = planWith(start, hands)
        const now = world(before, hands, [{ blocks: before, hands }])
        // A plan that is not settled yet would change without any hand.
        const stands = planWith(now, hands)
        fc.pre(JSON.stringify(placesOf(stands)) === JSON.stringify(placesOf(before)))
        const pinnable = before.flatMap(({ block }) =>
          block.items.filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null),
        )
        const item = pinnable[which % Math.max(1, pinnable.length)]
        fc.pre(item !== undefined)
        const pinned = change(now, [{ kind: 'pin', item: item?.id ?? '' }], null)
        expect(pinned.conflicts).toEqual([])
        expect(placesOf(planWith(now, pinned.hands))).toEqual(placesOf(before))
        expect(placesOf(pinned.draft.blocks.values())).toEqual(placesOf(before))
      }),
      RUNS,
    )
  })
})

const placesOf = (blocks: Iterable<PlannedBlock>) =>
  [...blocks]
    .map(({ block }) => [block.id, ...block.items.map((one) => `${one.offsetSamples} ${one.id}`)])
    .sort((a, b) => (`${a[0]}` < `${b[0]}` ? -1 : 1))
