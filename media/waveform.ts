/** Columns of the waveform picture. */
const PEAK_PAIRS = 800

/** Draws a sound of known length as it comes: lowest and highest of each column. */
export class WaveformDrawing {
  private readonly samples: number
  private readonly lowest = new Int16Array(PEAK_PAIRS)
  private readonly highest = new Int16Array(PEAK_PAIRS)
  private index = 0

  constructor(samples: number) {
    this.samples = samples
  }

  /** A column may be less than one sample. */
  add(block: Int16Array): void {
    for (const value of block) {
      const place = Math.floor((this.index * PEAK_PAIRS) / this.samples)
      const column = Math.min(PEAK_PAIRS - 1, place)
      if (value < (this.lowest[column] ?? 0)) this.lowest[column] = value
      if (value > (this.highest[column] ?? 0)) this.highest[column] = value
      this.index++
    }
  }

  /** Pairs of −128…127. */
  peaks(): readonly number[] {
    const peaks: number[] = []
    for (let column = 0; column < PEAK_PAIRS; column++) {
      peaks.push((this.lowest[column] ?? 0) >> 8, (this.highest[column] ?? 0) >> 8)
    }
    return peaks
  }
}
