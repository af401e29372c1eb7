import type {
  BulletinId,
  CampaignId,
  Digest,
  StationId,
  VersionId,
} from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { listGroupsOfStations } from '../station/group-store.ts'
import type { VolumeHours } from '../station/volume.ts'
import type { Candidate } from './airworthy.ts'
import type { PlanStation } from './plan-station.ts'

/** District first, then by id. */
export async function listPlanStations(db: Db): Promise<PlanStation[]> {
  const rows = await db.selectFrom('station').selectAll().orderBy('id').execute()
  const groups = await listGroupsOfStations(db)
  return rows
    .map((row) => ({
      id: row.id as StationId,
      unit: row.unit_id,
      name: row.name,
      role: row.role,
      technology: row.technology,
      languages: JSON.parse(row.languages) as string[],
      zone: row.zone,
      volumeMillibels: row.volume_millibels,
      volumeHours: row.volume_hours === null ? [] : (JSON.parse(row.volume_hours) as VolumeHours[]),
      longestSessionMs: row.longest_session_ms,
      groups: groups.get(row.id) ?? [],
      languageMix: mixOf(row.language_mix),
    }))
    .sort((a, b) => Number(b.role === 'district') - Number(a.role === 'district'))
}

/** A column of `station` as the planner takes it. */
function mixOf(column: string | null): ReadonlyMap<string, number> | null {
  if (column === null) return null
  return new Map(Object.entries(JSON.parse(column) as Record<string, number>))
}

/**
 * Every approved version that has its sound, of the district's own unit: what a commune approves for
 * itself is its own programme, and never fills the district's segment nor another commune's. One that
 * gives way to a successor ends where that takes over.
 * @param since what was superseded by then is left out
 */
export async function listCandidates(db: Db, since: Instant): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .innerJoin('asset', 'asset.id', 'version.asset_id')
    .leftJoin('campaign', 'campaign.id', 'bulletin.campaign_id')
    .select([
      'version.id',
      'version.bulletin_id',
      'version.language',
      'version.state',
      'version.approved_at',
      'version.valid_from',
      'version.valid_to',
      'version.superseded_at',
      'bulletin.title',
      'version.class',
      'version.content_type',
      'asset.id as asset',
      'asset.samples',
      'campaign.id as campaign',
      'campaign.period_from',
      'campaign.period_to',
      'campaign.extended_until',
    ])
    .where('version.state', '=', 'approved')
    .where((eb) =>
      eb.or([eb('version.superseded_at', 'is', null), eb('version.superseded_at', '>', since)]),
    )
    .where('version.awaiting', 'is', null)
    .where('bulletin.unit_id', 'in', (district) =>
      district.selectFrom('station').select('unit_id').where('role', '=', 'district'),
    )
    .orderBy('version.id')
    .execute()
  return rows.map((row) => ({
    bulletin: row.bulletin_id as BulletinId,
    version: row.id as VersionId,
    title: row.title,
    class: row.class,
    contentType: row.content_type,
    language: row.language,
    state: row.state,
    approvedAt: row.approved_at,
    validFrom: row.valid_from,
    validTo: earlier(row.valid_to, row.superseded_at),
    campaign:
      row.campaign === null || row.period_from === null || row.period_to === null
        ? null
        : {
            id: row.campaign as CampaignId,
            periodFrom: row.period_from,
            periodTo: row.period_to,
            extendedUntil: row.extended_until,
          },
    asset: row.asset as Digest,
    samples: row.samples,
  }))
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
