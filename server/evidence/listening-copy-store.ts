import type { CopyKind } from '../../media/listening-copy.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Db } from '../deps.ts'

/** A recording that was heard, and that browsers cannot play yet. */
export type CopyDue = Readonly<{
  id: string
  station: string
  /** Of the file as it came. */
  digest: Digest
  kind: CopyKind
  durationMs: number
}>

/** Those that wait for their copy, shortest first: somebody may want to hear them at once. */
export async function listCopiesDue(db: Db): Promise<CopyDue[]> {
  const rows = await db
    .selectFrom('recording')
    .select(['id', 'station_id', 'digest', 'copy_due', 'duration_ms'])
    .where('copy_due', 'is not', null)
    .where('sound_removed_at', 'is', null)
    .orderBy('duration_ms')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, station_id: station, digest, copy_due: kind, duration_ms }) =>
    digest === null || kind === null
      ? []
      : [{ id, station, digest: digest as Digest, kind, durationMs: duration_ms ?? 0 }],
  )
}

/** @param copy null when none can be made, and the file itself is what there is */
export async function keepCopy(
  db: Db,
  recording: string,
  copy: Readonly<{ digest: Digest; contentType: string }> | null,
): Promise<void> {
  await db
    .updateTable('recording')
    .set({ copy_due: null, copy_digest: copy?.digest ?? null })
    .set({ copy_type: copy?.contentType ?? null })
    .where('id', '=', recording)
    .execute()
}
