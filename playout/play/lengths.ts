import type { OpenSound } from '../engine/sound.ts'

/**
 * Lengths of sound files, in samples. What follows on a file has its place only when that is known,
 * and so it is found out ahead of air time: from what is decoded already, else by decoding it.
 */
export type Lengths = Readonly<{
  /** From what is decoded already; null when it is not. */
  known(path: string): Promise<number | null>
  /** Decodes it, unless that is done; 0 when it holds no sound at all. */
  find(path: string): Promise<number>
}>

/** @param known of what is decoded already */
export function createLengths(
  known: Lengths['known'],
  open: OpenSound,
  signal: AbortSignal,
): Lengths {
  return {
    known,
    find: async (path) => {
      const length = await known(path)
      if (length !== null) return length
      let samples = 0
      try {
        for await (const pcm of open(path, 0, Number.POSITIVE_INFINITY, signal))
          samples += pcm.length
      } catch {
        // It is as long as what can be played of it.
      }
      return samples
    },
  }
}
