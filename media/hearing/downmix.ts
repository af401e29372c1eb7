/** A channel this far below the other (in energy) is a dead wire's hum. */
const DEAD = 0.01
/** How much of what was known of the channels is still believed a chunk later. */
const MEMORY = 0.9

/**
 * Two channels to one: their mean, or their difference where one is wired the wrong way round, or the
 * one that lives. Energies and likeness are remembered from chunk to chunk, so it does not flutter.
 */
export class Downmix {
  #left = 0
  #right = 0
  #both = 0
  #out = new Float32Array(0)

  /** `stereo` holds left and right in turn, as 16-bit numbers. What it returns is good until the next call. */
  mix(stereo: Int16Array): Float32Array {
    let left = 0
    let right = 0
    let both = 0
    for (let i = 0; i + 1 < stereo.length; i += 2) {
      const l = stereo[i] as number
      const r = stereo[i + 1] as number
      left += l * l
      right += r * r
      both += l * r
    }
    this.#left = MEMORY * this.#left + left
    this.#right = MEMORY * this.#right + right
    this.#both = MEMORY * this.#both + both
    const useLeft = this.#left >= DEAD * this.#right
    const useRight = this.#right >= DEAD * this.#left
    const share = (useLeft && useRight ? 0.5 : 1) / 32768
    const l = useLeft ? share : 0
    const r = useRight ? (useLeft && this.#both < 0 ? -share : share) : 0
    const count = stereo.length >> 1
    this.#out = roomFor(this.#out, count)
    for (let i = 0; i < count; i++) {
      this.#out[i] = l * (stereo[2 * i] as number) + r * (stereo[2 * i + 1] as number)
    }
    return this.#out.subarray(0, count)
  }
}

/** One channel, from 16-bit numbers. */
export class Mono {
  #out = new Float32Array(0)

  /** What it returns is good until the next call. */
  convert(samples: Int16Array): Float32Array {
    this.#out = roomFor(this.#out, samples.length)
    for (let i = 0; i < samples.length; i++) this.#out[i] = (samples[i] as number) / 32768
    return this.#out.subarray(0, samples.length)
  }
}

/** The same array if so much fits in. */
export function roomFor(
  array: Float32Array<ArrayBuffer>,
  length: number,
): Float32Array<ArrayBuffer> {
  return array.length < length ? new Float32Array(length) : array
}
