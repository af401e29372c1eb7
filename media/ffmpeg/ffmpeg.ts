import ffmpeg from 'fluent-ffmpeg'
import { ended, explain } from './ending.ts'
import type { FfmpegInput } from './inputs.ts'
import { launch } from './launch.ts'
import { followLines } from './stderr-lines.ts'

/**
 * Runs one file job. The only importer of fluent-ffmpeg, which puts the arguments together; so a
 * plain list can replace it here.
 *
 * It does not start anything: it would pass our environment on, keep a line of any length, ask
 * ffmpeg for its capabilities twice (and not understand ffmpeg 7's answer), cache one program for
 * the whole process, and run ffprobe on the input without our whitelists.
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

type Internals = { _getArguments: () => readonly string[] }

/**
 * Resolves with the end of stderr. Rejects with the signal's reason when it was aborted (the
 * process is dead by then), `MediaFault` when the disk is full, `FfmpegFailed` otherwise.
 */
export async function runFfmpeg(job: FfmpegJob): Promise<string> {
  job.signal.throwIfAborted()
  const child = launch(job.program, compose(job))
  const kill = () => child.kill('SIGKILL')
  job.signal.addEventListener('abort', kill)
  const said = followLines(child.stderr, (line) => {
    const soundMs = parseProgress(line)
    if (soundMs !== null) job.onProgress?.(soundMs)
  })
  child.stdin.end()
  child.stdout.resume()
  try {
    const ending = await ended(child)
    job.signal.throwIfAborted()
    const failure = explain(ending, said())
    if (failure !== null) throw failure
    return said()
  } finally {
    job.signal.removeEventListener('abort', kill)
  }
}

function compose({ input, graph, outputs }: FfmpegJob): readonly string[] {
  const command = ffmpeg()
  // Options must be variadic: in an array, or in one string, a value with a space is torn apart.
  command.input(input.source).inputOptions('-hide_banner', '-nostdin', ...input.options)
  if (graph !== null) command.complexFilter(graph)
  for (const { path, options } of outputs) {
    command.output(path === null ? '-' : `file:${path}`).outputOptions(...options)
  }
  return (command as unknown as Internals)._getArguments()
}

/** `… time=00:01:02.50 …` as milliseconds; null for any other line. */
function parseProgress(line: string): number | null {
  const [, hours, minutes, seconds] = /time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? []
  if (hours === undefined || minutes === undefined || seconds === undefined) return null
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
}
