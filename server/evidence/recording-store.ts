import type { ErrorParams } from '../../media/errors.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { RecordingRow } from '../db/recording-rows.ts'
import type { Db } from '../deps.ts'
import type { Alike, FailureCode, Recording, RecordingState } from './recording.ts'

export async function addRecording(db: Db, recording: Recording): Promise<void> {
  await db
    .insertInto('recording')
    .values({ ...rowOf(recording), peaks: null, result: null })
    .execute()
}

export async function findRecording(db: Db, id: string): Promise<Recording | null> {
  const row = await selectRecordings(db).where('id', '=', id).executeTakeFirst()
  return row ? recordingOf(row) : null
}

/** All in one of these states, oldest first. */
export async function listRecordingsIn(
  db: Db,
  states: readonly RecordingRow['state'][],
): Promise<Recording[]> {
  const rows = await selectRecordings(db)
    .where('state', 'in', [...states])
    .orderBy('announced_at')
    .orderBy('id')
    .execute()
  return rows.map(recordingOf)
}

/** How many of somebody's are on their way. */
export async function countUnheardOf(db: Db, staff: string): Promise<number> {
  const row = await db
    .selectFrom('recording')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('made_by', '=', staff)
    .where('state', 'in', ['receiving', 'waiting', 'listening'])
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Everything that speaks of a date at these stations, in order of announcement. */
export async function listRecordingsOfDate(
  db: Db,
  date: LocalDate,
  stations: readonly string[],
): Promise<Recording[]> {
  if (stations.length === 0) return []
  const rows = await selectRecordings(db)
    .where('date', '=', date)
    .where('station_id', 'in', [...stations])
    .orderBy('announced_at')
    .orderBy('id')
    .execute()
  return rows.map(recordingOf)
}

/** The recording that holds this file, or this sound, already; one that failed holds nothing. */
export async function findSameRecording(
  db: Db,
  than: Readonly<{ id: string; digest?: string | null; soundDigest?: string }>,
): Promise<string | null> {
  const { id, digest, soundDigest } = than
  let query = db
    .selectFrom('recording')
    .select('id')
    .where('id', '<>', id)
    .where('state', 'in', ['waiting', 'listening', 'done'])
  if (digest) query = query.where('digest', '=', digest)
  if (soundDigest) query = query.where('sound_digest', '=', soundDigest)
  const row = await query.orderBy('announced_at').orderBy('id').executeTakeFirst()
  return row?.id ?? null
}

/**
 * Writes a recording as it became, if it still stands as it was before.
 * @returns false when it was given up meanwhile
 */
export async function saveRecording(db: Db, before: Recording, after: Recording): Promise<boolean> {
  const { id, ...row } = rowOf(after)
  const { numUpdatedRows } = await db
    .updateTable('recording')
    .set(row)
    .where('id', '=', id)
    .where('state', '=', before.state.kind)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** One that is on its way, or failed; what was heard stays. */
export async function removeRecording(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recording')
    .where('id', '=', id)
    .where('state', '<>', 'done')
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** All but the waveform and the matcher's words, which only one page asks for. */
export function selectRecordings(db: Db) {
  return db
    .selectFrom('recording')
    .select(['print_digest', 'alike', 'sound_removed_at'])
    .select(['id', 'station_id', 'made_by', 'date', 'window_id', 'aim_at', 'started_at', 'clock'])
    .select(['clock_offset_ms', 'challenge_issued_at', 'source', 'file_name', 'bytes'])
    .select(['announced_at', 'received_at', 'digest', 'attempts', 'state', 'finished_at', 'code'])
    .select(['params', 'content_type', 'duration_ms', 'sound_digest', 'copy_digest', 'copy_type'])
    .select(['leaf_index', 'copy_due'])
}

type Selected = Omit<RecordingRow, 'peaks' | 'result'>

export function recordingOf(row: Selected): Recording {
  return {
    ...{ id: row.id, station: row.station_id, madeBy: row.made_by, date: row.date },
    ...{ window: row.window_id, aimAt: row.aim_at, startedAt: row.started_at, clock: row.clock },
    ...{ clockOffsetMs: row.clock_offset_ms, challengeIssuedAt: row.challenge_issued_at },
    ...{ source: row.source, fileName: row.file_name, bytes: row.bytes },
    ...{ announcedAt: row.announced_at, receivedAt: row.received_at },
    ...{ digest: row.digest as Digest | null, attempts: row.attempts, state: stateOf(row) },
    soundRemovedAt: row.sound_removed_at,
  }
}

function stateOf(row: Selected): RecordingState {
  const finishedAt = row.finished_at ?? row.announced_at
  switch (row.state) {
    case 'failed':
      return {
        ...{ kind: 'failed', code: row.code as FailureCode, finishedAt },
        params: JSON.parse(row.params ?? '{}') as ErrorParams,
      }
    case 'done':
      return {
        ...{ kind: 'done', finishedAt },
        heard: {
          ...{ durationMs: row.duration_ms ?? 0, contentType: row.content_type ?? '' },
          soundDigest: row.sound_digest as Digest,
          copyDue: row.copy_due,
          copy:
            row.copy_digest === null || row.copy_type === null
              ? null
              : { digest: row.copy_digest as Digest, contentType: row.copy_type },
          print: row.print_digest as Digest | null,
          alike: JSON.parse(row.alike ?? '[]') as Alike[],
          leaf: row.leaf_index ?? 0,
        },
      }
    default:
      return { kind: row.state }
  }
}

function rowOf({ state, ...one }: Recording) {
  const heard = state.kind === 'done' ? state.heard : null
  return {
    ...{ id: one.id, station_id: one.station, made_by: one.madeBy, date: one.date },
    ...{ window_id: one.window, aim_at: one.aimAt, started_at: one.startedAt, clock: one.clock },
    ...{ clock_offset_ms: one.clockOffsetMs, challenge_issued_at: one.challengeIssuedAt },
    ...{ source: one.source, file_name: one.fileName, bytes: one.bytes },
    ...{ announced_at: one.announcedAt, received_at: one.receivedAt, digest: one.digest },
    ...{ attempts: one.attempts, state: state.kind },
    finished_at: 'finishedAt' in state ? (state.finishedAt as Instant) : null,
    code: state.kind === 'failed' ? state.code : null,
    params: state.kind === 'failed' ? JSON.stringify(state.params) : null,
    ...{ content_type: heard?.contentType ?? null, duration_ms: heard?.durationMs ?? null },
    copy_due: heard?.copyDue ?? null,
    ...{ copy_digest: heard?.copy?.digest ?? null, copy_type: heard?.copy?.contentType ?? null },
    ...{ sound_digest: heard?.soundDigest ?? null, leaf_index: heard?.leaf ?? null },
    ...{ print_digest: heard?.print ?? null, sound_removed_at: one.soundRemovedAt },
    alike: heard ? JSON.stringify(heard.alike) : null,
  }
}
