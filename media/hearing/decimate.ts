import { roomFor } from './downmix.ts'

/** Zero crossings of the low-pass filter on each side, at the lower rate. */
const CROSSINGS = 8

/**
 * Lowers the rate by a whole number; feed it chunks of any size. The filter falls to a half at half
 * the lower rate, so what folds back lies above 3.7 of 4 kHz, where nothing is listened to.
 */
export class Decimator {
  readonly #ratio: number
  readonly #reach: number
  readonly #middle: number
  /** Taps of one side but those a whole period away, which are zero, and how far away they are. */
  readonly #taps: Float64Array
  readonly #away: Int32Array
  /** What earlier samples left, and the new ones behind it. */
  #all: Float32Array<ArrayBuffer>
  #held: number
  #out = new Float32Array(0)
  /** Where in `held` the next output's centre lies. */
  #centre: number

  constructor(ratio: number) {
    this.#ratio = ratio
    const reach = CROSSINGS * ratio
    const tap = (k: number) => {
      const x = k / ratio
      const sinc = k === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      const blackman =
        0.42 + 0.5 * Math.cos((Math.PI * k) / reach) + 0.08 * Math.cos((2 * Math.PI * k) / reach)
      return (sinc * blackman) / ratio
    }
    this.#reach = reach
    this.#middle = tap(0)
    this.#away = Int32Array.from(Array(reach).keys()).filter((k) => k % ratio > 0)
    this.#taps = Float64Array.from(this.#away, tap)
    this.#all = new Float32Array(reach)
    this.#held = reach
    this.#centre = reach
  }

  /** What it returns is good until the next call. */
  push(samples: Float32Array): Float32Array {
    const ratio = this.#ratio
    if (ratio === 1) return samples
    const length = this.#held + samples.length
    if (this.#all.length < length) {
      const larger = new Float32Array(length)
      larger.set(this.#all.subarray(0, this.#held))
      this.#all = larger
    }
    const all = this.#all
    all.set(samples, this.#held)
    const reach = this.#reach
    const count = Math.max(0, Math.floor((length - reach - this.#centre) / ratio) + 1)
    this.#out = roomFor(this.#out, count)
    const out = this.#out
    const [middle, taps, away] = [this.#middle, this.#taps, this.#away]
    for (let i = 0, centre = this.#centre; i < count; i++, centre += ratio) {
      let sum = middle * (all[centre] as number)
      for (let t = 0; t < taps.length; t++) {
        const k = away[t] as number
        sum += (taps[t] as number) * ((all[centre - k] as number) + (all[centre + k] as number))
      }
      out[i] = sum
    }
    const next = this.#centre + count * ratio
    all.copyWithin(0, next - reach, length)
    this.#held = length - (next - reach)
    this.#centre = reach
    return out.subarray(0, count)
  }

  /** What the last samples still owe. */
  end(): Float32Array {
    return this.#ratio === 1 ? new Float32Array(0) : this.push(new Float32Array(this.#reach))
  }
}
