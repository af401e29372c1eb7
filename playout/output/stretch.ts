import type { PcmQueue } from './pcm-queue.ts'

/**
 * Plays a queue a few hundred millionths faster or slower, so that a sound card's own clock is
 * followed without anybody hearing it: a windowed sinc over 32 samples, in 1024 steps between two
 * samples (noise at −85 dB of a 1 kHz tone). At a step of 1 and no rest it hands on the very
 * samples that it is given.
 */
export type Stretch = Readonly<{
  /**
   * The next `count` samples, of which each stands `step` samples after the one before; fewer when
   * the queue runs out.
   */
  read(queue: PcmQueue, count: number, step: number): Int16Array
  /** How far between two samples of the queue it stands: 0 … 1. */
  rest(): number
  /** Forgets what came before; the next sample is the queue's first as it is. */
  reset(): void
}>

const HALF = 16
const TAPS = 2 * HALF
const PHASES = 1_024
/** Kaiser window: side lobes at −90 dB. */
const BETA = 8.6

let table: Float32Array | null = null

export function createStretch(): Stretch {
  let rest = 0
  const before = new Int16Array(HALF)
  let input = new Int16Array(0)

  return {
    rest: () => rest,
    reset: () => {
      rest = 0
      before.fill(0)
    },
    read: (queue, count, step) => {
      const needed = HALF + Math.floor(rest + count * step) + HALF + 1
      if (input.length < needed) input = new Int16Array(needed)
      input.set(before)
      const there = queue.peek(input.subarray(HALF, needed))
      // Beyond what waits there is silence for the filter, but no output.
      input.fill(0, HALF + there, needed)
      const end = Math.min(count, Math.ceil((there - rest) / step))
      if (end <= 0) return new Int16Array(0)
      const pcm = interpolate(input, rest, step, end)
      const reached = rest + end * step
      const used = Math.min(there, Math.floor(reached))
      rest = reached - used
      before.set(input.subarray(used, used + HALF))
      queue.drop(used)
      return pcm
    },
  }
}

/** Sample `i` of the result stands at `HALF + rest + i × step` of the input. */
function interpolate(input: Int16Array, rest: number, step: number, count: number): Int16Array {
  table ??= makeTable()
  const kernel = table
  const pcm = new Int16Array(count)
  for (let i = 0; i < count; i++) {
    const place = rest + i * step
    let whole = Math.floor(place)
    let phase = Math.round((place - whole) * PHASES)
    if (phase === PHASES) {
      phase = 0
      whole++
    }
    const first = whole + 1
    const row = phase * TAPS
    let sum = 0
    for (let tap = 0; tap < TAPS; tap++)
      sum += (input[first + tap] as number) * (kernel[row + tap] as number)
    pcm[i] = Math.max(-32_768, Math.min(32_767, Math.round(sum)))
  }
  return pcm
}

/** Row by row, the weights of the samples −15 … 16 around a place between samples 0 and 1. */
function makeTable(): Float32Array {
  const made = new Float32Array(PHASES * TAPS)
  for (let phase = 0; phase < PHASES; phase++)
    for (let tap = 0; tap < TAPS; tap++) {
      const distance = tap - HALF + 1 - phase / PHASES
      made[phase * TAPS + tap] = sinc(distance) * kaiser(distance / HALF)
    }
  return made
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA)
}

/** Modified Bessel function of the first kind, order 0, by its series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
