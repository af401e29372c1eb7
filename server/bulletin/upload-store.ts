import type { ErrorParams, MediaErrorCode } from '../../media/errors.ts'
import type { Trim } from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { UploadRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import type { Upload, UploadState, UploadWarning } from './upload.ts'

const SHOWN = 100

export async function addUpload(db: Db, upload: Upload): Promise<void> {
  await db.insertInto('upload').values(rowOf(upload)).execute()
}

export async function findUpload(db: Db, id: string): Promise<Upload | null> {
  const row = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? uploadOf(row) : null
}

/** Somebody's own, newest first, at most a hundred. */
export async function listUploadsOf(db: Db, by: string): Promise<Upload[]> {
  const rows = await db
    .selectFrom('upload')
    .selectAll()
    .where('staff_id', '=', by)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map(uploadOf)
}

/** All in one of these states, oldest first. */
export async function listUploadsIn(
  db: Db,
  states: readonly UploadRow['state'][],
): Promise<Upload[]> {
  const rows = await db
    .selectFrom('upload')
    .selectAll()
    .where('state', 'in', [...states])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(uploadOf)
}

/**
 * Writes an upload as it became, if it still stands as it was before.
 * @returns false when it was given up meanwhile
 */
export async function saveUpload(db: Db, before: Upload, after: Upload): Promise<boolean> {
  const { id, ...row } = rowOf(after)
  const { numUpdatedRows } = await db
    .updateTable('upload')
    .set(row)
    .where('id', '=', id)
    .where('state', '=', before.state.kind)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function removeUpload(db: Db, id: string): Promise<void> {
  await db.deleteFrom('upload').where('id', '=', id).execute()
}

/** Forgets what ended before an instant. */
export async function removeFinishedBefore(db: Db, at: Instant): Promise<void> {
  await db.deleteFrom('upload').where('finished_at', '<', at).execute()
}

function uploadOf(row: UploadRow): Upload {
  return {
    ...{ id: row.id, fileName: row.file_name, by: row.staff_id, bytes: row.bytes },
    original: row.original_digest as Digest | null,
    trim: row.trim === null ? null : (JSON.parse(row.trim) as Trim),
    ...{ attempts: row.attempts, createdAt: row.created_at, state: stateOf(row) },
  }
}

function stateOf(row: UploadRow): UploadState {
  const finishedAt = row.finished_at ?? row.created_at
  switch (row.state) {
    case 'ready':
      return {
        ...{ kind: 'ready', asset: row.asset_id as Digest, finishedAt },
        warnings: JSON.parse(row.warnings) as UploadWarning[],
      }
    case 'refused':
      return {
        ...{ kind: 'refused', code: row.code as MediaErrorCode, finishedAt },
        params: JSON.parse(row.params ?? '{}') as ErrorParams,
      }
    default:
      return { kind: row.state }
  }
}

function rowOf({ state, trim, ...upload }: Upload): UploadRow {
  const refused = state.kind === 'refused'
  return {
    ...{ id: upload.id, staff_id: upload.by, file_name: upload.fileName, bytes: upload.bytes },
    ...{ original_digest: upload.original, trim: trim && JSON.stringify(trim) },
    ...{ attempts: upload.attempts, created_at: upload.createdAt, state: state.kind },
    asset_id: state.kind === 'ready' ? state.asset : null,
    warnings: JSON.stringify(state.kind === 'ready' ? state.warnings : []),
    code: refused ? state.code : null,
    params: refused ? JSON.stringify(state.params) : null,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
  }
}
