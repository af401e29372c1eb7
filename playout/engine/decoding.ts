import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { DiskFault } from '../../media/run-into.ts'
import { readPcm, sumsOf } from './checked-pcm.ts'
import type { DecodeInto } from './sound.ts'

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
/** Who reads faster than the decoder writes looks again after this, ms. */
const LOOK_MS = 10

export function createDecoding(
  decodeInto: DecodeInto,
  path: string,
  key: string,
  part: string,
  whole: string,
  sums: string,
): Decoding {
  const abort = new AbortController()
  let state: DecodingState = { kind: 'decoding' }
  let file: FileHandle | null = null
  let readers = 0

  async function run(): Promise<DecodingState> {
    try {
      file = await open(part, 'w+')
    } catch {
      return { kind: 'called-off' }
    }
    try {
      await decodeInto(path, file, abort.signal)
      if (abort.signal.aborted) return { kind: 'called-off' }
      if ((await file.stat()).size < BYTES)
        return { kind: 'broken', reason: 'no sound in the file' }
    } catch (error) {
      if (abort.signal.aborted || error instanceof DiskFault) return { kind: 'called-off' }
      return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) }
    }
    try {
      await writeFile(sums, await sumsOf(file), { flush: true })
      await file.datasync()
      await rename(part, whole)
    } catch {
      return { kind: 'called-off' }
    }
    return { kind: 'whole' }
  }

  async function finish(): Promise<void> {
    const over = await run()
    if (over.kind !== 'whole') await rm(part, { force: true })
    state = over
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
          // Looked at before reading: what was written before it was over is read all the same.
          const { kind } = state
          const pcm = file ? await readPcm(file, at, Math.min(PIECE_SAMPLES, until - at)) : null
          if (pcm && pcm.length > 0) {
            at += pcm.length
            yield pcm
          } else if (kind === 'decoding') await wait(LOOK_MS)
          else break
        }
      } finally {
        readers--
        await closeWhenRead()
      }
    },
  }
}
