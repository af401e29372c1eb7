import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { OpenSound } from './sound.ts'

/**
 * One sound on its way from a decoder into a file of PCM, which may be read while it grows.
 *
 *   decoding ──▶ whole         the file has its name
 *      ├───────▶ broken        the decoder failed; what it gave before is good
 *      └───────▶ called-off    somebody else needed the decoder, or the disk would not take it
 */
export type Decoding = Readonly<{
  key: string
  state(): DecodingState
  /** Hands out what is there of a stretch, as it comes, until this is over. */
  follow(from: number, until: number, signal: AbortSignal): AsyncGenerator<Int16Array>
  abort(): void
  done: Promise<void>
}>

type DecodingState =
  | Readonly<{ kind: 'decoding' | 'whole' | 'called-off' }>
  | Readonly<{ kind: 'broken'; reason: string }>

const BYTES = 2
const PIECE_SAMPLES = 24_000
/** Written at once, in samples: decoders give crumbs. */
const WRITE_SAMPLES = 48_000

export function createDecoding(
  decode: OpenSound,
  path: string,
  key: string,
  part: string,
  whole: string,
): Decoding {
  const abort = new AbortController()
  let state: DecodingState = { kind: 'decoding' }
  let written = 0
  let file: FileHandle | null = null
  let woken: (() => void)[] = []
  let readers = 0

  const wake = () => {
    const waiting = woken
    woken = []
    for (const go of waiting) go()
  }

  async function write(pieces: readonly Int16Array[]): Promise<void> {
    const bytes = Buffer.concat(
      pieces.map((pcm) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)),
    )
    const { bytesWritten } = (await file?.write(bytes, 0, bytes.length, written * BYTES)) ?? {}
    if (bytesWritten !== bytes.length) throw new Error('the disk took only a part')
    written += bytes.length / BYTES
    wake()
  }

  async function run(): Promise<DecodingState> {
    let crumbs: Int16Array[] = []
    let size = 0
    let fault: unknown = null
    try {
      file = await open(part, 'w+')
    } catch {
      return { kind: 'called-off' }
    }
    const pieces = decode(path, 0, Number.POSITIVE_INFINITY, abort.signal)[Symbol.asyncIterator]()
    for (let over = false; !over && !abort.signal.aborted; ) {
      try {
        const next = await pieces.next()
        over = next.done === true
        if (!next.done) {
          crumbs.push(next.value)
          size += next.value.length
        }
      } catch (error) {
        fault = error
        over = true
      }
      // The first samples are wanted at once, the rest in larger pieces.
      if (size < WRITE_SAMPLES && !over && written > 0) continue
      try {
        if (size > 0) await write(crumbs)
      } catch {
        abort.abort()
        return { kind: 'called-off' }
      }
      crumbs = []
      size = 0
    }
    if (abort.signal.aborted) return { kind: 'called-off' }
    if (fault !== null)
      return { kind: 'broken', reason: fault instanceof Error ? fault.message : String(fault) }
    if (written === 0) return { kind: 'broken', reason: 'no sound in the file' }
    try {
      await file.datasync()
      await rename(part, whole)
    } catch {
      return { kind: 'called-off' }
    }
    return { kind: 'whole' }
  }

  async function finish(): Promise<void> {
    state = await run()
    wake()
    if (state.kind !== 'whole') await rm(part, { force: true })
    await closeWhenRead()
  }

  /** Its readers read to the end of what is there, though the file has lost its name. */
  async function closeWhenRead(): Promise<void> {
    if (state.kind === 'decoding' || readers > 0) return
    const open = file
    file = null
    await open?.close()
  }

  return {
    key,
    state: () => state,
    abort: () => abort.abort(),
    done: finish(),
    follow: async function* (from, until, signal) {
      readers++
      try {
        for (let at = from; at < until && !signal.aborted; ) {
          const there = Math.min(PIECE_SAMPLES, until - at, written - at)
          if (there > 0 && file) {
            const pcm = new Int16Array(there)
            await file.read(new Uint8Array(pcm.buffer), 0, there * BYTES, at * BYTES)
            at += there
            yield pcm
          } else if (state.kind === 'decoding')
            await new Promise<void>((resolve) => {
              woken.push(resolve)
              signal.addEventListener('abort', () => resolve(), { once: true })
            })
          else break
        }
      } finally {
        readers--
        await closeWhenRead()
      }
    },
  }
}
