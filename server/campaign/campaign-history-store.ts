import type { Db } from '../deps.ts'
import type { CampaignChange } from './campaign-history.ts'

/** Every edit of a campaign, from the trail that nobody can rewrite. */
export async function listCampaignChanges(db: Db, id: string): Promise<CampaignChange[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'detail'])
    .where('action', '=', 'campaign.changed')
    .where('subject', '=', `campaign/${id}`)
    .orderBy('at')
    .execute()
  return rows.map(({ at, detail }) => ({ at: Number(at), detail: JSON.parse(detail) }))
}
