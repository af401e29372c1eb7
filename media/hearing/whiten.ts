import { BANDS } from './bands.ts'

/** A second around each frame, and fifteen bands around each band. */
const HALF_SECOND = 31
const HALF_BANDS = 7
/** What the rounding of 16-bit samples puts into a band; below it there is nothing to hear. */
const SILENCE = 1e-7

/**
 * What is left of band energies when horn, distance and level are taken away: the logarithm, less
 * its mean over the second around, less the mean of the bands around, in units of the second's own
 * spread, clipped. `frames · BANDS` values, frame by frame; silence gives zeros. Below `floor` times a
 * band's mean energy nothing is told apart. They are written into `logs`, which is returned.
 */
export function whiten(
  energies: Float32Array,
  frames: number,
  floor: number,
  logs: Float32Array,
): Float32Array {
  logarithms(energies, frames, floor, logs)
  subtractSlowMean(logs, frames)
  subtractBandMean(logs, frames)
  scaleBySpread(logs, frames)
  return logs
}

function logarithms(
  energies: Float32Array,
  frames: number,
  floor: number,
  logs: Float32Array,
): void {
  const mean = new Float64Array(BANDS)
  for (let i = 0, end = frames * BANDS; i < end; i++) {
    const band = i & (BANDS - 1)
    mean[band] = (mean[band] as number) + (energies[i] as number)
  }
  const least = mean.map((sum) => SILENCE + (floor * sum) / Math.max(1, frames))
  for (let i = 0, end = frames * BANDS; i < end; i++) {
    logs[i] = Math.log((energies[i] as number) + (least[i & (BANDS - 1)] as number))
  }
}

/** Running means over what is there of the second around. */
function subtractSlowMean(logs: Float32Array, frames: number): void {
  const history = new Float32Array((HALF_SECOND + 1) * BANDS)
  const sum = new Float64Array(BANDS)
  const add = (frame: number, sign: number, from: Float32Array, at: number) => {
    if (frame < 0 || frame >= frames) return 0
    for (let b = 0; b < BANDS; b++) sum[b] = (sum[b] as number) + sign * (from[at + b] as number)
    return sign
  }
  let count = 0
  for (let frame = 0; frame < HALF_SECOND; frame++) count += add(frame, 1, logs, frame * BANDS)
  for (let frame = 0; frame < frames; frame++) {
    // What leaves the window was already changed in place, so its old self is kept in a ring.
    const leaving = frame - HALF_SECOND - 1
    count += add(frame + HALF_SECOND, 1, logs, (frame + HALF_SECOND) * BANDS)
    count += add(leaving, -1, history, (frame % (HALF_SECOND + 1)) * BANDS)
    const slot = (frame % (HALF_SECOND + 1)) * BANDS
    for (let b = 0; b < BANDS; b++) {
      const value = logs[frame * BANDS + b] as number
      history[slot + b] = value
      logs[frame * BANDS + b] = value - (sum[b] as number) / count
    }
  }
}

function subtractBandMean(logs: Float32Array, frames: number): void {
  const sums = new Float64Array(BANDS + 2 * HALF_BANDS + 1)
  for (let frame = 0; frame < frames; frame++) {
    const at = frame * BANDS
    // Beyond the outermost bands they repeat themselves.
    for (let i = 0; i < BANDS + 2 * HALF_BANDS; i++) {
      const band = Math.min(BANDS - 1, Math.max(0, i - HALF_BANDS))
      sums[i + 1] = (sums[i] as number) + (logs[at + band] as number)
    }
    for (let b = 0; b < BANDS; b++) {
      const around = (sums[b + 2 * HALF_BANDS + 1] as number) - (sums[b] as number)
      logs[at + b] = (logs[at + b] as number) - around / (2 * HALF_BANDS + 1)
    }
  }
}

function scaleBySpread(logs: Float32Array, frames: number): void {
  const squares = new Float64Array(frames + 1)
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0
    for (let b = 0; b < BANDS; b++) sum += (logs[frame * BANDS + b] as number) ** 2
    squares[frame + 1] = (squares[frame] as number) + sum / BANDS
  }
  for (let frame = 0; frame < frames; frame++) {
    const from = Math.max(0, frame - HALF_SECOND)
    const to = Math.min(frames, frame + HALF_SECOND + 1)
    const power = ((squares[to] as number) - (squares[from] as number)) / (to - from)
    const scale = 1 / (Math.sqrt(Math.max(0, power)) + 0.05)
    for (let b = 0; b < BANDS; b++) {
      const i = frame * BANDS + b
      logs[i] = Math.min(2.5, Math.max(-2, (logs[i] as number) * scale))
    }
  }
}
