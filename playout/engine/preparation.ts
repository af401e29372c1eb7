import type { OpenSound } from './sound.ts'

/**
 * Sound on its way from a file to the air: decoded ahead, and held back when enough is waiting.
 *
 *   decoding ──▶ whole    everything is here or was taken
 *       └──────▶ broken   the decoder failed; what it gave before is still good
 */
export type Preparation = Readonly<{
  state(): PreparationState
  /** Sample of the sound up to which everything has been decoded. */
  decodedTo(): number
  /**
   * Copies what is there of samples `from` … `from + to.length` into `to` and forgets everything
   * before; returns how many samples were there, counted from the first that was.
   */
  take(from: number, to: Int16Array): Readonly<{ at: number; count: number }>
  close(): void
}>

type PreparationState =
  | Readonly<{ kind: 'decoding' }>
  | Readonly<{ kind: 'whole' }>
  | Readonly<{ kind: 'broken'; reason: string }>

/** PCM held per item at most: 6 s, 576 kB. */
const HELD_SAMPLES = 6 * 48_000

/**
 * @param untilSample nothing beyond this is kept
 * @param settled told once, when decoding has come to its end or failed
 */
export function prepare(
  open: OpenSound,
  path: string,
  fromSample: number,
  untilSample: number,
  settled: () => void,
): Preparation {
  const abort = new AbortController()
  let state: PreparationState = { kind: 'decoding' }
  let queue: Int16Array[] = []
  let head = fromSample
  let held = 0
  let wake: (() => void) | null = null

  const run = async () => {
    try {
      for await (const piece of open(path, fromSample, untilSample, abort.signal)) {
        const room = untilSample - head - held
        const kept = piece.length > room ? piece.subarray(0, Math.max(0, room)) : piece
        if (kept.length > 0) queue.push(kept)
        held += kept.length
        if (kept.length < piece.length || abort.signal.aborted) break
        while (held >= HELD_SAMPLES && !abort.signal.aborted)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
      state = { kind: 'whole' }
    } catch (error) {
      // Whatever a decoder dies of, the item is broken from there and the rest of the air is not.
      state = { kind: 'broken', reason: error instanceof Error ? error.message : String(error) }
    }
    if (!abort.signal.aborted) settled()
  }
  void run()

  const forget = (count: number) => {
    let left = count
    while (left > 0) {
      const first = queue[0]
      if (!first) break
      if (first.length > left) {
        queue[0] = first.subarray(left)
        break
      }
      left -= first.length
      queue.shift()
    }
    head += count
    held -= count
    if (held < HELD_SAMPLES / 2 && wake) {
      wake()
      wake = null
    }
  }

  return {
    state: () => state,
    decodedTo: () => head + held,
    take: (from, to) => {
      if (from > head) forget(Math.min(held, from - head))
      const at = Math.max(0, head - from)
      const count = Math.max(0, Math.min(to.length - at, held))
      if (head < from) return { at: 0, count: 0 }
      let written = 0
      for (const piece of queue) {
        if (written === count) break
        const part = piece.subarray(0, Math.min(piece.length, count - written))
        to.set(part, at + written)
        written += part.length
      }
      forget(count)
      return { at, count }
    },
    close: () => {
      abort.abort()
      queue = []
      held = 0
      wake?.()
    },
  }
}
