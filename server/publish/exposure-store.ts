import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** A planned item of one of the versions that are asked about. */
export type Exposure = Readonly<{ station: string; item: string; startsAt: Instant }>

/** Where these versions stand in plans since an instant, and so in what stations may hold. */
export async function listExposures(
  db: Db,
  versions: readonly string[],
  since: Instant,
): Promise<Exposure[]> {
  if (versions.length === 0) return []
  const rows = await db
    .selectFrom('plan_item')
    .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
    .select(['plan_block.station_id', 'plan_block.starts_at'])
    .select(['plan_item.id', 'plan_item.offset_samples'])
    .where('plan_item.version_id', 'in', versions)
    .where('plan_block.starts_at', '>=', since)
    .orderBy('plan_block.starts_at')
    .orderBy('plan_item.position')
    .execute()
  return rows.map((row) => ({
    station: row.station_id,
    item: row.id,
    startsAt: row.starts_at + Math.floor(row.offset_samples / SAMPLES_PER_MS),
  }))
}
