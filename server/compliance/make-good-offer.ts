import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { OrderedCampaign } from '../campaign/campaign.ts'
import { runsOn } from '../campaign/campaign.ts'
import { airsOn } from '../campaign/orders-on.ts'
import { isFixedPart } from '../content-type.ts'
import { objectionTo } from '../plan/airworthy.ts'
import { type Offer, offersFor } from '../plan/offer.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import type { QuietHours } from '../plan/quiet-hours.ts'
import { type AirWindow, occurrencesOn, segmentOf } from '../plan/window.ts'
import type { StationGroup } from '../station/group.ts'
import type { MissedAiring } from './missed-airing.ts'

/** What decides whether a missed airing can be made good on a day. */
export type MakeGoodSource = Readonly<{
  now: Instant
  today: LocalDate
  campaigns: ReadonlyMap<string, OrderedCampaign>
  groups: ReadonlyMap<string, StationGroup>
  offers: readonly Offer[]
  quiet: QuietHours | null
  windowsOf(station: string): readonly AirWindow[]
  /** Bulletins that a station took for its own part. */
  picksOf(station: string): ReadonlySet<string>
}>

export type MakeGoodHindrance =
  | 'make-good-over'
  | 'make-good-nothing'
  | 'make-good-no-room'
  | 'make-good-not-picked'

/** What stands in the way of making it good today at its station; null for nothing. */
export function makeGoodHindrance(
  missed: MissedAiring,
  station: PlanStation,
  source: MakeGoodSource,
): MakeGoodHindrance | null {
  const { today, groups } = source
  const campaign = source.campaigns.get(missed.campaign)
  if (!campaign || !runsOn(campaign, today)) return 'make-good-over'
  const spans = partsLeft(station, source)
  if (spans.length === 0) return 'make-good-no-room'
  const place = { zone: station.zone, languages: station.languages, quiet: source.quiet }
  const usable = offersFor(station, source.offers, groups, new Set([campaign.id])).filter(
    (offer) =>
      offer.campaign?.id === campaign.id &&
      !isFixedPart(offer.contentType) &&
      spans.some(([from, until]) => objectionTo(offer, from, until, place) === null),
  )
  if (usable.length === 0) return 'make-good-nothing'
  const picks = source.picksOf(station.id)
  // Where a campaign is lent every day, the commune has said what of it is heard.
  const byPick = station.role === 'commune' && airsOn(campaign, station, groups, today)
  const isThere = ({ lent, class: one, bulletin }: Offer) =>
    !lent || one !== 'ordinary' || picks.has(bulletin)
  return byPick && !usable.some(isThere) ? 'make-good-not-picked' : null
}

/** Own parts of windows that are still to begin today. */
function partsLeft(
  station: PlanStation,
  { now, today, windowsOf }: MakeGoodSource,
): (readonly [Instant, Instant])[] {
  const source = station.role === 'district' ? 'district' : 'commune'
  return occurrencesOn(windowsOf(station.id), today, station.zone).flatMap((occurrence) => {
    const part = segmentOf(occurrence.window, source)
    if (!part || occurrence.startsAt <= now) return []
    const from = occurrence.startsAt + part.offsetMs
    return [[from, from + part.lengthMs] as const]
  })
}
