import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { CheckedEvent } from './accept.ts'

/** A station's signed word that it holds nothing of a version any more. */
export type RecallDrop = Readonly<{
  station: string
  version: string
  /** By the station's clock. */
  at: Instant
  receivedAt: Instant
  leaf: number
}>

/**
 * Projects what stations say of recalls that there are; an event about anything else stays in the
 * ledger and means nothing here.
 * @param first place in the ledger of the first of these events
 * @returns versions of which something was said
 */
export async function projectDrops(
  db: Db,
  kept: readonly CheckedEvent[],
  first: number,
  now: Instant,
): Promise<readonly string[]> {
  const said = kept.flatMap(({ event }, index) =>
    event.type === 'recall-applied' ? [{ event, leaf: first + index }] : [],
  )
  if (said.length === 0) return []
  const known = await db
    .selectFrom('recall_version')
    .select('version_id')
    .where(
      'version_id',
      'in',
      said.map(({ event }) => event.about),
    )
    .execute()
  const recalled = new Set(known.map(({ version_id }) => version_id))
  const drops = said.filter(({ event }) => recalled.has(event.about))
  if (drops.length === 0) return []
  await db
    .insertInto('recall_drop')
    .values(
      drops.map(({ event, leaf }) => ({
        ...{ leaf_index: leaf, station_id: event.station, version_id: event.about },
        ...{ at: event.clock.at, received_at: now },
      })),
    )
    .execute()
  return [...new Set(drops.map(({ event }) => event.about))]
}

/** The first word of each station about each of these versions. */
export async function listDrops(db: Db, versions: readonly string[]): Promise<RecallDrop[]> {
  if (versions.length === 0) return []
  const rows = await db
    .selectFrom('recall_drop')
    .selectAll()
    .where('version_id', 'in', versions)
    .orderBy('leaf_index')
    .execute()
  const first = new Map<string, RecallDrop>()
  for (const row of rows) {
    const key = `${row.station_id} ${row.version_id}`
    if (first.has(key)) continue
    first.set(key, {
      ...{ station: row.station_id, version: row.version_id, at: row.at },
      ...{ receivedAt: row.received_at, leaf: row.leaf_index },
    })
  }
  return [...first.values()]
}
