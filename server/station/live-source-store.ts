import type { Instant } from '../../playout/contract/time.ts'
import type { LiveSourceRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { LiveSource } from './live-source.ts'

/** Those that windows may name, in order of their names. */
export async function listLiveSources(db: Db): Promise<LiveSource[]> {
  const rows = await db
    .selectFrom('live_source')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(sourceOf)
}

export async function findLiveSource(db: Db, id: string): Promise<LiveSource | null> {
  const row = await db
    .selectFrom('live_source')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ? sourceOf(row) : null
}

export async function saveLiveSource(db: Db, live: LiveSource): Promise<void> {
  const { id, unit, source, kind, name, address, backupAddress } = live
  const news = { source, kind, name, address, backup_address: backupAddress }
  await db
    .insertInto('live_source')
    .values({ id, unit_id: unit, ...news, removed_at: null })
    .onConflict((on) => on.column('id').doUpdateSet(news))
    .execute()
}

export async function removeLiveSource(db: Db, id: string, at: Instant): Promise<void> {
  await db.updateTable('live_source').set({ removed_at: at }).where('id', '=', id).execute()
}

function sourceOf(row: LiveSourceRow): LiveSource {
  return {
    ...{ id: row.id, unit: row.unit_id, source: row.source, kind: row.kind, name: row.name },
    ...{ address: row.address, backupAddress: row.backup_address },
  }
}
