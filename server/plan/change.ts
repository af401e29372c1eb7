import type { z } from 'zod'
import type { VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import { firstOpenSample, isOver, itemHasBegun } from './begun.ts'
import { copyDay, type Leftover } from './change-copy.ts'
import {
  type Draft,
  findItem,
  type Ground,
  pinsAt,
  startDraft,
  withBar,
  withHands,
  withoutPin,
  withPin,
} from './change-ground.ts'
import { type Conflict, place, RESOLUTIONS, type Resolution } from './change-place.ts'
import { type ChangeCode, sayWhy } from './change-text.ts'
import type { Change as ChangeView } from './change-view.ts'
import { type Bar, type Hands, type Pin, pinOf } from './hand.ts'
import { instantOf } from './local-time.ts'
import type { PlanStation } from './plan-station.ts'
import type { PlannedBlock } from './playlist.ts'

export type Change = z.output<typeof ChangeView>

/** What came of some changes. */
export type Changed = Readonly<{
  hands: Hands
  draft: Draft
  conflicts: readonly Conflict[]
  leftovers: readonly Leftover[]
}>

/** Pins and bars that were taken away, for whoever wants them back. */
export type GoneHands = ReadonlyMap<string, Pin | Bar>

type Step = Readonly<{
  draft: Draft
  conflicts?: readonly Conflict[]
  leftovers?: readonly Leftover[]
}>

/**
 * Makes changes one after the other, each on what the ones before it left. What meets something in
 * its way is settled by `resolve`, or told as a conflict and left out.
 */
export function applyChanges(
  ground: Ground,
  hands: Hands,
  changes: readonly Change[],
  resolve: Resolution | null,
  gone: GoneHands = new Map(),
): Changed {
  const changed = applyAll(ground, hands, changes, resolve, gone)
  if (changed.conflicts.length === 0 || changes.length === 1) return changed
  // Each was tried by itself; one answer settles all, so an answer is offered only if it does.
  const works = choicesForAll(changed.conflicts).filter(
    (choice) => applyAll(ground, hands, changes, choice, gone).conflicts.length === 0,
  )
  const refused = RESOLUTIONS.flatMap((choice) => {
    if (works.includes(choice)) return []
    const alone = changed.conflicts
      .flatMap((one) => one.refused)
      .find((one) => one.choice === choice)
    return [alone ?? { choice, reason: sayWhy('not-together') }]
  })
  const conflicts = changed.conflicts.map((one) => ({ ...one, choices: works, refused }))
  return { ...changed, conflicts }
}

/** What is offered for every one of some conflicts. */
export function choicesForAll(conflicts: readonly Conflict[]): readonly Resolution[] {
  const [first, ...others] = conflicts
  return (first?.choices ?? []).filter((choice) =>
    others.every(({ choices }) => choices.includes(choice)),
  )
}

function applyAll(
  ground: Ground,
  hands: Hands,
  changes: readonly Change[],
  resolve: Resolution | null,
  gone: GoneHands,
): Changed {
  let draft = startDraft(ground, hands)
  const conflicts: Conflict[] = []
  const leftovers: Leftover[] = []
  for (const [index, change] of changes.entries()) {
    const step = applyOne({ ground, draft, index, resolve, gone }, change)
    draft = step.draft
    conflicts.push(...(step.conflicts ?? []))
    leftovers.push(...(step.leftovers ?? []))
  }
  return { hands: draft.hands, draft, conflicts, leftovers }
}

/** What to ask for, to have hands as they were: everything new is lifted, everything gone comes back. */
export function undoOf(before: Hands, after: Hands): Change[] {
  const all = ({ pins, bars }: Hands) => [...pins, ...bars].map(({ id }) => id)
  const [had, has] = [new Set(all(before)), new Set(all(after))]
  return [
    ...[...has].filter((id) => !had.has(id)).map((hand) => ({ kind: 'lift' as const, hand })),
    ...[...had].filter((id) => !has.has(id)).map((hand) => ({ kind: 'restore' as const, hand })),
  ]
}

type Making = Readonly<{
  ground: Ground
  draft: Draft
  index: number
  resolve: Resolution | null
  gone: GoneHands
}>

function applyOne(making: Making, change: Change): Step {
  const { ground, draft, index, resolve } = making
  switch (change.kind) {
    case 'place': {
      const station = ground.stations.get(change.station)
      if (!station) return refused(making, null, 'item-gone')
      const { window, date, version, offsetSamples } = change
      return placed(
        place(
          ground,
          draft,
          {
            ...{ change: index, station, window, date, version, offsetSamples, moved: null },
          },
          resolve,
        ),
      )
    }
    case 'move':
      return moveItem(making, change)
    case 'remove':
    case 'pin':
    case 'unpin':
      return changeItem(making, change)
    case 'lift':
      return liftHand(making, change.hand)
    case 'restore':
      return restoreHand(making, change.hand)
    case 'copy': {
      const station = ground.stations.get(change.station)
      return station ? copyDay(ground, draft, station, change) : refused(making, null, 'item-gone')
    }
  }
}

function placed({ draft, conflict }: ReturnType<typeof place>): Step {
  return { draft, conflicts: conflict ? [conflict] : [] }
}

type OwnItem = Readonly<{
  planned: PlannedBlock
  station: PlanStation
  version: VersionId
  title: string
  offsetSamples: number
  pin: Pin | null
}>

/** The item of a change; a step that says why not when nobody may change it. */
function ownItem({ ground, draft, index }: Making, id: string): OwnItem | Step {
  const found = findItem(draft, id)
  const station = found && ground.stations.get(found.planned.station)
  if (!found || !station) return refused({ ground, draft, index }, null, 'item-gone')
  const { planned, item } = found
  const { block } = planned
  const at = { station, window: block.window, windowName: block.title, date: block.date }
  if (item.kind !== 'bulletin' || item.relayOf !== null || !item.bulletin)
    return refused({ ground, draft, index }, at, 'not-own-item', item.title)
  if (itemHasBegun(block, item, ground.now))
    return refused({ ground, draft, index }, at, 'begun-item', item.title)
  return {
    ...{ planned, station, version: item.bulletin.version as VersionId, title: item.title },
    offsetSamples: item.offsetSamples,
    pin: pinOf(item, pinsAt(draft.hands, block.window, block.date)),
  }
}

function moveItem(making: Making, change: Change & { kind: 'move' }): Step {
  const { ground, draft, index, resolve } = making
  const own = ownItem(making, change.item)
  if (!('planned' in own)) return own
  const { planned, station, version, pin } = own
  const { block } = planned
  const { window, date, offsetSamples } = change
  const stays = block.window === window && block.date === date
  let hands = pin ? withoutPin(draft.hands, pin.id) : draft.hands
  // Otherwise the planner would put it back where it was.
  if (!stays) hands = withBar(hands, barOf(ground, planned, version))
  const left = withHands(ground, draft, hands, { station, date: block.date })
  const settled = place(
    ground,
    { ...left, blocks: stays ? draft.blocks : left.blocks },
    {
      ...{ change: index, station, window, date, version, offsetSamples },
      moved: stays ? change.item : null,
    },
    resolve,
  )
  // What finds no place stays where it is.
  return settled.conflict ? { draft, conflicts: [settled.conflict] } : { draft: settled.draft }
}

function changeItem(making: Making, change: Change & { kind: 'remove' | 'pin' | 'unpin' }): Step {
  const { ground, draft } = making
  const own = ownItem(making, change.item)
  if (!('planned' in own)) return own
  const { planned, station, version, offsetSamples, pin } = own
  const { window, date } = planned.block
  const unpinned = pin ? withoutPin(draft.hands, pin.id) : draft.hands
  const hands = {
    remove: () => withBar(unpinned, barOf(ground, planned, version)),
    unpin: () => unpinned,
    pin: () =>
      withPin(unpinned, {
        ...{ id: ground.newId(), station: station.id, window: window as WindowId, date, version },
        ...{ offsetSamples, position: 0 },
      }),
  }[change.kind]()
  return { draft: withHands(ground, draft, hands, { station, date }) }
}

function liftHand(making: Making, id: string): Step {
  const { draft } = making
  const hand = [...draft.hands.pins, ...draft.hands.bars].find((one) => one.id === id)
  const { pins, bars } = draft.hands
  return changeHand(making, hand, {
    pins: pins.filter((pin) => pin.id !== id),
    bars: bars.filter((bar) => bar.id !== id),
  })
}

function restoreHand(making: Making, id: string): Step {
  const { draft, gone, ground } = making
  const hand = gone.get(id)
  if (!hand) return refused(making, null, 'hand-gone')
  const fresh = { ...hand, id: ground.newId() }
  const hands = 'position' in fresh ? withPin(draft.hands, fresh) : withBar(draft.hands, fresh)
  return changeHand(making, hand, hands)
}

function changeHand(making: Making, hand: Bar | undefined, hands: Hands): Step {
  const { ground, draft } = making
  const station = hand && ground.stations.get(hand.station)
  if (!hand || !station) return refused(making, null, 'hand-gone')
  const { window, date } = hand
  const block = [...draft.blocks.values()].find(
    (one) => one.block.window === window && one.block.date === date,
  )?.block
  if (block && (isOver(block, ground.now) || isBegunPin(ground, block, hand))) {
    const at = { station, window, windowName: block.title, date }
    return refused(making, at, 'begun', ground.titleOf(hand.version))
  }
  return { draft: withHands(ground, draft, hands, { station, date }) }
}

/** What a hand put there has begun to sound, or nothing else can sound there any more. */
function isBegunPin(
  { now }: Ground,
  { startsAt, items }: PlannedBlock['block'],
  hand: Pin | Bar,
): boolean {
  const from = firstOpenSample({ startsAt }, now)
  if ('position' in hand && hand.offsetSamples !== null && hand.offsetSamples < from) return true
  return items.some((item) => item.bulletin?.version === hand.version && item.offsetSamples < from)
}

function barOf(ground: Ground, { station, block }: PlannedBlock, version: VersionId): Bar {
  const { window, date } = block
  return { id: ground.newId(), station, window: window as WindowId, date, version }
}

type At = Readonly<{ station: PlanStation; window: string; windowName: string; date: LocalDate }>

/** A change that cannot be made whatever else gives way. */
function refused(
  { ground, draft, index }: Pick<Making, 'ground' | 'draft' | 'index'>,
  at: At | null,
  code: ChangeCode,
  title = '',
): Step {
  const [first] = ground.stations.values()
  const station = at?.station ?? first
  if (!station) return { draft }
  const date = at?.date ?? ground.today
  const startsAt = at ? instantOf(date, '00:00', station.zone) : ground.now
  const window = at?.window ?? ''
  const windowName = at?.windowName ?? ''
  return {
    draft,
    conflicts: [
      {
        ...{ change: index, station, window, windowName, date, inTheWay: [], choices: [] },
        refused: RESOLUTIONS.map((choice) => ({
          choice,
          reason: sayWhy(code, { title, window: windowName }),
        })),
        ...{ reason: sayWhy(code, { title, window: windowName }), overSamples: 0 },
        wanted: {
          ...{ title, startsAt, endsAt: startsAt, offsetSamples: 0, lengthSamples: 0 },
          ...{ item: null, version: null, pin: null, source: null, code, yields: false },
        },
      },
    ],
  }
}
