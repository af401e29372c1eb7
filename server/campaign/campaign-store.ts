import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { CampaignRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { OrderedCampaign } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'

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
  return rows.map((row) => ({ ...campaignOf(row), bulletins: Number(row.bulletins ?? 0) }))
}

/** @throws Problem `campaign-unknown` */
export async function getCampaign(db: Db, id: string): Promise<OrderedCampaign> {
  const row = await db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw campaignProblem('campaign-unknown')
  return campaignOf(row)
}

/** When the office put the campaign in; null for one that is not there. */
export async function campaignPutInAt(db: Db, id: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('campaign')
    .select('created_at')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.created_at ?? null
}

export async function addCampaign(db: Db, campaign: OrderedCampaign, now: Instant): Promise<void> {
  await db
    .insertInto('campaign')
    .values({ ...columnsOf(campaign), id: campaign.id, unit_id: campaign.unit, created_at: now })
    .execute()
}

export async function saveCampaign(db: Db, campaign: OrderedCampaign): Promise<void> {
  await db.updateTable('campaign').set(columnsOf(campaign)).where('id', '=', campaign.id).execute()
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

function campaignOf(row: CampaignRow): OrderedCampaign {
  return {
    ...{ id: row.id as CampaignId, unit: row.unit_id, name: row.name, dispatch: row.dispatch },
    ...{ periodFrom: row.period_from, periodTo: row.period_to, extendedUntil: row.extended_until },
    reportDates: JSON.parse(row.report_dates) as LocalDate[],
    ...{ weight: row.weight, floor: row.floor, cap: row.cap, spread: row.spread },
    ...{ bulletinGapMs: row.bulletin_gap_ms, campaignGapMs: row.campaign_gap_ms },
    ...{ sharePercent: row.share_percent, dispatchText: row.dispatch_text },
    heardAt: placesOf(row.heard_at),
    airedBy: placesOf(row.aired_by),
  }
}

function columnsOf(campaign: OrderedCampaign): Omit<CampaignRow, 'id' | 'unit_id' | 'created_at'> {
  const { name, dispatch, weight, floor, cap, spread, heardAt, airedBy } = campaign
  return {
    ...{ name, dispatch, weight, floor, cap, spread },
    ...{ period_from: campaign.periodFrom, period_to: campaign.periodTo },
    ...{ extended_until: campaign.extendedUntil, dispatch_text: campaign.dispatchText },
    report_dates: JSON.stringify(campaign.reportDates),
    ...{ bulletin_gap_ms: campaign.bulletinGapMs, campaign_gap_ms: campaign.campaignGapMs },
    share_percent: campaign.sharePercent,
    heard_at: heardAt && JSON.stringify(heardAt),
    aired_by: airedBy && JSON.stringify(airedBy),
  }
}

function placesOf(text: string | null): string[] | null {
  return text === null ? null : (JSON.parse(text) as string[])
}
