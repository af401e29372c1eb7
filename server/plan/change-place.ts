import type { VersionId, WindowId } from '../../playout/contract/ids.ts'
import { type LocalDate, SAMPLE_RATE, samplesToMs } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'
import { firstOpenSample, hasBegun, isOver } from './begun.ts'
import { attempt, displacedBy, type Wanted, type Wish } from './change-attempt.ts'
import { whyNoCandidate } from './change-candidate.ts'
import {
  blockAt,
  type Draft,
  type Ground,
  msToSamples,
  occurrenceOf,
  ownSource,
  pinsAt,
  withBar,
  withoutPin,
  withPin,
} from './change-ground.ts'
import { inTheWayOf, type Piece, pieceOf, whyNot } from './change-obstacle.ts'
import {
  saidOf,
  type Untaken,
  whyFailed,
  whyNotBehind,
  whyNowhere,
  whyStays,
} from './change-refusal.ts'
import { type ChangeReason, sayWhy } from './change-text.ts'
import { type Hands, pinOf } from './hand.ts'
import { instantOf, localTimeOf } from './local-time.ts'
import type { PlanStation } from './plan-station.ts'
import { touchesQuietHours } from './quiet-hours.ts'
import { type Occurrence, occurrencesOn, segmentOf } from './window.ts'

/** Ghi đè, tiếp nối, dời. */
export type Resolution = 'override' | 'queue' | 'move'

/** A way that was tried in full, and what kept it from working. */
export type Refused = Readonly<{ choice: Resolution; reason: ChangeReason }>

export type Conflict = Readonly<{
  change: number
  station: PlanStation
  window: string
  windowName: string
  date: LocalDate
  wanted: Piece
  inTheWay: readonly Piece[]
  reason: ChangeReason
  choices: readonly Resolution[]
  /** Why each of the others would not work. */
  refused: readonly Refused[]
  /** Samples by which the window is too short for all of it. */
  overSamples: number
}>

export type Placing = Readonly<{ draft: Draft; conflict: Conflict | null }>

export const RESOLUTIONS: readonly Resolution[] = ['override', 'queue', 'move']

/**
 * Puts a version into a window. When something is in its way, each choice is tried in full, so that
 * none is offered that would not work; with `resolve`, that one is taken if it does.
 */
export function place(
  ground: Ground,
  draft: Draft,
  wish: Wish,
  resolve: Resolution | null,
): Placing {
  const candidate = ground.candidatesOf(wish.station).get(wish.version)
  const occurrence = occurrenceOf(ground, wish.station, wish.window, wish.date)
  const barrier = barrierTo(ground, wish, candidate, occurrence)
  if (barrier || !candidate || !occurrence)
    return settle(ground, draft, { wish, candidate, occurrence }, barrier, [], resolve)
  const tried = attempt(ground, draft, wish, wish.offsetSamples)
  const found = inTheWayOf(draft, tried, { wish, candidate, occurrence }, ground.now)
  if (tried.works && found.length === 0) return { draft: tried.draft, conflict: null }
  const reason = whyNot(found, tried, { wish, candidate, occurrence })
  return settle(ground, draft, { wish, candidate, occurrence }, reason, found, resolve)
}

/** What no window of that day, or nothing in this window, can mend. */
function barrierTo(
  ground: Ground,
  wish: Wish,
  candidate: Candidate | undefined,
  occurrence: Occurrence | null,
): ChangeReason | null {
  const { station, date } = wish
  const title = candidate?.title ?? ground.titleOf(wish.version)
  if (station.role === 'commune' && station.technology !== 'ip')
    return sayWhy('no-playlist', { station: station.name })
  if (!candidate) return whyNoCandidate(ground, station, wish.version)
  if (!occurrence) return sayWhy('no-window', { date })
  const { window } = occurrence
  if (isOverThen(ground, occurrence)) return sayWhy('begun', { window: window.name })
  const first = firstOpenSample(occurrence, ground.now)
  if (wish.offsetSamples !== null && wish.offsetSamples < first)
    return sayWhy('begun-there', {
      from: localTimeOf(occurrence.startsAt + Math.ceil(samplesToMs(first)), station.zone),
    })
  const part = segmentOf(window, ownSource(station) as 'district' | 'commune')
  if (!part) return sayWhy('no-own-part', { window: window.name })
  const { quiet } = ground
  if (
    quiet &&
    candidate.class !== 'emergency' &&
    isQuietThere(ground, wish, candidate, occurrence, part)
  )
    return sayWhy('quiet-hours', { from: quiet.from, until: quiet.to })
  const over = candidate.samples - msToSamples(part.lengthMs)
  const flexible = window.segments.some(({ leastMs }) => leastMs !== undefined && leastMs !== null)
  if (over > 0 && !flexible)
    return sayWhy('longer-than-part', { title, seconds: Math.ceil(over / SAMPLE_RATE) })
  return null
}

