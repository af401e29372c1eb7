import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { DeclarationRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import type { Declaration, MissReason } from './declaration.ts'

/** A declaration with its place in the ledger. */
export type KeptDeclaration = Declaration & Readonly<{ leaf: number }>

/** Writes the ledger entry and its columns; one transaction around it. */
export async function keepDeclaration(db: Db, declaration: Declaration): Promise<KeptDeclaration> {
  const text = canonicalJson({ format: 'tiep-am/declaration/1', ...declaration })
  const entry = { kind: 'declaration' as const, text, signature: null }
  const leaf = await appendEntries(db, [entry], declaration.receivedAt)
  await db
    .insertInto('declaration')
    .values({
      id: declaration.id,
      leaf_index: leaf,
      station_id: declaration.station,
      window_id: declaration.window,
      date: declaration.date,
      verdict: declaration.verdict,
      reason: declaration.reason,
      note: declaration.note,
      declared_by: declaration.declaredBy,
      declared_at: declaration.declaredAt,
      received_at: declaration.receivedAt,
      replaces: declaration.replaces,
    })
    .execute()
  return { ...declaration, leaf }
}

export async function findDeclaration(db: Db, id: string): Promise<KeptDeclaration | null> {
  const row = await db.selectFrom('declaration').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? declarationOf(row) : null
}

/** Everything declared about a date, of one station if it is named, in order of arrival. */
export async function listDeclarations(
  db: Db,
  date: LocalDate,
  station?: string,
): Promise<KeptDeclaration[]> {
  let query = db.selectFrom('declaration').selectAll().where('date', '=', date)
  if (station !== undefined) query = query.where('station_id', '=', station)
  return (await query.orderBy('leaf_index').execute()).map(declarationOf)
}

function declarationOf(row: DeclarationRow): KeptDeclaration {
  return {
    id: row.id,
    leaf: row.leaf_index,
    station: row.station_id,
    window: row.window_id,
    date: row.date,
    verdict: row.verdict,
    reason: row.reason as MissReason | null,
    note: row.note,
    declaredBy: row.declared_by,
    declaredAt: row.declared_at,
    receivedAt: row.received_at,
    replaces: row.replaces,
  }
}
