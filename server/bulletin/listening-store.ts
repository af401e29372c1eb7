import type { StaffId, VersionId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { ListeningRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import type { Listening } from './listening.ts'

/** Versions that one statement may name; SQLite allows 32,766 values in it. */
const IDS_AT_ONCE = 5_000

export async function addListening(db: Db, listening: Listening): Promise<void> {
  await db
    .insertInto('listening')
    .values({
      ...{ id: listening.id, version_id: listening.version, seal: listening.seal },
      ...{ staff_id: listening.staff, started_at: listening.startedAt, ended_at: null },
    })
    .execute()
}

export async function findListening(db: Db, id: string): Promise<Listening | null> {
  const row = await db.selectFrom('listening').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? listeningOf(row) : null
}

/** What a person began to listen to last. */
export async function findNewestListening(db: Db, staff: StaffId): Promise<Listening | null> {
  const row = await db
    .selectFrom('listening')
    .selectAll()
    .where('staff_id', '=', staff)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? listeningOf(row) : null
}

export async function saveListeningEnd(db: Db, id: string, endedAt: Instant): Promise<void> {
  await db.updateTable('listening').set({ ended_at: endedAt }).where('id', '=', id).execute()
}

/** Seals of what a person has listened to, to the end; each names one version as it was once. */
export async function listHeard(
  db: Db,
  staff: StaffId,
  versions: readonly VersionId[],
): Promise<ReadonlySet<string>> {
  const heard = new Set<string>()
  for (let from = 0; from < versions.length; from += IDS_AT_ONCE) {
    const rows = await db
      .selectFrom('listening')
      .select('seal')
      .distinct()
      .where('staff_id', '=', staff)
      .where('ended_at', 'is not', null)
      .where('version_id', 'in', versions.slice(from, from + IDS_AT_ONCE))
      .execute()
    for (const { seal } of rows) heard.add(seal)
  }
  return heard
}

/** Everybody who listened to the end of a version as this seal says it was, first to last. */
export async function listListeners(db: Db, seal: string): Promise<Listening[]> {
  const rows = await db
    .selectFrom('listening')
    .selectAll()
    .where('seal', '=', seal)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at')
    .orderBy('id')
    .execute()
  return rows.map(listeningOf)
}

function listeningOf(row: ListeningRow): Listening {
  return {
    ...{ id: row.id, version: row.version_id as VersionId, seal: row.seal },
    ...{ staff: row.staff_id as StaffId, startedAt: row.started_at, endedAt: row.ended_at },
  }
}
