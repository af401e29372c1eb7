import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { gatherPlanning, PLANNED_DAYS } from './planning-store.ts'
import { findAskedQuietHours, findQuietHours } from './setting-store.ts'

/** What can be edited and need not reach into the days that are planned yet. */
const RECORDS = [
  ...(['campaign', 'campaign_phase', 'window', 'calendar_day', 'station_group'] as const),
  ...(['live_source', 'commune_pick', 'priority_order', 'make_good'] as const),
] as const

/**
 * Changes whenever anything does that a plan of the coming days, or a record that somebody edits, is
 * made of: what was read under one revision is still so while it stays.
 * @param inputs of the planning that was read with it; read here when absent
 */
export async function findReading(db: Db, now: Instant, inputs?: string): Promise<string> {
  const known = inputs ?? (await gatherPlanning(db, now, PLANNED_DAYS))?.inputs ?? ''
  const records: unknown[] = []
  for (const table of RECORDS)
    records.push(await db.selectFrom(table).selectAll().orderBy('id').execute())
  const named = await db
    .selectFrom('campaign_phase_version')
    .selectAll()
    .orderBy('phase_id')
    .orderBy('version_id')
    .execute()
  const stations = await db
    .selectFrom('station')
    .select(['id', 'language_mix', 'volume_hours', 'longest_session_ms'])
    .orderBy('id')
    .execute()
  const quiet = [await findQuietHours(db), await findAskedQuietHours(db)]
  const read = [known, records, named, stations, quiet]
  return sha256Hex(JSON.stringify(read)).slice(0, 32)
}
