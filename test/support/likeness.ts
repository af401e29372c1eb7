import { SAMPLE_RATE } from '../../playout/contract/time.ts'

/**
 * How alike the loudness contours of two recordings are where they fit best, −1…1: enough to tell
 * whether one holds the other's speech, whatever codec lay between.
 */
export function likeness(wanted: Float32Array, heard: Float32Array): number {
  const a = contour(wanted)
  const b = contour(heard)
  let best = -1
  for (let shift = 0; shift + a.length <= b.length; shift++)
    best = Math.max(best, correlation(a, b.subarray(shift, shift + a.length)))
  return best
}

/** Level of each 20 ms, in dB above silence. */
function contour(samples: Float32Array): Float32Array {
  const step = SAMPLE_RATE / 50
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    let sum = 0
    for (const sample of samples.subarray(index * step, (index + 1) * step)) sum += sample * sample
    return Math.max(0, 60 + 10 * Math.log10(sum / step + 1e-9))
  })
}

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [(a[index] ?? 0) - meanA, (b[index] ?? 0) - meanB]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb || 1)
}
