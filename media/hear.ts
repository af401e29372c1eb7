import { type ChildProcess, fork } from 'node:child_process'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import type { ErrorParams, MediaErrorCode } from './errors.ts'
import { CLEAN_ENVIRONMENT } from './ffmpeg/confine.ts'
import { FRUGAL } from './frugal.ts'
import type { Hearing } from './hearing/verdict.ts'
import type { CopyKind } from './listening-copy.ts'

/** A recording, and what may sound in it. */
export type HearingJob = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** Absolute path of the recording. */
  path: string
  references: readonly HearingReference[]
  /** Absolute path of a new file for its fingerprint, 125 bytes a second. */
  printTo: string
}>

export type HearingReference = Readonly<{
  id: string
  /** Absolute path of its master. */
  path: string
  /** The plan says that it should sound in it. */
  expected: boolean
}>

/** What a recording is, and what was heard in it. */
export type HeardRecording = Readonly<{
  /** MIME type by what it was recognised as. */
  contentType: string
  durationMs: number
  /** SHA-256 of its sound at 8 kHz. */
  soundDigest: string
  /** Pairs of −128…127. */
  peaks: readonly number[]
  /** What it must be copied to before every browser plays it. */
  copyNeeded: CopyKind | null
  matcher: Readonly<{ version: string; source: string }>
  hearings: readonly Hearing[]
}>

/** The ordinary "no" to a recording. */
export type HearingRefusal = Extract<
  MediaErrorCode,
  | 'empty-file'
  | 'not-sound'
  | 'protected-sound'
  | 'no-audio-stream'
  | 'no-sound-in-it'
  | 'too-short'
  | 'recording-too-long'
  | 'took-too-long'
>

export type HearOutcome =
  | Readonly<{ ok: true; value: HeardRecording }>
  | Readonly<{ ok: false; reason: HearingRefusal; params: ErrorParams }>

/** How much has been heard, and of how much if the file says so. */
export type HearProgress = Readonly<{ heardMs: number; promisedMs: number | null }>

/** What the process says. */
export type HearMessage =
  | Readonly<{ type: 'progress'; progress: HearProgress }>
  | Readonly<{ type: 'outcome'; outcome: HearOutcome }>
  | Readonly<{ type: 'fault'; message: string }>

/** A day of sound takes some minutes on a small machine; whatever takes longer is stuck. */
const TIME_LIMIT_MS = 2 * 3_600_000
const HEAP_MEGABYTES = 384
const COMPLAINT_LENGTH = 2_000

/**
 * Hears a recording in a process of its own, which stands back behind everything else: neither sound on
 * air nor anybody's page feels it, and whatever a hostile file does, it does there.
 *
 * @throws the signal's reason when it was aborted; Error when the process fell
 */
export async function hear(
  job: HearingJob,
  signal: AbortSignal,
  onProgress: (progress: HearProgress) => void,
): Promise<HearOutcome> {
  signal.throwIfAborted()
  enableCompileCache()
  const child = fork(new URL('./hear-worker.ts', import.meta.url), [], {
    // A day of short-lived arrays lets the young heap grow to 100 MB that nobody needs.
    execArgv: [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      ...['--max-semi-space-size=1', '--semi-space-growth-factor=1'],
    ],
    // Code that was compiled before needs nothing of what strips types, which is 20 MB.
    env: { ...CLEAN_ENVIRONMENT, ...FRUGAL, NODE_COMPILE_CACHE: getCompileCacheDir() ?? '' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const kill = () => child.kill('SIGKILL')
  const gone = new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  signal.addEventListener('abort', kill)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    kill()
  }, TIME_LIMIT_MS)
  try {
    const outcome = await answerOf(child, job, onProgress)
    signal.throwIfAborted()
    if (outcome !== null && typeof outcome !== 'string') return outcome
    const limitSeconds = TIME_LIMIT_MS / 1000
    if (isLate) return { ok: false, reason: 'took-too-long', params: { limitSeconds } }
    throw new Error(`the hearing process fell: ${outcome ?? 'without a word'}`)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', kill)
    kill()
    await gone
  }
}

/** Its outcome; or the last that it said before it ended without one. */
function answerOf(
  child: ChildProcess,
  job: HearingJob,
  onProgress: (progress: HearProgress) => void,
): Promise<HearOutcome | string | null> {
  return new Promise((resolve) => {
    let said: string | null = null
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = ((said ?? '') + text).slice(-COMPLAINT_LENGTH)
    })
    child.on('message', (message: HearMessage) => {
      if (message.type === 'progress') onProgress(message.progress)
      else if (message.type === 'outcome') resolve(message.outcome)
      else resolve(message.message)
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', () => resolve(said))
    child.send(job, (error) => {
      if (error) resolve(error.message)
    })
  })
}
