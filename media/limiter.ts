import { HIGHEST_OVERSHOOT, peakBetween, REACH } from './measure/oversampling.ts'

/** How long before a peak the level begins to give way, in samples at 48 kHz: 3 ms. */
const ATTACK = 144
/** How much of the way back the level goes with each sample: a time constant of 60 ms. */
const RELEASE = 1 - Math.exp(-1 / (0.06 * 48_000))
/** So near to no limiting that it is none. */
const RELEASED = 0.999
const STRETCH = 32

/**
 * Lets nothing pass above a ceiling, true peaks included: it looks ahead, gives way in time, and
 * comes back slowly. Where nothing is too high, samples pass untouched.
 */
export class Limiter {
  private readonly ceiling: number
  /** From `REACH` before the next sample to be given out. */
  private samples = new Float32Array(REACH)
  /** The level that each sample may have, from the next to be given out; 1 where it is low enough. */
  private allowed = new Float32Array(0)
  private level = 1
  /** The last levels, whose mean is what sounds: so it never jumps. */
  private readonly recent = new Float64Array(ATTACK + 1).fill(1)
  private recentAt = 0
  private isIdle = true
  private hasBegun = false

  /** @param ceiling 1 being full scale */
  constructor(ceiling: number) {
    this.ceiling = ceiling
  }

  /** Takes samples in, and gives those out whose future is known. */
  push(block: Float32Array): Float32Array {
    this.samples = concat(this.samples, block)
    const known = this.samples.length - 2 * REACH
    if (known > this.allowed.length) this.look(known)
    return this.give(Math.max(0, this.allowed.length - ATTACK))
  }

  /** The sound ends here: the rest of it. */
  end(): Float32Array {
    const rest = this.samples.length - REACH
    this.samples = concat(this.samples, new Float32Array(REACH))
    this.look(rest)
    this.allowed = concat(this.allowed, new Float32Array(ATTACK).fill(1))
    return this.give(rest)
  }

  /** Works out the allowed levels up to `known`. */
  private look(known: number): void {
    const allowed = new Float32Array(known).fill(1)
    allowed.set(this.allowed)
    for (let from = this.allowed.length; from < known; from += STRETCH) {
      const to = Math.min(known, from + STRETCH)
      if (highest(this.samples, from, to + 2 * REACH) * HIGHEST_OVERSHOOT <= this.ceiling) continue
      let before = peakBetween(this.samples, from + REACH - 1)
      for (let at = from; at < to; at++) {
        const after = peakBetween(this.samples, at + REACH)
        const peak = Math.max(before, after, Math.abs(this.samples[at + REACH] ?? 0))
        if (peak > this.ceiling) {
          allowed[at] = this.ceiling / peak
          this.isIdle = false
        }
        before = after
      }
    }
    this.allowed = allowed
  }

  private give(count: number): Float32Array {
    const given = this.samples.slice(REACH, REACH + count)
    if (!this.isIdle) this.limit(given)
    if (count > 0) this.hasBegun = true
    this.samples = this.samples.slice(count)
    this.allowed = this.allowed.slice(count)
    return given
  }

  private limit(given: Float32Array): void {
    const lowest = lowestAhead(this.allowed, given.length)
    if (!this.hasBegun) this.begin(lowest[0] ?? 1)
    let sum = this.recent.reduce((total, level) => total + level, 0)
    for (let at = 0; at < given.length; at++) {
      const target = lowest[at] ?? 1
      this.level = target < this.level ? target : this.level + (target - this.level) * RELEASE
      if (target === 1 && this.level > RELEASED) this.level = 1
      sum += this.level - (this.recent[this.recentAt] ?? 1)
      this.recent[this.recentAt] = this.level
      this.recentAt = (this.recentAt + 1) % this.recent.length
      given[at] = ((given[at] ?? 0) * sum) / this.recent.length
    }
    const waits = this.allowed.subarray(given.length).some((level) => level < 1)
    this.isIdle = !waits && this.recent.every((level) => level === 1)
  }

  /** A peak within the first samples leaves no time to give way: the sound begins at its level. */
  private begin(level: number): void {
    this.level = level
    this.recent.fill(level)
  }
}

/** Lowest of each value and the `ATTACK` after it, with the candidates kept in rising order. */
function lowestAhead(values: Float32Array, count: number): Float32Array {
  const lowest = new Float32Array(count)
  const candidates = new Int32Array(values.length)
  let head = 0
  let tail = 0
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 1
    while (tail > head && (values[candidates[tail - 1] ?? 0] ?? 1) >= value) tail--
    candidates[tail++] = at
    const first = at - ATTACK
    if (first < 0) continue
    if (first >= count) break
    while ((candidates[head] ?? 0) < first) head++
    lowest[first] = values[candidates[head] ?? 0] ?? 1
  }
  return lowest
}

function highest(samples: Float32Array, from: number, to: number): number {
  let most = 0
  for (let at = from; at < to; at++) {
    const height = Math.abs(samples[at] ?? 0)
    if (height > most) most = height
  }
  return most
}

function concat(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
