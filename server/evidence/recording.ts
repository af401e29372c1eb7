import type { ErrorParams, MediaErrorCode } from '../../media/errors.ts'
import type { CopyKind } from '../../media/listening-copy.ts'
import { defaultLimits } from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { RecordingRow } from '../db/recording-rows.ts'

/**
 * A recording of what a loudspeaker said, from its announcement to what was heard in it.
 *
 *   receiving --whole--> waiting --its turn--> listening --> done
 *       |                   |  ^-------stopped-----+  |
 *       +--gone quiet,      +---same file again-------+--> failed
 *          given up--> (no more)
 *
 * What is done stays: it is evidence, whatever it shows.
 */
export type Recording = Readonly<{
  /** Made on the phone. */
  id: string
  station: string
  madeBy: string
  announcedAt: Instant
  /** When its last byte came: it was made *not later than*. */
  receivedAt: Instant | null
  /** The date of which it speaks; never of another. */
  date: LocalDate
  /** The station's own window that the person chose. */
  window: string | null
  /** The expected instant for which it was made. */
  aimAt: Instant | null
  /** When its first sample was recorded, as the phone says; null when no clock could be believed. */
  startedAt: Instant | null
  clock: RecordingRow['clock']
  /** What the phone's clock lacked of the server's, already added to `startedAt`. */
  clockOffsetMs: number | null
  challengeIssuedAt: Instant | null
  source: RecordingRow['source']
  fileName: string
  /** Of the whole file, as announced. */
  bytes: number
  digest: Digest | null
  attempts: number
  state: RecordingState
  /** When its sound had been kept long enough and went; what was heard in it stays. */
  soundRemovedAt: Instant | null
}>

export type RecordingState =
  | Readonly<{ kind: 'receiving' | 'waiting' | 'listening' }>
  | Readonly<{ kind: 'failed'; code: FailureCode; params: ErrorParams; finishedAt: Instant }>
  | Readonly<{ kind: 'done'; finishedAt: Instant; heard: Heard }>

/** What a recording turned out to be; what sounds in it are its finds. */
export type Heard = Readonly<{
  durationMs: number
  contentType: string
  soundDigest: Digest
  /** What it still has to be copied to before browsers play it; then `copy` is there. */
  copyDue: CopyKind | null
  /** What browsers play instead of the file itself. */
  copy: Readonly<{ digest: Digest; contentType: string }> | null
  /** Its fingerprint, which stays when the sound goes. */
  print: Digest | null
  /** Earlier ones of the same street at the same time, by their sound. */
  alike: readonly Alike[]
  /** Of its entry in the ledger. */
  leaf: number
}>

/** `recording-already-here`: the same file, or the same sound in another one, was heard before. */
export type FailureCode = MediaErrorCode | 'recording-already-here'

/**
 * Another recording that sounds the same beside the bulletins in it, as one that is sent again through
 * another codec does, or one that was made beside it; so does a programme that two places carry. For a
 * person to look at: it decides nothing. Share of equal bits in 0.01 %.
 */
export type Alike = Readonly<{
  recording: string
  station: string
  date: LocalDate
  likeness: number
}>

/** How a recording stands beyond what its row says. */
export type Standing = Readonly<{
  receivedBytes: number
  percent: number
  /** Recordings heard before it; null unless it waits. */
  ahead: number | null
  /** How much of the copy that browsers play is made; null when none is due. */
  soundPercent: number | null
}>

/** Largest file that is received: a day as a browser, phone or recorder writes it. */
export const RECORDING_LIMIT_BYTES = defaultLimits.bytes
/** Recordings that one person may have on their way. */
export const UNHEARD_EACH = 50
/** A half file of which nothing was heard for so long is cleared away. */
export const HALF_KEPT_MS = 24 * 3_600_000
/** A recording that was begun so often without an end brings the process down. */
export const ATTEMPTS_AT_MOST = 3
/** A challenge says "online shortly before" for so long. */
export const CHALLENGE_GOOD_MS = 10 * 60_000
/** What arrives later than this after its end is late. */
const LATE_AFTER_MS = 3_600_000
/** Nothing is recorded before a phone said so by more than a wrong minute hand. */
const AHEAD_MS = 120_000

export type RecordingRefusal = 'recording-in-future' | 'recording-too-old' | 'recording-clock'

/** Recordings are kept for what they can still settle. */
const OLDEST_MS = 400 * 86_400_000

/** Whether a recording may be announced: by what it says of itself. */
export function checkRecording(
  wanted: Pick<Recording, 'startedAt' | 'clock' | 'date'>,
  today: LocalDate,
  now: Instant,
): Outcome<null, RecordingRefusal> {
  const { startedAt, clock, date } = wanted
  if ((startedAt === null) !== (clock === 'none')) return refuse('recording-clock')
  if (date > today || (startedAt !== null && startedAt > now + AHEAD_MS))
    return refuse('recording-in-future')
  if (startedAt !== null && startedAt < now - OLDEST_MS) return refuse('recording-too-old')
  return ok(null)
}

/**
 * How fresh a recording is, beside its receipt time; no proof of when it was made, since whoever holds
 * a challenge may still send an old recording.
 *
 * `challenged`: the phone was online, and asked, at most ten minutes before it says that it began.
 * `late`: it came more than an hour after its end, as from a phone without network.
 */
export type Freshness = 'challenged' | 'late' | 'unknown'

export function freshnessOf(
  recording: Pick<Recording, 'startedAt' | 'challengeIssuedAt' | 'receivedAt' | 'announcedAt'>,
  durationMs: number | null,
): Freshness {
  const { startedAt, challengeIssuedAt, receivedAt, announcedAt } = recording
  if (startedAt === null) return 'unknown'
  if (
    challengeIssuedAt !== null &&
    challengeIssuedAt <= startedAt &&
    startedAt - challengeIssuedAt <= CHALLENGE_GOOD_MS
  )
    return 'challenged'
  const endedAt = startedAt + (durationMs ?? 0)
  return (receivedAt ?? announcedAt) - endedAt > LATE_AFTER_MS ? 'late' : 'unknown'
}

export function isUnheard({ state }: Pick<Recording, 'state'>): boolean {
  return state.kind !== 'done' && state.kind !== 'failed'
}
