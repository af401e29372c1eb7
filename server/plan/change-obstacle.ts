import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, SAMPLE_RATE, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { hasBegun, itemHasBegun } from './begun.ts'
import { type Attempt, displacedBy, heldBy, type Wanted } from './change-attempt.ts'
import { blockAt, type Draft, type Ground, ownBulletins, pinsAt } from './change-ground.ts'
import { saidOf } from './change-refusal.ts'
import { type ChangeCode, type ChangeReason, sayWhy } from './change-text.ts'
import { explain } from './explanation-text.ts'
import { pinOf } from './hand.ts'
import { instantOf } from './local-time.ts'
import { itemSpan } from './playlist.ts'
import { SOFT_END_MS, type Source } from './window.ts'

/** A stretch of a window, as it is shown to whoever has to choose. */
export type Piece = Readonly<{
  title: string
  startsAt: Instant
  endsAt: Instant
  offsetSamples: number
  lengthSamples: number
  /** Null for what is no item of the plan. */
  item: string | null
  version: string | null
  /** The pin that holds it. */
  pin: string | null
  source: Source | null
  /** Why it is in the way. */
  code: ChangeCode
  /** Whether it can be told to go. */
  yields: boolean
}>

/** Where the wish would sound. */
export function pieceOf(ground: Ground, { wish, candidate, occurrence }: Wanted): Piece {
  const at = wish.offsetSamples ?? 0
  const { station, date } = wish
  const block = { startsAt: occurrence?.startsAt ?? instantOf(date, '00:00', station.zone) }
  const length = candidate?.samples ?? 0
  return {
    ...itemSpan(block, { offsetSamples: at, lengthSamples: length }),
    ...{ title: candidate?.title ?? ground.titleOf(wish.version), item: wish.moved },
    ...{ offsetSamples: at, lengthSamples: length, version: wish.version, pin: null },
    ...{ source: null, code: 'no-room', yields: false },
  }
}

/**
 * What is in the way of a wish: what it would sound over and does not give way by itself, what would
 * be pushed out of the window, and pins that would lose their place.
 */
export function inTheWayOf(
  draft: Draft,
  tried: Attempt,
  wanted: Wanted,
  now: Instant,
): readonly Piece[] {
  const { wish } = wanted
  const planned = blockAt(draft, wish.window, wish.date)
  if (!planned) return []
  const found = new Map<string, Piece>()
  const add = (piece: Piece) => {
    const key = piece.item ?? `${piece.source} ${piece.offsetSamples}`
    if (!found.has(key)) found.set(key, piece)
  }
  for (const piece of overlapped(draft, wanted)) add(piece)
  const itemPiece = (item: Item, code: ChangeCode) => pieceOfItem(draft, wanted, item, code)
  for (const pin of tried.lostPins) {
    const item = pin.window === wish.window ? heldBy(draft, pin) : null
    if (item) add(itemPiece(item, 'pin-lost'))
  }
  if (tried.held !== null)
    for (const item of displacedBy(draft, tried.draft, wish)) add(itemPiece(item, 'no-room'))
  // It did not come in although nothing lies there: whatever fills the window is in its way.
  else if (found.size === 0)
    for (const item of ownBulletins(planned.block))
      if (item.id !== wish.moved && mayYield(planned.block, item, wanted, now))
        add(itemPiece(item, 'no-room'))
  return [...found.values()].sort((a, b) => a.offsetSamples - b.offsetSamples)
}

/** In a window on air nothing moves by itself: only what lies there and has not begun is in the way. */
function mayYield(
  block: Block,
  item: Item,
  { wish: { offsetSamples: from }, candidate }: Wanted,
  now: Instant,
): boolean {
  if (!hasBegun(block, now)) return true
  if (itemHasBegun(block, item, now)) return false
  const end = (from ?? 0) + (candidate?.samples ?? 0)
  return (
    from === null || (item.offsetSamples < end && from < item.offsetSamples + item.lengthSamples)
  )
}

