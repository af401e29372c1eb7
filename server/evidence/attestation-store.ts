import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import type { Attestation, KeptAttestation } from './attestation.ts'

/** Writes the ledger entry and its columns; one transaction around it. */
export async function keepAttestation(db: Db, attestation: Attestation): Promise<void> {
  const text = canonicalJson({ format: 'tiep-am/recording-attestation/1', ...attestation })
  const entry = { kind: 'recording-attestation' as const, text, signature: null }
  const leaf = await appendEntries(db, [entry], attestation.at)
  const { id, recording, target, obligation, verdict, fromMs, reason, by, at } = attestation
  await db
    .insertInto('recording_attestation')
    .values({
      ...{ id, recording_id: recording, target, obligation, verdict, from_ms: fromMs, reason },
      ...{ staff_id: by, at, leaf_index: leaf },
    })
    .execute()
}

/** What people who listened said of these recordings, oldest first. */
export async function listAttestations(
  db: Db,
  recordings: readonly string[],
): Promise<KeptAttestation[]> {
  if (recordings.length === 0) return []
  const rows = await db
    .selectFrom('recording_attestation')
    .innerJoin('staff', 'staff.id', 'recording_attestation.staff_id')
    .selectAll('recording_attestation')
    .select('staff.name as byName')
    .where('recording_id', 'in', [...recordings])
    .orderBy('leaf_index')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, recording: row.recording_id, target: row.target },
    ...{ obligation: row.obligation, verdict: row.verdict, fromMs: row.from_ms },
    ...{ reason: row.reason, by: row.staff_id, at: row.at, leaf: row.leaf_index },
    byName: row.byName,
  }))
}