/** Whether it would sound in quiet hours: where it is wanted, or wherever it could be. */
function isQuietThere(
  { quiet }: Ground,
  { station, offsetSamples }: Wish,
  { samples }: Candidate,
  { startsAt }: Occurrence,
  part: Readonly<{ offsetMs: number; lengthMs: number }>,
): boolean {
  const lengthMs = samplesToMs(samples)
  const first = startsAt + part.offsetMs
  const last = Math.max(first, first + part.lengthMs - lengthMs)
  const starts = offsetSamples === null ? [first, last] : [startsAt + samplesToMs(offsetSamples)]
  return starts.every((at) => touchesQuietHours(quiet, at, at + lengthMs, station.zone))
}

function settle(
  ground: Ground,
  draft: Draft,
  wanted: Wanted,
  reason: ChangeReason | null,
  inTheWay: readonly Piece[],
  resolve: Resolution | null,
): Placing {
  const because = reason ?? sayWhy('not-fitting', { title: titleOf(wanted) })
  const solve = (choice: Resolution): Solved => {
    if (!wanted.candidate) return { why: because }
    // Where nothing is in the way, a rule is: neither going nor following mends that.
    if (inTheWay.length === 0 && choice !== 'move') return { why: because }
    return solutions[choice](ground, draft, wanted, inTheWay)
  }
  const wished = resolve && solve(resolve)
  if (wished && 'draft' in wished) return { draft: wished.draft, conflict: null }
  const solved = RESOLUTIONS.map((choice) => ({ choice, ...solve(choice) }))
  const { wish, candidate, occurrence } = wanted
  const block = blockAt(draft, wish.window, wish.date)?.block
  return {
    draft,
    conflict: {
      ...{ change: wish.change, station: wish.station, window: wish.window, date: wish.date },
      windowName: occurrence?.window.name ?? block?.title ?? wish.window,
      wanted: pieceOf(ground, wanted),
      inTheWay,
      reason: because,
      choices: solved.flatMap((one) => ('draft' in one ? [one.choice] : [])),
      refused: solved.flatMap((one) =>
        'why' in one ? [{ choice: one.choice, reason: one.why }] : [],
      ),
      overSamples: candidate?.samples ?? 0,
    },
  }
}

type Solution = (ground: Ground, draft: Draft, wanted: Wanted, inTheWay: readonly Piece[]) => Solved

/** The draft that comes of it, or why it does not. */
type Solved = Readonly<{ draft: Draft }> | Readonly<{ why: ChangeReason }>

function titleOf({ candidate, wish }: Wanted): string {
  return candidate?.title ?? wish.version
}

