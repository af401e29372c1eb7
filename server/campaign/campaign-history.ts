import type { Instant } from '../../playout/contract/time.ts'
import type { OrderedCampaign } from './campaign.ts'

/** An edit of a campaign: of each field that it changed, `<field>.before` and `<field>.after`. */
export type CampaignChange = Readonly<{
  at: Instant
  detail: Readonly<Record<string, string | number | boolean | null>>
}>

/**
 * The campaign as it stood at an instant, for judging a day by what was asked of it then: every later
 * edit is taken back, the newest first.
 */
export function campaignAsOf(
  campaign: OrderedCampaign,
  changes: readonly CampaignChange[],
  at: Instant,
): OrderedCampaign {
  const later = changes.filter((change) => change.at > at).toSorted((a, b) => b.at - a.at)
  let stood: OrderedCampaign = campaign
  for (const { detail } of later)
    for (const field of Object.keys(campaign) as (keyof OrderedCampaign)[]) {
      const before = detail[`${field}.before`]
      if (before !== undefined) stood = { ...stood, [field]: fieldOf(field, before) }
    }
  return stood
}

/** Lists stand in the trail as JSON. */
const lists: readonly string[] = ['reportDates', 'heardAt', 'airedBy']

function fieldOf(field: string, kept: string | number | boolean | null): unknown {
  return typeof kept === 'string' && lists.includes(field) ? JSON.parse(kept) : kept
}
