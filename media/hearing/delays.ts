import { Fft } from './fft.ts'
import { BINS, FIRST_BIN, type Spectra } from './spectra.ts'

/** Steps of 256 ms, each of which sees half a second. */
export const HOPS_A_STEP = 8
const SEEN = 7
/** How long whitening remembers, in hops either way. */
const LEVEL = 50
/** Lags between samples: this many to one; and how far they go, 24 ms. */
export const FINE = 2
const SIZE = 256 * FINE
const LAG_REACH = 96 * FINE
const LAGS = 2 * LAG_REACH + 1
const fft = new Fft(SIZE)

/** Likeness of reference and recording, a row of lags each step, in standard deviations of chance. */
export type LagMap = Readonly<{ steps: number; values: Float32Array }>

/** Where they agree: a straight line, and how far each step lies off it; in 1/FINE samples. */
export type Delays = Readonly<{
  at: Float64Array
  off: Int16Array
  /** Standard deviations on the way. */
  strength: Float32Array
}>

let memory = new Float32Array(0)

/** The map is good until the next is made. */
export function mapLags(spectra: Spectra): LagMap {
  const { x, y, hops } = spectra
  const steps = Math.ceil(hops / HOPS_A_STEP)
  if (memory.length < steps * LAGS) memory = new Float32Array(steps * LAGS)
  const values = memory.subarray(0, steps * LAGS)
  const own = new Float64Array(BINS)
  const other = new Float64Array(BINS)
  const add = (hop: number, sign: number) => {
    if (hop < 0 || hop >= hops) return
    for (let bin = 0, i = hop * BINS * 2; bin < BINS; bin++, i += 2) {
      const xr = x[i] as number
      const xi = x[i + 1] as number
      const yr = y[i] as number
      const yi = y[i + 1] as number
      own[bin] = (own[bin] as number) + sign * (xr * xr + xi * xi)
      other[bin] = (other[bin] as number) + sign * (yr * yr + yi * yi)
    }
  }
  let next = 0
  let gone = 0
  const re = new Float64Array(SIZE)
  const im = new Float64Array(SIZE)
  for (let step = 0; step < steps; step++) {
    const middle = step * HOPS_A_STEP
    for (; next <= middle + LEVEL; next++) add(next, 1)
    for (; gone < middle - LEVEL; gone++) add(gone, -1)
    const isSecond = step % 2 === 1
    if (!isSecond) {
      re.fill(0)
      im.fill(0)
    }
    for (let bin = 0; bin < BINS; bin++) {
      let ar = 0
      let ai = 0
      const last = Math.min(hops - 1, middle + SEEN)
      for (let hop = Math.max(0, middle - SEEN); hop <= last; hop++) {
        const i = (hop * BINS + bin) * 2
        const xr = x[i] as number
        const xi = x[i + 1] as number
        const yr = y[i] as number
        const yi = y[i + 1] as number
        ar += xr * yr + xi * yi
        ai += xr * yi - xi * yr
      }
      const scale = 1 / Math.sqrt((own[bin] as number) * (other[bin] as number) + 1e-12)
      ar *= scale
      ai *= scale
      const k = FIRST_BIN + bin
      const m = SIZE - k
      // The first of two steps comes out as the real part, the second as the imaginary one.
      if (isSecond) {
        re[k] = (re[k] as number) - ai
        im[k] = (im[k] as number) + ar
        re[m] = (re[m] as number) + ai
        im[m] = (im[m] as number) + ar
      } else {
        re[k] = ar
        im[k] = ai
        re[m] = ar
        im[m] = -ai
      }
    }
    if (!isSecond && step + 1 < steps) continue
    fft.inverse(re, im)
    const first = isSecond ? step - 1 : step
    for (let lag = -LAG_REACH; lag <= LAG_REACH; lag++) {
      const from = (lag + SIZE) % SIZE
      values[first * LAGS + lag + LAG_REACH] = re[from] as number
      if (isSecond) values[step * LAGS + lag + LAG_REACH] = im[from] as number
    }
  }
  scaleToChance(values)
  return { steps, values }
}

const LEAST = -3
const MOST = 20

function scaleToChance(values: Float32Array): void {
  const sample = Float32Array.from({ length: Math.ceil(values.length / 61) }, (_, i) =>
    Math.abs(values[i * 61] as number),
  ).sort()
  const scale = 1 / (1.48 * (sample[sample.length >> 1] ?? 1) + 1e-12)
  for (let row = 0; row < values.length; row += LAGS) {
    let most = 0
    for (let i = row; i < row + LAGS; i++) most = Math.max(most, values[i] as number)
    // No step counts for more than MOST; and its peak stays a peak.
    const own = Math.min(scale, MOST / (most + 1e-12))
    for (let i = row; i < row + LAGS; i++) values[i] = Math.max(LEAST, (values[i] as number) * own)
  }
}

/** Of the lags together that the first, coarse search takes. */
const COARSE = 4
/** Half the change of lag from a step to the next that is tried: 250 ppm. */
const STEEPEST = 0.5
/** What it costs to leave a line for another place, in standard deviations. */
const LEAP = 30
/** A shorter one (2 ms) is another wave of the same tone. */
const LEAST_LEAP = 16

/** Steps of a section (8 s) by which alone a speed is looked for, and its steepest: 1,500 ppm. */
const SECTION = 31
const STEEP = 3

