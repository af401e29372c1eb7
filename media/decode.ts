import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { renditionInput } from './ffmpeg/inputs.ts'
import { runInto } from './run-into.ts'

/** The house rate; every sample count in `media/` is at this rate, mono. */
export const SAMPLE_RATE = 48_000

/** A rendition from the store, to be turned into sound. */
export type Decoding = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** Absolute path of the rendition. */
  path: string
  /** First sample wanted, counted from the beginning of the sound. */
  fromSample: number
  /** How many samples to deliver: exactly so many, or the iteration fails. */
  samples: number
  /** Kills the decoder; the iteration then fails with its reason. */
  signal?: AbortSignal
  /** Longest wait for the decoder's next bytes, in ms, while somebody asks for them. */
  stallMs?: number
}>

export type DecodeFailure = 'not-startable' | 'not-decodable' | 'ended-early' | 'stalled'

/** Decoding stopped; `delivered` samples were handed over before, and they were good. */
export class DecodeError extends Error {
  readonly reason: DecodeFailure
  readonly delivered: number

  constructor(reason: DecodeFailure, delivered: number, detail: string) {
    super(`decoding failed after ${delivered} samples, ${reason}: ${detail}`)
    this.name = 'DecodeError'
    this.reason = reason
    this.delivered = delivered
  }
}

const BYTES_PER_SAMPLE = 2
const DEFAULT_STALL_MS = 10_000
/** Opus needs a run-up after a seek before it sounds as if decoded from the start (80 ms at least). */
const RUN_UP_SECONDS = 2
/** Nothing on air is longer; a small file that goes on for days must not fill the disk: 1 GB. */
const MOST_SECONDS = 3 * 3_600
/** Below this it is cheaper to decode from the start and drop. */
const SEEK_BEYOND_SECONDS = 10

/**
 * Decodes to 48 kHz mono 16-bit, pulled by the reader: nothing is decoded further ahead than the
 * pipe holds. Leaving the loop kills the decoder.
 *
 * Only Ogg is seeked: its time stamps are sample positions. Everything else is decoded from the
 * start and dropped, which is slower but also exact.
 */
export async function* decodeFile(wanted: Decoding): AsyncGenerator<Int16Array> {
  let delivered = 0
  if (wanted.samples === 0) return
  const start = (await isOgg(wanted.path)) ? seekTo(wanted.fromSample) : dropTo(wanted.fromSample)
  for await (const pcm of decodeFrom(wanted, start, () => delivered)) {
    const chunk = pcm.subarray(0, wanted.samples - delivered)
    delivered += chunk.length
    yield chunk
    if (delivered === wanted.samples) return
  }
  throw new DecodeError('ended-early', delivered, `${wanted.samples} were wanted`)
}

/**
 * Decodes all of a rendition, as `decodeFile` would, into an open file; three hours at most.
 *
 * @throws DiskFault when the disk does not take it
 * @throws Error with the decoder's complaint
 */
export function decodeInto(
  wanted: Readonly<{ program: string; path: string; file: FileHandle; signal: AbortSignal }>,
): Promise<void> {
  return runInto({ ...wanted, args: argsOf(wanted.path, dropTo(0), MOST_SECONDS) })
}

/** How ffmpeg is told where to begin: options of the input, and a filter. */
type Start = Readonly<{ options: readonly string[]; filter: string }>

function dropTo(fromSample: number): Start {
  return { options: [], filter: `atrim=start_sample=${fromSample}` }
}

/**
 * Jumps to some page before, then cuts by time stamp. ffmpeg's own accurate seek must not be used:
 * where it aims within the last milliseconds of a page it begins up to 6 ms late, without a word.
 */
function seekTo(fromSample: number): Start {
  const second = Math.floor(fromSample / SAMPLE_RATE)
  if (second < SEEK_BEYOND_SECONDS) return dropTo(fromSample)
  const options = ['-ss', String(second - RUN_UP_SECONDS), '-noaccurate_seek', '-copyts']
  return { options, filter: `atrim=start_pts=${fromSample}` }
}

async function isOgg(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.toString('latin1') === 'OggS'
  } finally {
    await file.close()
  }
}

/** Everything from there to the end, in chunks of whole samples. */
async function* decodeFrom(
  wanted: Decoding,
  start: Start,
  delivered: () => number,
): AsyncGenerator<Int16Array> {
  wanted.signal?.throwIfAborted()
  const decoder = startDecoder(wanted, start)
  const kill = () => decoder.child.kill('SIGKILL')
  wanted.signal?.addEventListener('abort', kill)
  let odd: Buffer = Buffer.alloc(0)
  try {
    for await (const bytes of unlessStalled(decoder.child.stdout, wanted, kill, delivered)) {
      const joined = odd.length === 0 ? bytes : Buffer.concat([odd, bytes])
      const whole = joined.length - (joined.length % BYTES_PER_SAMPLE)
      odd = joined.subarray(whole)
      if (whole > 0) yield toSamples(joined.subarray(0, whole))
    }
    await decoder.ended(delivered())
    wanted.signal?.throwIfAborted()
  } finally {
    wanted.signal?.removeEventListener('abort', kill)
    kill()
  }
}

type Decoder = Readonly<{
  child: ChildProcessByStdio<null, Readable, Readable>
  /** Resolves when it has left in good order. */
  ended: (delivered: number) => Promise<void>
}>

function argsOf(path: string, start: Start, seconds?: number): string[] {
  const { source, options } = renditionInput(path)
  const input = ['-threads', '1', ...options, ...start.options, '-i', source]
  const cut = ['-map', '0:a:0', '-af', `aresample=${SAMPLE_RATE},${start.filter}`]
  const pcm = ['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-threads', '1']
  const limit = seconds === undefined ? [] : ['-t', String(seconds)]
  return ['-nostdin', '-v', 'error', ...input, ...cut, ...pcm, ...limit, 'pipe:1']
}

function startDecoder({ program, path, signal }: Decoding, start: Start): Decoder {
  const child = spawn(program, argsOf(path, start), {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-500)
  })
  const exit = new Promise<number | Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('close', resolve)
  })
  return {
    child,
    ended: async (delivered) => {
      const code = await exit
      if (code === 0 || signal?.aborted) return
      if (code instanceof Error) throw new DecodeError('not-startable', delivered, code.message)
      throw new DecodeError('not-decodable', delivered, complaint.trim() || `exit code ${code}`)
    },
  }
}

/** Time in which the reader does not ask is the reader's own and does not count. */
async function* unlessStalled(
  stdout: Readable,
  { stallMs = DEFAULT_STALL_MS }: Decoding,
  kill: () => void,
  delivered: () => number,
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stdout[Symbol.asyncIterator]()
  for (;;) {
    let stalled = false
    const timer = setTimeout(() => {
      stalled = true
      kill()
    }, stallMs)
    const next = await chunks.next().finally(() => clearTimeout(timer))
    if (stalled) throw new DecodeError('stalled', delivered(), `no bytes for ${stallMs} ms`)
    if (next.done) return
    yield next.value
  }
}

/** A copy, because Node's buffers may begin at an odd address; both sides are little-endian. */
function toSamples(bytes: Buffer): Int16Array {
  return new Int16Array(new Uint8Array(bytes).buffer)
}
