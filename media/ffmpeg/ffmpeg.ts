import ffmpeg from 'fluent-ffmpeg'
import { MediaFault } from '../errors.ts'
import type { FfmpegInput } from './inputs.ts'

/**
 * Runs one file job. The only importer of fluent-ffmpeg, so that a plain spawn can replace it here.
 *
 * What it must be kept from: its capability check (fails with ffmpeg 7's new table, and starts two
 * processes more), its global cache of the program's path (two programs in one process would mix),
 * and its `progress` event (which runs ffprobe on the input without our whitelists).
 */
export type FfmpegJob = Readonly<{
  /** Path of the program. */
  program: string
  input: FfmpegInput
  /** Filter graph; reads `[0:a:0]` and names its ends. */
  graph: string | null
  outputs: readonly JobOutput[]
  signal: AbortSignal
  /** Called with how far the output has got, in milliseconds of sound. */
  onProgress?: (soundMs: number) => void
}>

type JobOutput = Readonly<{
  /** Absolute path, or null to throw the output away. */
  path: string | null
  options: readonly string[]
}>

/** ffmpeg said no: the input could not be read, or something else broke. The caller tells which. */
export class FfmpegFailed extends Error {
  /** The end of what it wrote. */
  readonly stderr: string

  constructor(message: string, stderr: string) {
    super(message)
    this.name = 'FfmpegFailed'
    this.stderr = stderr
  }
}

/** Lines of stderr to keep: enough for a filter's closing summary, not for a corrupt file's flood. */
const KEPT_LINES = 200
/** Below the player, whose sound must not suffer from an upload. */
const NICENESS = 10

type Internals = {
  _checkCapabilities: (done: () => void) => void
  _getFfmpegPath: (done: (error: null, path: string) => void) => void
  availableEncoders: (done: (error: null, encoders: object) => void) => void
}

/**
 * Resolves with the end of stderr. Rejects with the signal's reason when it was aborted (the
 * process is dead by then), `MediaFault` when the disk is full, `FfmpegFailed` otherwise.
 */
export async function runFfmpeg(job: FfmpegJob): Promise<string> {
  job.signal.throwIfAborted()
  const command = compose(job)
  const kill = () => command.kill('SIGKILL')
  job.signal.addEventListener('abort', kill)
  try {
    return await finished(command, job)
  } finally {
    job.signal.removeEventListener('abort', kill)
  }
}

function compose({ program, input, graph, outputs }: FfmpegJob): ffmpeg.FfmpegCommand {
  const command = ffmpeg({ stdoutLines: KEPT_LINES, niceness: NICENESS })
  const internals = command as unknown as Internals
  internals._checkCapabilities = (done) => done()
  internals._getFfmpegPath = (done) => done(null, program)
  internals.availableEncoders = (done) => done(null, {})

  // Options must be variadic: in an array, or in one string, a value with a space is torn apart.
  command.input(input.source).inputOptions('-hide_banner', '-nostdin', ...input.options)
  if (graph !== null) command.complexFilter(graph)
  for (const { path, options } of outputs) {
    command.output(path === null ? '-' : `file:${path}`).outputOptions(...options)
  }
  return command
}

function finished(command: ffmpeg.FfmpegCommand, job: FfmpegJob): Promise<string> {
  return new Promise((resolve, reject) => {
    command.on('start', () => {
      if (job.signal.aborted) command.kill('SIGKILL')
    })
    command.on('stderr', (line: string) => {
      const soundMs = parseProgress(line)
      if (soundMs !== null) job.onProgress?.(soundMs)
    })
    command.on('end', (_stdout: string | null, stderr: string | null) => resolve(stderr ?? ''))
    command.on('error', (error: Error, _stdout: string | null, stderr: string | null) => {
      reject(job.signal.aborted ? job.signal.reason : explain(error, stderr ?? ''))
    })
    command.run()
  })
}

function explain(error: Error, stderr: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(stderr)) {
    return new MediaFault('disk-full', {}, error)
  }
  // 126 and 127: `nice` could not start it. SIGKILL without our doing: the system ran out of memory.
  if ('code' in error || /code 12[67]|signal SIG(KILL|TERM)/.test(error.message)) {
    return new MediaFault('ffmpeg-failed', { detail: error.message }, error)
  }
  return new FfmpegFailed(error.message, stderr)
}

/** `… time=00:01:02.50 …` as milliseconds; null for any other line. */
function parseProgress(line: string): number | null {
  const [, hours, minutes, seconds] = /time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? []
  if (hours === undefined || minutes === undefined || seconds === undefined) return null
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
}
