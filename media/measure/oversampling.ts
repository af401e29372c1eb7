/** Samples on each side that count when a value between two samples is computed. */
export const REACH = 12
const TAPS = 2 * REACH
/** How many points are looked at between two samples, the first sample included. */
const FACTOR = 4

/** Windowed sinc for each point between two samples. */
const phases: readonly Float64Array[] = [1, 2, 3].map((phase) => {
  const taps = Float64Array.from({ length: TAPS }, (_, tap) => {
    const distance = tap - (REACH - 1) - phase / FACTOR
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (REACH + 0.5))
    return (window * Math.sin(Math.PI * distance)) / (Math.PI * distance)
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
})

/** No value between samples is more than this many times the highest sample around it. */
export const HIGHEST_OVERSHOOT = Math.max(
  ...phases.map((taps) => taps.reduce((total, tap) => total + Math.abs(tap), 0)),
)

const [QUARTER, HALF, THREE_QUARTERS] = phases as [Float64Array, Float64Array, Float64Array]

/**
 * Highest absolute value between samples `at` and `at + 1`, looked at four times as often as they
 * come. Reads `REACH` samples on either side, which must be there.
 */
export function peakBetween(samples: Float32Array, at: number): number {
  let one = 0
  let two = 0
  let three = 0
  const first = at - REACH + 1
  for (let tap = 0; tap < TAPS; tap++) {
    const sample = samples[first + tap] ?? 0
    one += sample * (QUARTER[tap] ?? 0)
    two += sample * (HALF[tap] ?? 0)
    three += sample * (THREE_QUARTERS[tap] ?? 0)
  }
  return Math.max(Math.abs(one), Math.abs(two), Math.abs(three))
}
