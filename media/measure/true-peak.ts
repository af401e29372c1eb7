import { HIGHEST_OVERSHOOT, peakBetween, REACH } from './oversampling.ts'

/** Samples judged at once: long enough to be quick, short enough to skip most of a sound. */
const STRETCH = 32

/**
 * Highest true peak of one channel after ITU-R BS.1770. Only where samples are high enough to hold
 * a new highest peak between them is anything computed, which is almost nowhere.
 */
export class TruePeak {
  /** Highest so far, 1 being full scale. */
  highest = 0
  private kept = new Float32Array(0)

  add(samples: Float32Array): void {
    const known = this.kept.length
    const all = new Float32Array(known + samples.length)
    all.set(this.kept)
    all.set(samples, known)
    const last = all.length - REACH
    for (let from = Math.min(known, REACH); from < last; from += STRETCH) {
      this.look(all, from, Math.min(last, from + STRETCH))
    }
    this.kept = all.slice(Math.max(0, all.length - 2 * REACH))
  }

  /** The sound ends here; says the highest peak in dBTP. */
  end(): number {
    this.add(new Float32Array(2 * REACH))
    return 20 * Math.log10(this.highest)
  }

  private look(samples: Float32Array, from: number, to: number): void {
    let highest = 0
    for (let at = Math.max(0, from - REACH); at < to + REACH; at++) {
      const height = Math.abs(samples[at] ?? 0)
      if (height > highest) highest = height
    }
    if (highest * HIGHEST_OVERSHOOT <= this.highest) return
    for (let at = from; at < to; at++) {
      const height = Math.abs(samples[at] ?? 0)
      if (height > this.highest) this.highest = height
      const between = peakBetween(samples, at)
      if (between > this.highest) this.highest = between
    }
  }
}
