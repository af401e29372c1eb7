import type { BulletinId, CampaignId, Digest, VersionId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type Campaign, runsOn } from '../campaign/campaign.ts'
import type { ContentType } from '../content-type.ts'
import { localDateOf } from './local-time.ts'
import { type QuietHours, touchesQuietHours } from './quiet-hours.ts'

/** A version of a bulletin with its sound: what may come onto the air, if no rule stands in the way. */
export type Candidate = Readonly<{
  bulletin: BulletinId
  version: VersionId
  title: string
  class: 'ordinary' | 'priority' | 'emergency'
  contentType: ContentType
  language: string
  state: 'draft' | 'submitted' | 'approved' | 'recalled'
  approvedAt: Instant | null
  validFrom: Instant
  /** It must have ended by then, be it that a successor takes over; null for no end. */
  validTo: Instant | null
  campaign: (Campaign & Readonly<{ id: CampaignId }>) | null
  asset: Digest
  samples: number
  /** The district's, lent to a commune's own part: an ordinary one is there only when it is picked. */
  lent?: boolean
}>

/** A version that may sound at a station in `[fromAt, untilAt)` of quiet hours: a second person read it back. */
export type Confirmed = Readonly<{ version: string; fromAt: Instant; untilAt: Instant }>

/** What a rule needs to know of the station. */
export type AiringPlace = Readonly<{
  zone: string
  /** First is the one that it mostly speaks. */
  languages: readonly string[]
  quiet: QuietHours | null
  /** Absent for none. */
  confirmed?: readonly Confirmed[]
}>

export type Objection =
  | 'not-approved'
  | 'not-valid-then'
  | 'campaign-over'
  | 'language'
  | 'quiet'
  | 'quiet-unconfirmed'

/**
 * The rule that keeps a version off the air of a station for the whole of `[startsAt, endsAt)`, or
 * null. The planner asks when it places an item, and publishing asks again (design.md, promise 1).
 */
export function objectionTo(
  candidate: Candidate,
  startsAt: Instant,
  endsAt: Instant,
  place: AiringPlace,
): Objection | null {
  if (candidate.state !== 'approved') return 'not-approved'
  const { validFrom, validTo, campaign } = candidate
  if (startsAt < validFrom || (validTo !== null && validTo < endsAt)) return 'not-valid-then'
  if (candidate.language !== 'vi' && candidate.language !== place.languages[0]) return 'language'
  if (campaign && !runsOn(campaign, localDateOf(startsAt, place.zone))) return 'campaign-over'
  if (!touchesQuietHours(place.quiet, startsAt, endsAt, place.zone)) return null
  // Promise 5: whatever anybody confirms, ordinary and priority never sound in quiet hours.
  if (candidate.class !== 'emergency') return 'quiet'
  return mayBreakQuiet(candidate.version, startsAt, endsAt, place) ? null : 'quiet-unconfirmed'
}

/** True for an emergency outside of quiet hours, or one that a second person confirmed for all of them. */
export function mayBreakQuiet(
  version: string,
  startsAt: Instant,
  endsAt: Instant,
  { quiet, zone, confirmed = [] }: AiringPlace,
): boolean {
  if (!touchesQuietHours(quiet, startsAt, endsAt, zone)) return true
  return confirmed.some(
    (one) => one.version === version && one.fromAt <= startsAt && endsAt <= one.untilAt,
  )
}
