import type { CampaignId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'

/** What must be heard, from when to when; an office may prolong it, the order itself stays. */
export type Campaign = Readonly<{
  id: CampaignId
  /** As ordered, local dates of the stations that air it, both included. */
  periodFrom: LocalDate
  periodTo: LocalDate
  /** The last day instead of `periodTo`, when the office prolonged or cut it. */
  extendedUntil: LocalDate | null
}>

/** A campaign as the office ordered it, with what it asks of every station that airs it. */
export type OrderedCampaign = Campaign &
  Readonly<{
    unit: string
    name: string
    dispatch: string
    /** The words of the document, as somebody put them in. */
    dispatchText: string | null
    reportDates: readonly LocalDate[]
    weight: number
    /** Airings per station and day. */
    floor: number
    cap: number | null
    /** Windows a day; null for all. */
    spread: number | null
    bulletinGapMs: number
    campaignGapMs: number
    sharePercent: number
    /** Stations and groups; null for everywhere, and for the district's own part alone. */
    heardAt: readonly string[] | null
    airedBy: readonly string[] | null
  }>

/** The days on which a campaign really runs, both included. */
export function effectivePeriod(
  campaign: Omit<Campaign, 'id'>,
): Readonly<{ from: LocalDate; to: LocalDate }> {
  return { from: campaign.periodFrom, to: campaign.extendedUntil ?? campaign.periodTo }
}

/** True when the campaign runs on this local date of the station. */
export function runsOn(campaign: Omit<Campaign, 'id'>, date: LocalDate): boolean {
  const { from, to } = effectivePeriod(campaign)
  return from <= date && date <= to
}
