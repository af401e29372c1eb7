import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Digest } from './digest.ts'

/** Columns of the waveform picture. */
const PEAK_PAIRS = 800

/** What one reading of raw 16-bit PCM tells. */
export type Waveform = Readonly<{ digest: Digest; peaks: readonly number[] }>

/** Hash of the samples, and the lowest and highest of each column; a column may be less than one sample. */
export async function readWaveform(pcmPath: string, samples: number): Promise<Waveform> {
  const hash = createHash('sha256')
  const lowest = new Int16Array(PEAK_PAIRS)
  const highest = new Int16Array(PEAK_PAIRS)
  let index = 0
  for await (const bytes of createReadStream(pcmPath, { highWaterMark: 1 << 16 })) {
    hash.update(bytes)
    for (let at = 0; at + 1 < bytes.length; at += 2, index++) {
      const column = Math.min(PEAK_PAIRS - 1, Math.floor((index * PEAK_PAIRS) / samples))
      const value: number = bytes.readInt16LE(at)
      if (value < (lowest[column] ?? 0)) lowest[column] = value
      if (value > (highest[column] ?? 0)) highest[column] = value
    }
  }
  const peaks: number[] = []
  for (let column = 0; column < PEAK_PAIRS; column++) {
    peaks.push((lowest[column] ?? 0) >> 8, (highest[column] ?? 0) >> 8)
  }
  return { digest: hash.digest('hex'), peaks }
}
