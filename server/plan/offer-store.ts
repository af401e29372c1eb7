import type { BulletinId, CampaignId, Digest, VersionId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { phaseSpan } from '../campaign/phase.ts'
import { listPhases } from '../campaign/phase-store.ts'
import type { Db } from '../deps.ts'
import type { Offer } from './offer.ts'

/**
 * Every approved version that has its sound, of all units. One that gives way to a successor ends
 * where that takes over; one of a campaign with phases sounds in those that name it.
 * @param since what was superseded by then is left out
 */
export async function listOffers(db: Db, since: Instant): Promise<Offer[]> {
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .innerJoin('asset', 'asset.id', 'version.asset_id')
    .leftJoin('campaign', 'campaign.id', 'bulletin.campaign_id')
    .select(['version.id', 'version.bulletin_id', 'version.language', 'version.state'])
    .select(['version.approved_at', 'version.valid_from', 'version.valid_to'])
    .select(['version.superseded_at', 'version.class', 'version.content_type'])
    .select(['bulletin.title', 'bulletin.unit_id', 'asset.id as asset', 'asset.samples'])
    .select(['campaign.id as campaign', 'campaign.period_from', 'campaign.period_to'])
    .select(['campaign.extended_until', 'campaign.aired_by'])
    .where('version.state', '=', 'approved')
    .where((eb) =>
      eb.or([eb('version.superseded_at', 'is', null), eb('version.superseded_at', '>', since)]),
    )
    .where('version.awaiting', 'is', null)
    .orderBy('version.id')
    .execute()
  const district = await db
    .selectFrom('station')
    .select('unit_id')
    .where('role', '=', 'district')
    .execute()
  const districts = new Set(district.map(({ unit_id }) => unit_id))
  const phases = await listPhases(db)
  return rows.flatMap((row): Offer[] => {
    const span = phaseSpan(phases.get(row.campaign ?? '') ?? [], row.id, since)
    if (span === null) return []
    return [
      {
        ...{ unit: row.unit_id, ofDistrict: districts.has(row.unit_id) },
        airedBy: row.aired_by === null ? null : (JSON.parse(row.aired_by) as string[]),
        ...{ bulletin: row.bulletin_id as BulletinId, version: row.id as VersionId },
        ...{ title: row.title, class: row.class, contentType: row.content_type },
        ...{ language: row.language, state: row.state, approvedAt: row.approved_at },
        validFrom: Math.max(row.valid_from, span.from),
        validTo: earlier(earlier(row.valid_to, row.superseded_at), span.until),
        campaign:
          row.campaign === null || row.period_from === null || row.period_to === null
            ? null
            : {
                ...{ id: row.campaign as CampaignId, extendedUntil: row.extended_until },
                ...{ periodFrom: row.period_from, periodTo: row.period_to },
              },
        ...{ asset: row.asset as Digest, samples: row.samples },
      },
    ]
  })
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
