import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { localDateOf } from '../local-date.ts'
import { readPlaces } from '../station/place-store.ts'
import type { OrderedCampaign } from './campaign-store.ts'
import { listCampaignVersions } from './campaign-version-store.ts'
import type { CampaignFacts } from './finding.ts'
import { listPhases } from './phase-store.ts'

/** Reads what a campaign is held against, before it is made or changed. */
export async function readCampaignFacts(
  db: Db,
  campaign: Pick<OrderedCampaign, 'id'> | null,
  now: Instant,
): Promise<CampaignFacts> {
  const district = await db
    .selectFrom('station')
    .select('zone')
    .where('role', '=', 'district')
    .executeTakeFirstOrThrow()
  return {
    ...{ today: localDateOf(now, district.zone), zone: district.zone },
    places: (await readPlaces(db)).all,
    versions: campaign ? await listCampaignVersions(db, campaign.id, now) : [],
    before: campaign && {
      phases: (await listPhases(db, campaign.id)).get(campaign.id) ?? [],
    },
  }
}
