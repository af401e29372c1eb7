/** Full scale, as the largest 16-bit number is not quite 1. */
const FULL_SCALE = 0.9985
const SHORTEST_RUN = 3
/** What was cut flat is flat; a wave that only reaches the top is round. */
const FLAT_WITHIN = 0.0002

/**
 * Counts samples in runs at full scale, of one channel: what a recorder leaves that was turned up
 * too high. A lossy file of such a sound is not flat any more, but goes beyond full scale.
 */
export class Clipping {
  samples = 0
  private run = 0
  private lowest = 0
  private highest = 0
  private side = 0

  add(samples: Float32Array): void {
    for (let at = 0; at < samples.length; at++) {
      const value = samples[at] ?? 0
      if (value < FULL_SCALE && value > -FULL_SCALE) {
        if (this.run > 0) this.endRun()
      } else {
        this.grow(value)
      }
    }
  }

  /** The sound ends here. */
  end(): number {
    this.endRun()
    return this.samples
  }

  private grow(value: number): void {
    const side = Math.sign(value)
    const height = Math.abs(value)
    if (this.run > 0 && side !== this.side) this.endRun()
    this.lowest = this.run === 0 ? height : Math.min(this.lowest, height)
    this.highest = this.run === 0 ? height : Math.max(this.highest, height)
    this.side = side
    this.run++
  }

  private endRun(): void {
    const isFlat = this.highest - this.lowest <= FLAT_WITHIN
    if (this.run >= SHORTEST_RUN && (isFlat || this.highest > 1)) this.samples += this.run
    this.run = 0
  }
}