const solutions: Readonly<Record<Resolution, Solution>> = {
  override: (ground, draft, wanted, inTheWay) => {
    const { wish, occurrence } = wanted
    if (!occurrence || isOverThen(ground, occurrence)) return { why: whyBegun(wanted) }
    const stays = inTheWay.find(({ yields }) => !yields)
    if (stays) return { why: whyStays(stays) }
    let hands = draft.hands
    for (const piece of inTheWay) hands = withoutPiece(ground, hands, wish, piece)
    const tried = attempt(ground, draft, wish, wish.offsetSamples, hands)
    return tried.works ? { draft: tried.draft } : { why: whyFailed(tried, wanted) }
  },

  queue: (ground, draft, wanted, inTheWay) => {
    const { wish, candidate, occurrence } = wanted
    if (!occurrence || !candidate || isOverThen(ground, occurrence))
      return { why: whyBegun(wanted) }
    const first = firstOpenSample(occurrence, ground.now)
    const start = Math.max(first, startAfter(draft, wish, candidate.samples, inTheWay))
    const tried = attempt(ground, draft, wish, start)
    if (tried.works && staysPut(tried.draft, wish, inTheWay)) return { draft: tried.draft }
    const kept = attempt(ground, draft, wish, start, withPinned(ground, draft, wish, inTheWay))
    if (kept.works && staysPut(kept.draft, wish, inTheWay)) return { draft: kept.draft }
    return { why: whyNotBehind(wanted, start, inTheWay) ?? whyFailed(kept, wanted) }
  },

  move: (ground, draft, wanted) => {
    const { wish, occurrence } = wanted
    const { station, date } = wish
    const from = occurrence?.startsAt ?? instantOf(date, '00:00', station.zone)
    const windows = occurrencesOn(ground.windowsOf(station), date, station.zone)
    const untaken: Untaken[] = []
    for (const other of windows) {
      if (other.startsAt < from || hasBegun(other, ground.now)) continue
      if (!segmentOf(other.window, ownSource(station) as 'district' | 'commune')) continue
      const there = { ...wish, window: other.window.id as string }
      const tried = attempt(ground, draft, there, null)
      const pushes = tried.works && displacedBy(draft, tried.draft, there).length > 0
      if (tried.works && !pushes) return { draft: tried.draft }
      const said = tried.held === null ? saidOf(tried.draft, there, titleOf(wanted)) : null
      untaken.push({ occurrence: other, said, pushes: pushes || tried.held !== null })
    }
    return { why: whyNowhere(station, untaken) }
  },
}

function isOverThen({ now }: Ground, { startsAt, window }: Occurrence): boolean {
  return isOver({ startsAt, lengthSamples: msToSamples(window.lengthMs) }, now)
}

function whyBegun({ occurrence, wish }: Wanted): ChangeReason {
  return occurrence
    ? sayWhy('begun', { window: occurrence.window.name })
    : sayWhy('no-window', { date: wish.date })
}

/** The first sample after what is in the way, and after everything beyond it that does not give way. */
function startAfter(
  draft: Draft,
  { window, date, offsetSamples }: Wish,
  length: number,
  inTheWay: readonly Piece[],
): number {
  const block = blockAt(draft, window, date)?.block
  const fast = [
    ...inTheWay,
    ...(block?.items ?? []).filter(
      (item) => item.kind !== 'bulletin' || pinOf(item, pinsAt(draft.hands, window, date)),
    ),
    ...(block?.relayTime ?? []),
  ].sort((a, b) => a.offsetSamples - b.offsetSamples)
  let start = Math.max(0, ...inTheWay.map((piece) => piece.offsetSamples + piece.lengthSamples))
  if (offsetSamples !== null) start = Math.max(start, offsetSamples)
  for (const piece of fast)
    if (piece.offsetSamples < start + length && start < piece.offsetSamples + piece.lengthSamples)
      start = piece.offsetSamples + piece.lengthSamples
  return start
}

function staysPut(draft: Draft, { window, date }: Wish, inTheWay: readonly Piece[]): boolean {
  const items = blockAt(draft, window, date)?.block.items ?? []
  return inTheWay.every(
    ({ item, offsetSamples }) =>
      item === null || items.some((one) => one.id === item && one.offsetSamples === offsetSamples),
  )
}

/** What the new one follows stays where it is. */
function withPinned(
  ground: Ground,
  draft: Draft,
  { station, window, date }: Wish,
  inTheWay: readonly Piece[],
): Hands {
  let hands = draft.hands
  for (const { version, pin, offsetSamples, yields } of inTheWay)
    if (version !== null && pin === null && yields)
      hands = withPin(hands, {
        ...{ id: ground.newId(), station: station.id, window: window as WindowId, date },
        ...{ version: version as VersionId, offsetSamples, position: 0 },
      })
  return hands
}

/** What is in the way goes: a pin is taken back, and it does not come again by itself. */
function withoutPiece(
  ground: Ground,
  hands: Hands,
  { station, window, date, version: wanted }: Wish,
  { version, pin }: Piece,
): Hands {
  const unpinned = pin === null ? hands : withoutPin(hands, pin)
  if (version === null || version === wanted) return unpinned
  return withBar(unpinned, {
    ...{ id: ground.newId(), station: station.id, window: window as WindowId, date },
    version: version as VersionId,
  })
}
