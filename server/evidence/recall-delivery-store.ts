import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { RecallConfirmationRow } from '../db/recall-rows.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import type { Confirmation } from './recall-delivery.ts'

/** A confirmation with its place in the ledger. */
export type KeptConfirmation = Confirmation & Readonly<{ leaf: number }>

/** Writes the ledger entry and its columns; one transaction around it. */
export async function keepConfirmation(
  db: Db,
  confirmation: Confirmation,
): Promise<KeptConfirmation> {
  const text = canonicalJson({ format: 'tiep-am/recall-confirmation/1', ...confirmation })
  const entry = { kind: 'recall-confirmation' as const, text, signature: null }
  const leaf = await appendEntries(db, [entry], confirmation.at)
  await db
    .insertInto('recall_confirmation')
    .values({
      ...{ id: confirmation.id, recall_id: confirmation.recall },
      ...{ station_id: confirmation.station, confirmed_by: confirmation.confirmedBy },
      ...{ way: confirmation.way, tapped_at: confirmation.tappedAt, at: confirmation.at },
      ...{ note: confirmation.note, leaf_index: leaf },
    })
    .execute()
  return { ...confirmation, leaf }
}

/** Confirmations of these recalls, in order of arrival. */
export async function listConfirmations(
  db: Db,
  recalls: readonly string[],
): Promise<KeptConfirmation[]> {
  if (recalls.length === 0) return []
  const rows = await db
    .selectFrom('recall_confirmation')
    .selectAll()
    .where('recall_id', 'in', recalls)
    .orderBy('leaf_index')
    .execute()
  return rows.map(confirmationOf)
}

/** When each station's first manifest that names a recalled version was issued. */
export async function listAsked(
  db: Db,
  version: string,
  recalledAt: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db
    .selectFrom('manifest')
    .select(['station_id', 'issued_at', 'version'])
    .where('issued_at', '>=', recalledAt)
    .orderBy('version')
    .execute()
  const asked = new Map<string, Instant>()
  for (const [station, issued] of Map.groupBy(rows, ({ station_id }) => station_id))
    for (const one of issued) {
      // Nearly always the first; one made from older facts at that very instant may lie before it.
      if (!(await namesRecall(db, station, one.version, version))) continue
      asked.set(station, one.issued_at)
      break
    }
  return asked
}

async function namesRecall(
  db: Db,
  station: string,
  manifest: number,
  version: string,
): Promise<boolean> {
  const { text } = await db
    .selectFrom('manifest')
    .select('text')
    .where('station_id', '=', station)
    .where('version', '=', manifest)
    .executeTakeFirstOrThrow()
  return (JSON.parse(text) as Manifest).recalls.some((one) => one.version === version)
}

/** Numbers and languages of versions. */
export async function listCovered(db: Db, versions: readonly string[]) {
  if (versions.length === 0) return []
  return db
    .selectFrom('bulletin_version')
    .innerJoin('bulletin', 'bulletin.id', 'bulletin_version.bulletin_id')
    .select(['bulletin_version.id', 'number', 'language', 'bulletin.unit_id as unit'])
    .where('bulletin_version.id', 'in', versions)
    .orderBy('number')
    .execute()
}

function confirmationOf(row: RecallConfirmationRow): KeptConfirmation {
  return {
    ...{ id: row.id, recall: row.recall_id, station: row.station_id },
    ...{ confirmedBy: row.confirmed_by, way: row.way, tappedAt: row.tapped_at },
    ...{ at: row.at, note: row.note, leaf: row.leaf_index },
  }
}
