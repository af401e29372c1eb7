/** Steps of the measurement: a gating block is four of them, so that blocks overlap by 75 %. */
export const STEPS_PER_SECOND = 10
const STEPS_PER_BLOCK = 4
/** LUFS. */
const ABSOLUTE_GATE = -70
/** LU below the loudness of what passed the absolute gate. */
const RELATIVE_GATE = -10

/**
 * Integrated loudness in LUFS after EBU R 128, from the K-weighted mean square of every 100 ms
 * (channels already weighted and summed); −Infinity when nothing passes the absolute gate.
 */
export function integratedLoudness(steps: ArrayLike<number>): number {
  const blocks: number[] = []
  const least = powerOf(ABSOLUTE_GATE)
  for (let last = STEPS_PER_BLOCK - 1; last < steps.length; last++) {
    let sum = 0
    for (let back = 0; back < STEPS_PER_BLOCK; back++) sum += steps[last - back] ?? 0
    if (sum / STEPS_PER_BLOCK > least) blocks.push(sum / STEPS_PER_BLOCK)
  }
  if (blocks.length === 0) return Number.NEGATIVE_INFINITY
  const gate = mean(blocks) * 10 ** (RELATIVE_GATE / 10)
  return loudnessOf(mean(blocks.filter((power) => power > gate)))
}

/** LUFS of a K-weighted mean square. */
function loudnessOf(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function powerOf(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
