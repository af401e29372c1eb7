import type { CampaignId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import { type StationGroup, spansHold, spansMeant } from '../station/group.ts'
import type { OrderedCampaign } from './campaign.ts'
import { runsOn } from './campaign.ts'
import { type CampaignOrder, MOST_AIRINGS } from './campaign-order.ts'

type Place = Readonly<{ id: string; role: 'district' | 'commune' }>

/** True when a station's own part carries the campaign on a date; the district's does unless said. */
export function airsOn(
  { airedBy }: Pick<OrderedCampaign, 'airedBy'>,
  station: Place,
  groups: ReadonlyMap<string, StationGroup>,
  date: LocalDate,
): boolean {
  if (airedBy === null) return station.role === 'district'
  return spansHold(spansMeant(station.id, airedBy, groups), date)
}

/**
 * What campaigns ask of a station on a date. One that runs and is not carried there asks for nothing
 * but what is made good: its cap is then that much, and 0 on other days.
 *
 * @param owed airings taken from an earlier day into this one, by campaign: beside floor and cap
 */
export function ordersOn(
  campaigns: readonly OrderedCampaign[],
  station: Place,
  groups: ReadonlyMap<string, StationGroup>,
  date: LocalDate,
  owed: ReadonlyMap<string, number>,
): Map<CampaignId, CampaignOrder> {
  const orders = campaigns
    .filter((campaign) => runsOn(campaign, date))
    .map((campaign): CampaignOrder => {
      const { id, name, weight, spread, bulletinGapMs, campaignGapMs, sharePercent } = campaign
      const airs = airsOn(campaign, station, groups, date)
      const more = owed.get(id) ?? 0
      return {
        ...{ id, name, weight, bulletinGapMs, campaignGapMs, sharePercent },
        spread: spread ?? MOST_AIRINGS,
        floor: (airs ? campaign.floor : 0) + more,
        cap: Math.min(MOST_AIRINGS, (airs ? (campaign.cap ?? MOST_AIRINGS) : 0) + more),
      }
    })
  return new Map(orders.map((order) => [order.id, order]))
}
