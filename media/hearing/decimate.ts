/** Zero crossings of the low-pass filter on each side, at the lower rate. */
const CROSSINGS = 8

/**
 * Lowers the rate by a whole number; feed it chunks of any size. The filter falls to a half at half
 * the lower rate, so what folds back lies above 3.7 of 4 kHz, where nothing is listened to.
 */
export class Decimator {
  readonly #ratio: number
  /** The middle tap and those of one side. */
  readonly #taps: Float64Array
  #held: Float32Array
  /** Where in `held` the next output's centre lies. */
  #centre: number

  constructor(ratio: number) {
    this.#ratio = ratio
    const reach = CROSSINGS * ratio
    this.#taps = Float64Array.from({ length: reach }, (_, k) => {
      const x = k / ratio
      const sinc = k === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      const blackman =
        0.42 + 0.5 * Math.cos((Math.PI * k) / reach) + 0.08 * Math.cos((2 * Math.PI * k) / reach)
      return (sinc * blackman) / ratio
    })
    this.#held = new Float32Array(reach)
    this.#centre = reach
  }

  push(samples: Float32Array): Float32Array {
    const ratio = this.#ratio
    if (ratio === 1) return samples
    const all = new Float32Array(this.#held.length + samples.length)
    all.set(this.#held)
    all.set(samples, this.#held.length)
    const reach = this.#taps.length
    const count = Math.max(0, Math.floor((all.length - reach - this.#centre) / this.#ratio) + 1)
    const out = new Float32Array(count)
    for (let i = 0, centre = this.#centre; i < count; i++, centre += this.#ratio) {
      let sum = (this.#taps[0] as number) * (all[centre] as number)
      for (let k = 1; k < reach; k++) {
        // Every tap a whole period away is zero; at twice the rate that is every second one.
        if (k % ratio === 0) continue
        sum +=
          (this.#taps[k] as number) * ((all[centre - k] as number) + (all[centre + k] as number))
      }
      out[i] = sum
    }
    const next = this.#centre + count * this.#ratio
    this.#held = all.slice(next - reach)
    this.#centre = reach
    return out
  }

  /** What the last samples still owe. */
  end(): Float32Array {
    return this.#ratio === 1 ? new Float32Array(0) : this.push(new Float32Array(this.#taps.length))
  }
}