/** Pinned and fixed items, relays and other sources' parts that the wish would sound over. */
function overlapped(draft: Draft, wanted: Wanted): readonly Piece[] {
  const { wish, candidate } = wanted
  const block = blockAt(draft, wish.window, wish.date)?.block
  if (!block || !candidate || wish.offsetSamples === null) return []
  const [from, end] = [wish.offsetSamples, wish.offsetSamples + candidate.samples]
  const meets = (part: Readonly<{ offsetSamples: number; lengthSamples: number }>) =>
    part.offsetSamples < end && from < part.offsetSamples + part.lengthSamples
  const pins = pinsAt(draft.hands, wish.window, wish.date)
  return [
    ...block.items
      .filter((item) => item.id !== wish.moved && meets(item))
      .flatMap((item): Piece[] => {
        if (item.relayOf !== null) return [pieceOfItem(draft, wanted, item, 'over-relay')]
        if (item.kind !== 'bulletin') return [pieceOfItem(draft, wanted, item, 'overlaps-fixed')]
        return pinOf(item, pins) ? [pieceOfItem(draft, wanted, item, 'overlaps-pinned')] : []
      }),
    ...block.relayTime.flatMap((part): Piece[] => {
      const span = itemSpan(block, part)
      const base = { ...span, title: block.title, item: null, version: null, pin: null }
      const { source, offsetSamples, lengthSamples } = part
      if (meets(part)) {
        const piece = { ...base, source, offsetSamples, lengthSamples }
        return [{ ...piece, code: 'relay-time' as const, yields: false }]
      }
      const late = offsetSamples + lengthSamples + SOFT_END_MS * SAMPLES_PER_MS
      const overruns = part.live !== null && part.end === 'soft'
      if (!overruns || from < offsetSamples + lengthSamples || from >= late) return []
      const piece = { ...base, source, offsetSamples, lengthSamples: late - offsetSamples }
      return [{ ...piece, code: 'live-overrun' as const, yields: true }]
    }),
  ]
}

function pieceOfItem(draft: Draft, { wish }: Wanted, item: Item, code: ChangeCode): Piece {
  const block = blockAt(draft, wish.window, wish.date)?.block ?? { startsAt: 0 }
  const { title, offsetSamples, lengthSamples } = item
  return {
    ...itemSpan(block, item),
    ...{ title, offsetSamples, lengthSamples, item: item.id, source: null, code },
    version: item.bulletin?.version ?? null,
    pin: pinOf(item, pinsAt(draft.hands, wish.window, wish.date))?.id ?? null,
    yields: item.kind === 'bulletin' && item.relayOf === null,
  }
}

/** The sentence that says why not: what lies there first, then the planner's own reason. */
export function whyNot(
  inTheWay: readonly Piece[],
  tried: Attempt,
  { wish, candidate, occurrence }: Wanted,
): ChangeReason {
  const title = candidate?.title ?? wish.version
  const hard = inTheWay.find(({ code }) => code !== 'no-room')
  const beyond = occurrence && candidate ? beyondWindow(wish, candidate.samples, occurrence) : 0
  if (beyond > 0) return sayWhy('beyond-part', { title, seconds: Math.ceil(beyond / SAMPLE_RATE) })
  if (hard) return sayWhy(hard.code, { title, other: hard.title, seconds: SOFT_END_MS / 1000 })
  if (tried.held === null) {
    const said = saidOf(tried.draft, wish, title)
    if (said) return explain(said)
  }
  const [first] = inTheWay
  return first ? sayWhy('no-room', { other: first.title }) : sayWhy('not-fitting', { title })
}

function beyondWindow(
  { offsetSamples }: Wanted['wish'],
  samples: number,
  { window }: NonNullable<Wanted['occurrence']>,
): number {
  return (offsetSamples ?? 0) + samples - window.lengthMs * SAMPLES_PER_MS
}
