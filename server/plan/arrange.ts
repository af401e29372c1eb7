import type { BulletinId, CampaignId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import type { Airable } from './day-value.ts'
import { itemSpan } from './playlist.ts'
import type { Occurrence } from './window.ts'

/** The part of a window that the planner fills with bulletins, in samples of the window. */
export type Slot = Readonly<{
  occurrence: Occurrence
  /** After what opens it. */
  from: number
  end: number
  /** What campaigns may take of it, all together. */
  share: number
  /** A tune stands between this and what sounded before. */
  opened: boolean
  /** It holds no more bulletins than this. */
  most: number
}>

/** A candidate of a campaign, with what the campaign asks. */
export type Choice = Readonly<{
  candidate: Candidate
  order: CampaignOrder
  /** As the value of a day sees it. */
  airable: Airable
  /** Whose turn it is: lower comes first. */
  turn: number
  /** Stands where a person put it. */
  pinned: boolean
}>

export type Placed = Readonly<{ choice: Choice; offsetSamples: number; startsAt: Instant }>

/** What sounded before the first slot. */
export type Before = Readonly<{
  /** The bulletin that sounded last. */
  bulletin: BulletinId | null
  bulletins: ReadonlyMap<BulletinId, Instant>
  campaigns: ReadonlyMap<CampaignId, Instant>
}>

/** The first rule that stands in the way. */
export type Hindrance =
  | ReturnType<typeof objectionTo>
  | 'too-long'
  | 'beyond-share'
  | 'same-twice'
  | 'most'
  | 'bulletin-gap'
  | 'campaign-gap'

/**
 * Puts the chosen bulletins of a window one after the other without a gap: pinned ones first, then the
 * urgent, then what was heard longest ago, then by turn; what would follow itself steps back behind
 * another. Null when a rule does not let it be.
 *
 * @param earlier what sounds that day in the windows before
 * @param others all that could be chosen instead
 */
export function arrangeSlot(
  slot: Slot,
  chosen: readonly Choice[],
  place: AiringPlace,
  before: Before,
  earlier: readonly Placed[],
  others: readonly Choice[],
): readonly Placed[] | null {
  const placed: Placed[] = []
  let spot: Spot = { slot, before, earlier, placed, cursor: slot.from }
  for (const choice of inSequence(chosen, spot)) {
    const rule = hindranceAt(choice, spot, place)
    if (rule !== null && !(rule === 'same-twice' && isOnlyOne(choice, spot, others, place)))
      return null
    const { samples } = choice.candidate
    const at = { offsetSamples: spot.cursor, lengthSamples: samples }
    const { startsAt } = itemSpan(slot.occurrence, at)
    placed.push({ choice, offsetSamples: spot.cursor, startsAt })
    spot = { ...spot, cursor: spot.cursor + samples }
  }
  return placed
}

/** With nothing else to say, a bulletin may follow itself across a tune: better than silence. */
export function isOnlyOne(
  { candidate }: Choice,
  spot: Spot,
  others: readonly Choice[],
  place: AiringPlace,
): boolean {
  if (!spot.slot.opened || spot.placed.length > 0) return false
  if (lastOf(spot) !== candidate.bulletin) return false
  return others.every(
    (other) =>
      other.candidate.bulletin === candidate.bulletin || hindranceAt(other, spot, place) !== null,
  )
}

/** Where a choice would stand. */
export type Spot = Readonly<{
  slot: Slot
  /** Sample of the window. */
  cursor: number
  /** What sounded before this day, that day in windows before, and in this window so far. */
  before: Before
  earlier: readonly Placed[]
  placed: readonly Placed[]
}>

/** The bulletin that sounds before. */
export function lastOf({ before, earlier, placed }: Spot): BulletinId | null {
  return (placed.at(-1) ?? earlier.at(-1))?.choice.candidate.bulletin ?? before.bulletin
}

function bulletinHeardAt({ before, earlier, placed }: Spot, bulletin: BulletinId): Instant | null {
  const isIt = ({ choice }: Placed) => choice.candidate.bulletin === bulletin
  const found = placed.findLast(isIt) ?? earlier.findLast(isIt)
  return found?.startsAt ?? before.bulletins.get(bulletin) ?? null
}

function campaignHeardAt({ before, earlier, placed }: Spot, { id }: CampaignOrder): Instant | null {
  const isIt = ({ choice }: Placed) => choice.order.id === id
  const found = placed.findLast(isIt) ?? earlier.findLast(isIt)
  return found?.startsAt ?? before.campaigns.get(id) ?? null
}

/** The rule that keeps a choice from standing there, or null. */
export function hindranceAt(
  { candidate, order }: Choice,
  spot: Spot,
  place: AiringPlace,
): Hindrance {
  const { slot, cursor, placed } = spot
  const { samples, bulletin } = candidate
  const at = { offsetSamples: cursor, lengthSamples: samples }
  const { startsAt, endsAt } = itemSpan(slot.occurrence, at)
  const objection = objectionTo(candidate, startsAt, endsAt, place)
  if (objection) return objection
  if (cursor + samples > slot.end) return 'too-long'
  if (placed.length >= slot.most) return 'most'
  if (cursor - slot.from + samples > slot.share) return 'beyond-share'
  const own = placed.reduce(
    (sum, one) => sum + (one.choice.order.id === order.id ? one.choice.candidate.samples : 0),
    samples,
  )
  if (own > ((slot.end - slot.from) * order.sharePercent) / 100) return 'beyond-share'
  if (placed.some((one) => one.choice.candidate.bulletin === bulletin)) return 'same-twice'
  const { bulletinGapMs, campaignGapMs } = order
  if (
    bulletinGapMs > 0 &&
    startsAt < (bulletinHeardAt(spot, bulletin) ?? -Infinity) + bulletinGapMs
  )
    return 'bulletin-gap'
  if (campaignGapMs > 0 && startsAt < (campaignHeardAt(spot, order) ?? -Infinity) + campaignGapMs)
    return 'campaign-gap'
  // Last of all, since it alone has an exception.
  if (lastOf(spot) === bulletin) return 'same-twice'
  return null
}

const urgency = { emergency: 0, priority: 1, ordinary: 2 } as const

function inSequence(choices: readonly Choice[], spot: Spot): readonly Choice[] {
  const heardAt = ({ candidate }: Choice) => bulletinHeardAt(spot, candidate.bulletin) ?? 0
  const sequence = choices
    .map((choice) => ({ choice, heardAt: heardAt(choice) }))
    .sort(
      (a, b) =>
        Number(b.choice.pinned) - Number(a.choice.pinned) ||
        urgency[a.choice.candidate.class] - urgency[b.choice.candidate.class] ||
        a.heardAt - b.heardAt ||
        a.choice.turn - b.choice.turn,
    )
    .map(({ choice }) => choice)
  const last = lastOf(spot)
  if (sequence[0]?.candidate.bulletin !== last) return sequence
  const other = sequence.findIndex(({ candidate }) => candidate.bulletin !== last)
  if (other > 0) sequence.unshift(...sequence.splice(other, 1))
  return sequence
}
