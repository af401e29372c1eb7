import type { CampaignId } from '../../playout/contract/ids.ts'

/** What a campaign asks of every station that it is meant for, day by day. */
export type CampaignOrder = Readonly<{
  id: CampaignId
  name: string
  /** Against other campaigns, 1–100. */
  weight: number
  /** Airings a day that have to be reached, and that may not be passed. */
  floor: number
  cap: number
  /** Windows a day in which it wants to be heard. */
  spread: number
  /** Least time from the start of an airing to the next of the same bulletin, of the same campaign. */
  bulletinGapMs: number
  campaignGapMs: number
  /** How much of a window's segment it may take, 1–100 percent. */
  sharePercent: number
}>

/** No more airings a day than this are ever asked for. */
export const MOST_AIRINGS = 1_000

/** A campaign without wishes: as often as there is room, in as many windows as there are. */
export function openOrder(id: CampaignId): CampaignOrder {
  return {
    ...{ id, name: id, weight: 1, floor: 0, cap: MOST_AIRINGS, spread: MOST_AIRINGS },
    ...{ bulletinGapMs: 0, campaignGapMs: 0, sharePercent: 100 },
  }
}
