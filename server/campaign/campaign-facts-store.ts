import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { localDateOf } from '../local-date.ts'
import { listGroups } from '../station/group-store.ts'
import type { OrderedCampaign } from './campaign.ts'
import { listCampaignVersions } from './campaign-version-store.ts'
import type { CampaignFacts } from './finding.ts'
import { listPhases } from './phase-store.ts'

/** Reads what a campaign is held against, before it is made or changed. */
export async function readCampaignFacts(
  db: Db,
  campaign: Pick<OrderedCampaign, 'id'> | null,
  now: Instant,
): Promise<CampaignFacts> {
  const stations = await db.selectFrom('station').select(['id', 'role', 'zone']).execute()
  const district = stations.find(({ role }) => role === 'district')
  if (!district) throw new Error('an office has a district station from its first start')
  return {
    ...{ today: localDateOf(now, district.zone), zone: district.zone },
    places: new Set([...stations, ...(await listGroups(db))].map(({ id }) => id)),
    versions: campaign ? await listCampaignVersions(db, campaign.id, now) : [],
    before: campaign && {
      phases: (await listPhases(db, campaign.id)).get(campaign.id) ?? [],
    },
  }
}
