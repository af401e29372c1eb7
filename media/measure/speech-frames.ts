/** Frames a second, and how long a frame is, at the rate that a telephone keeps. */
export const FRAMES_PER_SECOND = 50
const RATE = 8000
const HOP = RATE / FRAMES_PER_SECOND
const LENGTH = 2 * HOP
/** From 48 kHz. */
const DECIMATION = 6
const TAPS = 48
/** Pitch is looked for at half the rate: between 65 and 400 Hz. */
const SHORTEST_LAG = 10
const LONGEST_LAG = 61

/** What 40 ms of sound are like. */
export type Frame = Readonly<{
  /** dBFS. */
  level: number
  /** How periodic it is, 0 to 1. */
  voicing: number
  /** Hz, where it is periodic at all. */
  pitch: number
  /** How much of it is high: −1 for a hum, above 0 for a hiss. */
  brightness: number
}>

/** Windowed sinc at 3.5 kHz, so that nothing folds back below. */
const lowPass = Float64Array.from({ length: TAPS }, (_, tap) => {
  const distance = tap - (TAPS - 1) / 2
  const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * distance) / TAPS)
  const cut = 3500 / 48_000
  return (
    (2 * cut * window * Math.sin(2 * Math.PI * cut * distance)) / (2 * Math.PI * cut * distance)
  )
})

/** Cuts 48 kHz sound into frames at telephone rate. */
export class FrameCutter {
  private pending = new Float32Array(0)
  private low = new Float32Array(0)
  private readonly half = new Float32Array(LENGTH / 2)

  cut(block: Float32Array, give: (frame: Frame) => void): void {
    this.low = concat(this.low, this.decimate(block))
    let from = 0
    for (; from + LENGTH <= this.low.length; from += HOP) give(this.describe(from))
    this.low = this.low.slice(from)
  }

  private decimate(block: Float32Array): Float32Array {
    const samples = concat(this.pending, block)
    const count = Math.max(0, Math.floor((samples.length - TAPS) / DECIMATION) + 1)
    const low = new Float32Array(count)
    for (let index = 0; index < count; index++) {
      const first = index * DECIMATION
      let sum = 0
      for (let tap = 0; tap < TAPS; tap++) sum += (samples[first + tap] ?? 0) * (lowPass[tap] ?? 0)
      low[index] = sum
    }
    this.pending = samples.slice(count * DECIMATION)
    return low
  }

  private describe(from: number): Frame {
    const { low, half } = this
    let squares = 1e-12
    let steps = 1e-12
    for (let at = 0; at < LENGTH; at++) {
      const value = low[from + at] ?? 0
      const before = at === 0 ? value : (low[from + at - 1] ?? 0)
      squares += value * value
      steps += (value - before) ** 2
    }
    for (let at = 0; at < half.length; at++) {
      half[at] = (low[from + 2 * at] ?? 0) + (low[from + 2 * at + 1] ?? 0)
    }
    const { voicing, lag } = findPeriod(half)
    return {
      level: 10 * Math.log10(squares / LENGTH),
      voicing,
      pitch: RATE / 2 / lag,
      brightness: Math.log10(steps / squares),
    }
  }
}

function findPeriod(samples: Float32Array): Readonly<{ voicing: number; lag: number }> {
  const energies = runningEnergies(samples)
  const likeness = new Float64Array(LONGEST_LAG + 2)
  let best = 0
  let bestLag = SHORTEST_LAG
  for (let lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG + 1; lag++) {
    const alike = likenessAt(samples, energies, lag)
    likeness[lag] = alike
    // A period's double is as alike; the shortest that is nearly best is the period.
    if (alike > best * 1.06 && lag >= SHORTEST_LAG && lag <= LONGEST_LAG) {
      best = alike
      bestLag = lag
    }
  }
  return { voicing: best, lag: bestLag + vertex(likeness, bestLag) }
}

function runningEnergies(samples: Float32Array): Float64Array {
  const energies = new Float64Array(samples.length + 1)
  let sum = 1e-12
  for (let at = 0; at < samples.length; at++) {
    energies[at] = sum
    sum += (samples[at] ?? 0) ** 2
  }
  energies[samples.length] = sum
  return energies
}

function likenessAt(samples: Float32Array, energies: Float64Array, lag: number): number {
  let product = 0
  for (let at = lag; at < samples.length; at++) {
    product += (samples[at] ?? 0) * (samples[at - lag] ?? 0)
  }
  const late = (energies[samples.length] ?? 0) - (energies[lag] ?? 0)
  return product / Math.sqrt(late * (energies[samples.length - lag] ?? 0) + 1e-20)
}

/** Where the parabola through three values peaks, from the middle one: −0.5 to 0.5. */
function vertex(values: Float64Array, at: number): number {
  const before = values[at - 1] ?? 0
  const here = values[at] ?? 0
  const after = values[at + 1] ?? 0
  const bend = before - 2 * here + after
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)))
}

function concat(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
