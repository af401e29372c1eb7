import type { ErrorParams, MediaErrorCode } from '../../media/errors.ts'
import {
  defaultLimits,
  type IngestProgress,
  type IngestWarning,
  type Trim,
} from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'

/**
 * A file on its way in, kept in the database so that it outlives the process.
 *
 *   receiving --whole--> waiting --its turn--> running --> ready
 *       |                   |  ^------stopped-----+  |
 *       |                   +---same file again------+--> ready
 *       +--gone quiet, given up--> (no more)         +--> refused
 *
 * A kept original that is cut anew begins as `waiting`. Given up, it is gone at any point before its
 * end; what is ready or refused stays until its owner clears it or it is old.
 */
export type Upload = Readonly<{
  id: string
  fileName: string
  by: string
  /** Of the whole file, as announced. */
  bytes: number
  /** SHA-256 of the whole file; null while it is received. */
  original: Digest | null
  /** What to cut off a kept original; null for a file that was sent. */
  trim: Trim | null
  attempts: number
  createdAt: Instant
  state: UploadState
}>

export type UploadState =
  | Readonly<{ kind: 'receiving' | 'waiting' | 'running' }>
  | Readonly<{
      kind: 'ready'
      asset: Digest
      warnings: readonly UploadWarning[]
      finishedAt: Instant
    }>
  | Readonly<{ kind: 'refused'; code: MediaErrorCode; params: ErrorParams; finishedAt: Instant }>

/** `already-here`: these very bytes were taken in before. */
export type UploadWarning = IngestWarning | 'already-here'

/** How far one that is being taken in has got, in percent of the whole work. */
export type WorkProgress = Readonly<{
  stage: 'probing' | 'decoding' | 'normalising' | 'renditions' | 'storing'
  percent: number
}>

/** Largest file that is received. */
export const UPLOAD_LIMIT_BYTES = defaultLimits.bytes
/** Unfinished uploads that one person may have. */
export const UNFINISHED_EACH = 50
/** A half file of which nothing was heard for so long is cleared away. */
export const HALF_KEPT_MS = 24 * 3_600_000
/** What came of an upload is shown for so long. */
export const DONE_KEPT_MS = 30 * 86_400_000
/** A file that was begun so often without an end brings the process down: it is refused. */
export const ATTEMPTS_AT_MOST = 5

export function isUnfinished({ state }: Upload): boolean {
  return state.kind !== 'ready' && state.kind !== 'refused'
}

/**
 * The order in which files that wait are taken in: one of each person in turn, who was served longest
 * ago first, so that somebody's fifty do not hold up another's one.
 *
 * @param waiting oldest first
 * @param served people in the order in which one of theirs was taken in last
 */
export function inLine(waiting: readonly Upload[], served: readonly string[]): Upload[] {
  const turns = new Map<string, number>()
  return waiting
    .map((upload) => {
      const turn = turns.get(upload.by) ?? 0
      turns.set(upload.by, turn + 1)
      return { upload, turn }
    })
    .toSorted((a, b) => a.turn - b.turn || place(served, a.upload) - place(served, b.upload))
    .map(({ upload }) => upload)
}

/** −1, the best, for somebody of whom nothing was taken in yet. */
function place(served: readonly string[], { by }: Upload): number {
  return served.lastIndexOf(by)
}

const steps: Readonly<
  Record<
    IngestProgress['step'],
    Readonly<{ stage: WorkProgress['stage']; from: number; to: number }>
  >
> = {
  measuring: { stage: 'decoding', from: 0, to: 40 },
  levelling: { stage: 'normalising', from: 40, to: 65 },
  encoding: { stage: 'renditions', from: 65, to: 95 },
  storing: { stage: 'storing', from: 95, to: 99 },
}

export function progressOf({ step, fraction }: IngestProgress): WorkProgress {
  const { stage, from, to } = steps[step]
  return { stage, percent: Math.floor(from + (to - from) * (fraction ?? 0)) }
}
