/** Most columns of the picture; there are at least half as many. */
const MOST_COLUMNS = 4_000
/** Samples of a column at first: 16 ms at 8 kHz. */
const FIRST_COLUMN = 128

/**
 * Draws a recording of unknown length as it comes, in memory that does not grow: when the columns are
 * full, each two become one.
 */
export class RecordingPicture {
  readonly #rate: number
  #lowest = new Float32Array(MOST_COLUMNS)
  #highest = new Float32Array(MOST_COLUMNS)
  #columnSamples = FIRST_COLUMN
  #samples = 0
  #second = 0
  #loudest = 0

  /** @param rate samples per second */
  constructor(rate: number) {
    this.#rate = rate
  }

  /** Samples of −1…1. */
  add(chunk: Float32Array): void {
    for (const value of chunk) {
      if (this.#samples === MOST_COLUMNS * this.#columnSamples) this.#halve()
      const column = Math.floor(this.#samples / this.#columnSamples)
      if (value < (this.#lowest[column] as number)) this.#lowest[column] = value
      if (value > (this.#highest[column] as number)) this.#highest[column] = value
      this.#samples++
      this.#second += value * value
      if (this.#samples % this.#rate === 0) this.#endSecond(this.#rate)
    }
  }

  milliseconds(): number {
    return Math.floor((this.#samples * 1000) / this.#rate)
  }

  /** Mean square of the loudest second; of all of it, if it is shorter. */
  loudestPower(): number {
    return this.#samples < this.#rate ? this.#second / Math.max(1, this.#samples) : this.#loudest
  }

  /** Pairs of −128…127, each for as long a piece of the recording; none for nothing. */
  peaks(): number[] {
    const columns = Math.ceil(this.#samples / this.#columnSamples)
    return Array.from({ length: columns }, (_, column) => [
      toByte(this.#lowest[column] as number),
      toByte(this.#highest[column] as number),
    ]).flat()
  }

  #endSecond(samples: number): void {
    this.#loudest = Math.max(this.#loudest, this.#second / samples)
    this.#second = 0
  }

  #halve(): void {
    for (let column = 0; column < MOST_COLUMNS / 2; column++) {
      const pair = [2 * column, 2 * column + 1] as const
      this.#lowest[column] = Math.min(...pair.map((at) => this.#lowest[at] as number))
      this.#highest[column] = Math.max(...pair.map((at) => this.#highest[at] as number))
    }
    this.#lowest.fill(0, MOST_COLUMNS / 2)
    this.#highest.fill(0, MOST_COLUMNS / 2)
    this.#columnSamples *= 2
  }
}

function toByte(value: number): number {
  return Math.max(-128, Math.min(127, Math.round(value * 127)))
}
