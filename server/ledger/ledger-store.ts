import type { Digest } from '../../playout/contract/ids.ts'
import {
  appendLeaf,
  type CompactRange,
  EMPTY_RANGE,
  leafHash,
  rootOf,
} from '../../playout/contract/merkle.ts'
import { checkpointText, signNote, verifierKey } from '../../playout/contract/note.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { fingerprintOf } from '../../playout/contract/trust.ts'
import type { LedgerLeafRow } from '../db/schema.ts'
import type { Db, Deps, OfficeKeys } from '../deps.ts'

/** An entry to append: the bytes exactly as received, or canonical JSON of what a person entered. */
export type NewEntry = Readonly<{
  kind: LedgerLeafRow['kind']
  text: string
  signature: string | null
}>

const ROWS_AT_ONCE = 500

/**
 * Appends entries in their order. It belongs in one transaction with the projections that the caller
 * writes from them: the commit of both is the moment at which they exist.
 * @returns place of the first; the others follow it
 */
export async function appendEntries(
  db: Db,
  entries: readonly NewEntry[],
  now: Instant,
): Promise<number> {
  const head = await readHead(db)
  const hashes = entries.map(({ text }) => leafHash(text))
  const rows = entries.map((entry, index) => ({
    leaf_index: head.size + index,
    kind: entry.kind,
    hash: hashes[index] as Digest,
    text: entry.text,
    signature: entry.signature,
    received_at: now,
  }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('ledger_leaf')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  const range = hashes.reduce(appendLeaf, head)
  const row = { size: range.size, range: JSON.stringify(range.subtrees) }
  await db
    .insertInto('ledger_head')
    .values({ id: 1, ...row })
    .onConflict((on) => on.column('id').doUpdateSet(row))
    .execute()
  return head.size
}

export async function readHead(db: Db): Promise<CompactRange> {
  const row = await db.selectFrom('ledger_head').selectAll().where('id', '=', 1).executeTakeFirst()
  return row ? { size: row.size, subtrees: JSON.parse(row.range) as Digest[] } : EMPTY_RANGE
}

export async function findEntry(db: Db, leaf: number): Promise<LedgerLeafRow | null> {
  const row = await db
    .selectFrom('ledger_leaf')
    .selectAll()
    .where('leaf_index', '=', leaf)
    .executeTakeFirst()
  return row ?? null
}

/** Name of the log and of the key that signs for it. */
function ledgerOrigin(keys: Pick<OfficeKeys, 'root'>): string {
  return `tiep-am/${fingerprintOf(keys.root)}`
}

/** What a verifier of the log's checkpoints is configured with. */
export function ledgerVerifierKey(keys: Pick<OfficeKeys, 'root' | 'ledger'>): string {
  return verifierKey(ledgerOrigin(keys), keys.ledger.publicKey)
}

/** The log as it is now, as a signed note (C2SP tlog-checkpoint). */
export async function currentCheckpoint({ db, keys }: Pick<Deps, 'db' | 'keys'>): Promise<string> {
  const head = await readHead(db)
  const origin = ledgerOrigin(keys)
  const text = checkpointText({ origin, size: head.size, root: rootOf(head) })
  return signNote(text, origin, keys.ledger)
}
