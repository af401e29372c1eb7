import type { ChildProcess } from 'node:child_process'
import { MediaFault } from '../errors.ts'

/** ffmpeg said no: the input could not be read, or something else broke. The caller tells which. */
export class FfmpegFailed extends Error {
  /** The end of what it wrote. */
  readonly stderr: string
  /** The limit at which the system stopped it. */
  readonly limit: ReachedLimit | null

  constructor(message: string, stderr: string, limit: ReachedLimit | null) {
    super(message)
    this.name = 'FfmpegFailed'
    this.stderr = stderr
    this.limit = limit
  }
}

/** CPU time, or the size of what it wrote. */
export type ReachedLimit = 'time' | 'size'

type Ending =
  | Readonly<{ error: Error }>
  | Readonly<{ code: number | null; killedBy: NodeJS.Signals | null }>

/** Resolves when the process and its pipes have ended: never rejects. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }))
    child.once('close', (code, killedBy) => resolve({ code, killedBy }))
  })
}

/**
 * What an ending means: null when it ended well, `MediaFault` when something of ours broke,
 * `FfmpegFailed` otherwise.
 */
export function explain(ending: Ending, stderr: string): MediaFault | FfmpegFailed | null {
  if ('error' in ending) {
    return new MediaFault('ffmpeg-failed', { detail: ending.error.message }, ending.error)
  }
  const { code, killedBy } = ending
  if (code === 0) return null
  if (/No space left on device|Disk quota exceeded/.test(stderr)) return new MediaFault('disk-full')
  const how = killedBy === null ? `exited with code ${code}` : `was ended by ${killedBy}`
  const limit = reachedLimit(killedBy, stderr)
  // 126 and 127: the launcher could not start it. SIGKILL without our doing: memory ran out.
  const notStarted = code === 126 || code === 127
  if (notStarted || killedBy === 'SIGKILL' || killedBy === 'SIGTERM') {
    return new MediaFault('ffmpeg-failed', { detail: `ffmpeg ${how}` })
  }
  return new FfmpegFailed(`ffmpeg ${how}`, stderr, limit)
}

function reachedLimit(killedBy: NodeJS.Signals | null, stderr: string): ReachedLimit | null {
  if (killedBy === 'SIGXCPU') return 'time'
  return killedBy === 'SIGXFSZ' || /File too large/.test(stderr) ? 'size' : null
}
