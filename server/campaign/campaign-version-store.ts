import { samplesToMs } from '../../playout/contract/time.ts'
import { stateAt } from '../bulletin/bulletin.ts'
import type { Db } from '../deps.ts'
import type { CampaignVersion } from './finding.ts'

/** Every version of a campaign's bulletins, with what choosing among them needs. */
export async function listCampaignVersions(
  db: Db,
  campaign: string,
  now: number,
): Promise<CampaignVersion[]> {
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .leftJoin('asset', 'asset.id', 'version.asset_id')
    .select(['version.id', 'version.bulletin_id as bulletin', 'bulletin.title', 'version.number'])
    .select(['version.language', 'version.class', 'version.state', 'asset.samples'])
    .select(['version.valid_from', 'version.valid_to', 'version.superseded_at'])
    .where('bulletin.campaign_id', '=', campaign)
    .orderBy('bulletin.title')
    .orderBy('version.bulletin_id')
    .orderBy('version.number')
    .execute()
  return rows.map(({ valid_from, valid_to, superseded_at, samples, ...row }) => ({
    ...row,
    state: stateAt({ state: row.state, supersededAt: superseded_at }, now),
    lengthMs: samples === null ? null : samplesToMs(samples),
    ...{ validFrom: valid_from, validTo: valid_to, supersededAt: superseded_at },
  }))
}