/** How much the lag changes from step to step, by the section that says so most clearly. */
export function steepest({ steps, values }: LagMap): number {
  const length = Math.min(SECTION, steps)
  const { pooled, width } = pool(values, steps)
  let best = { slope: 0, sum: 0 }
  const sums = new Float32Array(width)
  const step = COARSE / length
  const turns = Math.ceil(STEEP / step)
  for (let from = 0; from + length <= steps; from += SECTION >> 1) {
    for (let turn = -turns; turn <= turns; turn++) {
      const slope = turn * step
      sums.fill(0)
      for (let s = 0; s < length; s++)
        addRow(sums, pooled, (from + s) * width, Math.round((slope * (s - length / 2)) / COARSE))
      const sum = sums.reduce((a, b) => Math.max(a, b))
      if (sum > best.sum) best = { slope, sum }
    }
  }
  return best.slope
}

function pool(values: Float32Array, steps: number) {
  const width = Math.floor(LAGS / COARSE)
  const pooled = new Float32Array(steps * width)
  for (let s = 0; s < steps; s++) {
    for (let c = 0; c < width; c++) {
      let most = LEAST
      for (let i = 0; i < COARSE; i++)
        most = Math.max(most, values[s * LAGS + c * COARSE + i] as number)
      pooled[s * width + c] = most
    }
  }
  return { pooled, width }
}

function addRow(sums: Float32Array, pooled: Float32Array, row: number, shift: number): void {
  const to = Math.min(sums.length, sums.length - shift)
  for (let c = Math.max(0, -shift); c < to; c++)
    sums[c] = (sums[c] as number) + (pooled[row + shift + c] as number)
}

export function findDelays(map: LagMap): Delays {
  const { steps } = map
  const coarse = coarseLine(map)
  const line = fineLine(map, coarse)
  const middle = (steps - 1) / 2
  const at = Float64Array.from({ length: steps }, (_, s) => line.lag + line.slope * (s - middle))
  const { off, strength } = leaps(map, at)
  return { at, off, strength }
}

type Slanted = Readonly<{ lag: number; slope: number; sum: number }>

function coarseLine({ steps, values }: LagMap): Slanted {
  const { pooled, width } = pool(values, steps)
  const middle = (steps - 1) / 2
  const sums = new Float32Array(width)
  let best: Slanted = { lag: 0, slope: 0, sum: Number.NEGATIVE_INFINITY }
  const step = COARSE / Math.max(1, steps)
  const turns = Math.ceil(STEEPEST / step)
  for (let turn = -turns; turn <= turns; turn++) {
    const slope = turn * step
    sums.fill(0)
    for (let s = 0; s < steps; s++)
      addRow(sums, pooled, s * width, Math.round((slope * (s - middle)) / COARSE))
    for (let c = 0; c < width; c++) {
      if ((sums[c] as number) <= best.sum) continue
      best = {
        lag: c * COARSE + (COARSE - 1) / 2 - LAG_REACH,
        slope,
        sum: sums[c] as number,
      }
    }
  }
  return best
}

function fineLine({ steps, values }: LagMap, coarse: Slanted): Slanted {
  const middle = (steps - 1) / 2
  let best = { ...coarse, sum: Number.NEGATIVE_INFINITY }
  const step = 1 / Math.max(1, steps)
  for (let turn = -COARSE; turn <= COARSE; turn++) {
    const slope = coarse.slope + turn * step
    for (let lag = Math.floor(coarse.lag - COARSE); lag <= coarse.lag + COARSE + 1; lag++) {
      let sum = 0
      for (let s = 0; s < steps; s++) {
        const at = Math.round(lag + slope * (s - middle)) + LAG_REACH
        if (at >= 0 && at < LAGS) sum += values[s * LAGS + at] as number
      }
      if (sum > best.sum) best = { lag, slope, sum }
    }
  }
  return best
}

/** The way through the lags, along the line or beside it, that is worth its leaps. */
function leaps({ steps, values }: LagMap, line: Float64Array) {
  const came = new Int16Array(steps * LAGS)
  const score = new Float64Array(LAGS)
  const row = new Float32Array(LAGS)
  for (let s = 0; s < steps; s++) {
    const top = highest(score)
    const leapt = (score[top] as number) - LEAP
    fillRow(values, s, Math.round(line[s] as number), row)
    for (let i = 0; i < LAGS; i++) {
      const isLeap = leapt > (score[i] as number) && Math.abs(top - i) >= LEAST_LEAP
      came[s * LAGS + i] = isLeap ? top : i
      score[i] = (isLeap ? leapt : (score[i] as number)) + (row[i] as number)
    }
  }
  let state = highest(score)
  const off = new Int16Array(steps)
  const strength = new Float32Array(steps)
  for (let s = steps - 1; s >= 0; s--) {
    fillRow(values, s, Math.round(line[s] as number), row)
    off[s] = state - LAG_REACH
    strength[s] = row[state] as number
    state = came[s * LAGS + state] as number
  }
  return { off, strength }
}

function highest(score: Float64Array): number {
  let top = 0
  for (let i = 1; i < score.length; i++) if ((score[i] as number) > (score[top] as number)) top = i
  return top
}

/** What each place off the line is worth: the best of three lags. */
function fillRow(values: Float32Array, step: number, line: number, row: Float32Array): void {
  const base = step * LAGS
  for (let i = 0; i < LAGS; i++) {
    const at = i + line
    if (at < 1 || at >= LAGS - 1) {
      row[i] = LEAST
      continue
    }
    const here = values[base + at] as number
    const before = values[base + at - 1] as number
    const after = values[base + at + 1] as number
    const most = before > here ? before : here
    row[i] = after > most ? after : most
  }
}
