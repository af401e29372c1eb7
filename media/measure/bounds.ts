/**
 * No recorder and no codec goes higher (+6 dBFS). A damaged frame of a lossy file may come out a
 * hundred thousand times too loud.
 */
export const HIGHEST_SAMPLE = 2
/** Float PCM may mean to be far above full scale (+40 dBFS). */
export const HIGHEST_FLOAT_SAMPLE = 100

/**
 * Brings samples into −bound…bound, in place; what is no number becomes silence.
 *
 * @returns how many it changed
 */
export function boundSamples(samples: Float32Array, bound: number): number {
  let changed = 0
  for (let at = 0; at < samples.length; at++) {
    const value = samples[at] ?? 0
    if (value <= bound && value >= -bound) continue
    samples[at] = Number.isFinite(value) ? Math.sign(value) * bound : 0
    changed++
  }
  return changed
}
