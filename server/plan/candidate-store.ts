import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { listGroupsOfStations } from '../station/group-store.ts'
import type { VolumeHours } from '../station/volume.ts'
import type { Offer } from './offer.ts'
import { listOffers } from './offer-store.ts'
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

/** The district's offers: what a commune approves for itself is its own programme. */
export async function listCandidates(db: Db, since: Instant): Promise<Offer[]> {
  return (await listOffers(db, since)).filter(({ ofDistrict }) => ofDistrict)
}
