import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { openCampaign } from '../db/plain-rows.ts'
import type { Db } from '../deps.ts'
import type { Campaign } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'

/** A campaign as the office ordered it. */
export type OrderedCampaign = Campaign &
  Readonly<{
    unit: string
    name: string
    dispatch: string
    reportDates: readonly LocalDate[]
  }>

/** Newest first, with how many bulletins each has. */
export async function listCampaigns(
  db: Db,
): Promise<(OrderedCampaign & Readonly<{ bulletins: number }>)[]> {
  const rows = await db
    .selectFrom('campaign')
    .selectAll('campaign')
    .select((eb) =>
      eb
        .selectFrom('bulletin')
        .select(({ fn }) => fn.countAll().as('bulletins'))
        .whereRef('bulletin.campaign_id', '=', 'campaign.id')
        .as('bulletins'),
    )
    .orderBy('period_from', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id as CampaignId,
    unit: row.unit_id,
    name: row.name,
    dispatch: row.dispatch,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    extendedUntil: row.extended_until,
    reportDates: JSON.parse(row.report_dates) as LocalDate[],
    bulletins: Number(row.bulletins ?? 0),
  }))
}

export async function saveCampaign(db: Db, campaign: OrderedCampaign, now: Instant): Promise<void> {
  await db
    .insertInto('campaign')
    .values({
      id: campaign.id,
      unit_id: campaign.unit,
      name: campaign.name,
      dispatch: campaign.dispatch,
      period_from: campaign.periodFrom,
      period_to: campaign.periodTo,
      extended_until: campaign.extendedUntil,
      report_dates: JSON.stringify(campaign.reportDates),
      created_at: now,
      ...openCampaign,
    })
    .execute()
}

/**
 * The unit that a campaign belongs to, for a route's scope.
 * @throws Problem `campaign-unknown`
 */
export async function unitOfCampaign(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('campaign')
    .select('unit_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw campaignProblem('campaign-unknown')
  return row.unit_id
}
