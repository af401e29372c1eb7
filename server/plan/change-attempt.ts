import type { VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'
import {
  blockAt,
  type Draft,
  type Ground,
  ownBulletins,
  pinsAt,
  withHands,
  withPin,
} from './change-ground.ts'
import { type Hands, type Pin, pinOf } from './hand.ts'
import type { PlanStation } from './plan-station.ts'
import type { Occurrence } from './window.ts'

/** A version that somebody wants in a window. */
export type Wish = Readonly<{
  /** Which of the changes that were asked for. */
  change: number
  station: PlanStation
  window: string
  date: LocalDate
  version: string
  offsetSamples: number | null
  /** The item that is moved there; null for something new. */
  moved: string | null
}>

/** A wish with what is known of it. */
export type Wanted = Readonly<{
  wish: Wish
  candidate: Candidate | undefined
  occurrence: Occurrence | null
}>

/** A draft in which the wish was pinned, and what came of it. */
export type Attempt = Readonly<{
  draft: Draft
  /** It stands where it was wanted, and no other pin lost its place. */
  works: boolean
  held: Item | null
  lostPins: readonly Pin[]
}>

export function attempt(
  ground: Ground,
  draft: Draft,
  { station, window, date, version }: Wish,
  offsetSamples: number | null,
  hands: Hands = draft.hands,
): Attempt {
  const positions = pinsAt(hands, window, date).map(({ position }) => position)
  const pin: Pin = {
    ...{ id: ground.newId(), station: station.id, window: window as WindowId, date },
    ...{ version: version as VersionId, offsetSamples },
    position: Math.max(0, ...positions) + 1,
  }
  const after = withHands(ground, draft, withPin(hands, pin), { station, date })
  const held = heldBy(after, pin)
  const lostPins = hands.pins.filter(
    (one) =>
      one.station === station.id &&
      one.date === date &&
      heldBy(draft, one) !== null &&
      heldBy(after, one) === null,
  )
  return { draft: after, works: held !== null && lostPins.length === 0, held, lostPins }
}

/** The item by which a pin came true. */
export function heldBy(draft: Draft, pin: Pin): Item | null {
  const block = blockAt(draft, pin.window, pin.date)?.block
  return (block && ownBulletins(block).find((item) => pinOf(item, [pin]) !== null)) ?? null
}

/** Bulletins of the window that are no longer in it. */
export function displacedBy(
  before: Draft,
  after: Draft,
  { window, date, moved }: Pick<Wish, 'window' | 'date' | 'moved'>,
): Item[] {
  const block = blockAt(before, window, date)?.block
  const left = new Set(blockAt(after, window, date)?.block.items.map(({ id }) => id))
  return block ? ownBulletins(block).filter(({ id }) => id !== moved && !left.has(id)) : []
}
