import type { BulletinId, CampaignId } from '../../playout/contract/ids.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import type { CampaignOrder } from './campaign-order.ts'
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
 * Puts the chosen bulletins of a day one after the other without a gap, window by window: pinned ones
 * first, then the urgent, then what was heard longest ago, then by turn; what would follow itself steps back behind another. Null
 * when a rule does not let it be.
 *
 * @param others all that could be chosen instead
 */
export function arrangeDay(
  slots: readonly Slot[],
  chosen: readonly (readonly Choice[])[],
  place: AiringPlace,
  before: Before,
  others: readonly Choice[],
): readonly (readonly Placed[])[] | null {
  const bulletins = new Map(before.bulletins)
  const campaigns = new Map(before.campaigns)
  let last = before.bulletin
  const days: Placed[][] = []
  for (const [index, slot] of slots.entries()) {
    const sequence = inSequence(chosen[index] ?? [], last, bulletins)
    const placed: Placed[] = []
    let cursor = slot.from
    for (const choice of sequence) {
      const { candidate } = choice
      const at = { slot, cursor, placed, last, bulletins, campaigns }
      const rule = hindranceAt(choice, at, place)
      if (rule !== null && !(rule === 'same-twice' && isOnlyOne(choice, at, others, place)))
        return null
      const { startsAt } = itemSpan(slot.occurrence, {
        offsetSamples: cursor,
        lengthSamples: candidate.samples,
      })
      placed.push({ choice, offsetSamples: cursor, startsAt })
      bulletins.set(candidate.bulletin, startsAt)
      campaigns.set(choice.order.id, startsAt)
      last = candidate.bulletin
      cursor += candidate.samples
    }
    days.push(placed)
  }
  return days
}

/** With nothing else to say, a bulletin may follow itself across a tune: better than silence. */
export function isOnlyOne(
  { candidate }: Choice,
  spot: Spot,
  others: readonly Choice[],
  place: AiringPlace,
): boolean {
  if (!spot.slot.opened || spot.placed.length > 0 || spot.last !== candidate.bulletin) return false
  return others.every(
    (other) =>
      other.candidate.bulletin === candidate.bulletin || hindranceAt(other, spot, place) !== null,
  )
}

/** Where a choice would stand. */
export type Spot = Readonly<{
  slot: Slot
  cursor: number
  placed: readonly Placed[]
  /** The bulletin before it. */
  last: BulletinId | null
  bulletins: ReadonlyMap<BulletinId, Instant>
  campaigns: ReadonlyMap<CampaignId, Instant>
}>

/** The rule that keeps a choice from standing there, or null. */
export function hindranceAt(
  { candidate, order }: Choice,
  { slot, cursor, placed, last, bulletins, campaigns }: Spot,
  place: AiringPlace,
): Hindrance {
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
  if (last === bulletin) return 'same-twice'
  if (placed.some((one) => one.choice.candidate.bulletin === bulletin)) return 'same-twice'
  if (startsAt < (bulletins.get(bulletin) ?? -Infinity) + order.bulletinGapMs) return 'bulletin-gap'
  if (startsAt < (campaigns.get(order.id) ?? -Infinity) + order.campaignGapMs) return 'campaign-gap'
  return null
}

const urgency = { emergency: 0, priority: 1, ordinary: 2 } as const

/**
 * @param last the bulletin that sounds before, which should not come first again
 * @param heard when each sounded last
 */
function inSequence(
  choices: readonly Choice[],
  last: BulletinId | null,
  heard: ReadonlyMap<BulletinId, Instant>,
): readonly Choice[] {
  const sequence = [...choices].sort(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) ||
      urgency[a.candidate.class] - urgency[b.candidate.class] ||
      (heard.get(a.candidate.bulletin) ?? 0) - (heard.get(b.candidate.bulletin) ?? 0) ||
      a.turn - b.turn,
  )
  if (sequence[0]?.candidate.bulletin !== last) return sequence
  const other = sequence.findIndex(({ candidate }) => candidate.bulletin !== last)
  if (other > 0) sequence.unshift(...sequence.splice(other, 1))
  return sequence
}

/** Seconds that are missing for a sound of so many samples in a space of so many. */
export function missingSeconds(samples: number, space: number): number {
  return Math.ceil((samples - space) / SAMPLES_PER_MS / 1_000)
}
