import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { StaffId } from '../../playout/contract/ids.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import type { Recall } from './recall.ts'

/** A recall with its place in the ledger. */
export type KeptRecall = Recall & Readonly<{ leaf: number }>

/** Writes the ledger entry and its columns; one transaction around it. */
export async function keepRecall(db: Db, recall: Recall): Promise<KeptRecall> {
  const text = canonicalJson({ format: 'tiep-am/recall/1', ...recall })
  const leaf = await appendEntries(db, [{ kind: 'recall', text, signature: null }], recall.at)
  await db
    .insertInto('recall')
    .values({
      ...{ id: recall.id, bulletin_id: recall.bulletin, version_id: recall.version },
      ...{ at: recall.at, reason: recall.reason, recalled_by: recall.recalledBy },
      leaf_index: leaf,
    })
    .execute()
  await db
    .insertInto('recall_version')
    .values(recall.covers.map((version) => ({ recall_id: recall.id, version_id: version })))
    .execute()
  return { ...recall, leaf }
}

/** Newest first; at most so many. */
export async function listRecalls(db: Db, limit: number): Promise<KeptRecall[]> {
  return selectRecalls(db, { limit })
}

export async function findRecall(db: Db, id: string): Promise<KeptRecall | null> {
  const [recall] = await selectRecalls(db, { id, limit: 1 })
  return recall ?? null
}

/** Recalls that cover any of these versions, newest first. */
export async function listRecallsOf(db: Db, versions: readonly string[]): Promise<KeptRecall[]> {
  if (versions.length === 0) return []
  const rows = await db
    .selectFrom('recall_version')
    .select('recall_id')
    .distinct()
    .where('version_id', 'in', versions)
    .execute()
  const recalls = await Promise.all(rows.map(({ recall_id }) => findRecall(db, recall_id)))
  return recalls.flatMap((one) => one ?? []).toSorted((a, b) => b.at - a.at)
}

/** From when each recalled version may no longer sound. */
export async function listRecallInstants(db: Db): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db
    .selectFrom('recall_version')
    .innerJoin('recall', 'recall.id', 'recall_version.recall_id')
    .select('recall_version.version_id as version')
    .select(({ fn }) => fn.min('recall.at').as('at'))
    .groupBy('recall_version.version_id')
    .execute()
  return new Map(rows.map(({ version, at }) => [version, Number(at)]))
}

/** What manifests say of recalls since an instant, newest first. */
export async function listManifestRecalls(db: Db, since: Instant): Promise<Manifest['recalls']> {
  return db
    .selectFrom('recall_version')
    .innerJoin('recall', 'recall.id', 'recall_version.recall_id')
    .select(['recall_version.version_id as version', 'recall.at', 'recall.reason'])
    .where('recall.at', '>=', since)
    .orderBy('recall.at', 'desc')
    .orderBy('recall_version.version_id')
    .execute()
}

async function selectRecalls(
  db: Db,
  { id, limit }: Readonly<{ id?: string; limit: number }>,
): Promise<KeptRecall[]> {
  let query = db
    .selectFrom('recall')
    .innerJoin('bulletin', 'bulletin.id', 'recall.bulletin_id')
    .selectAll('recall')
    .select('bulletin.title')
  if (id !== undefined) query = query.where('recall.id', '=', id)
  const rows = await query.orderBy('at', 'desc').orderBy('recall.id', 'desc').limit(limit).execute()
  if (rows.length === 0) return []
  const covered = await db
    .selectFrom('recall_version')
    .innerJoin('bulletin_version', 'bulletin_version.id', 'recall_version.version_id')
    .select(['recall_version.recall_id', 'recall_version.version_id'])
    .where(
      'recall_version.recall_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('bulletin_version.number')
    .execute()
  const covers = Map.groupBy(covered, ({ recall_id }) => recall_id)
  return rows.map((row) => ({
    ...{ id: row.id, bulletin: row.bulletin_id, title: row.title, version: row.version_id },
    covers: (covers.get(row.id) ?? []).map(({ version_id }) => version_id),
    ...{ at: row.at, reason: row.reason, recalledBy: row.recalled_by as StaffId },
    leaf: row.leaf_index,
  }))
}
