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

  /** `stereo` holds left and right in turn, as 16-bit numbers. */
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
    return Float32Array.from(
      { length: stereo.length >> 1 },
      (_, i) => l * (stereo[2 * i] as number) + r * (stereo[2 * i + 1] as number),
    )
  }
}

export function fromMono(samples: Int16Array): Float32Array {
  const out = new Float32Array(samples.length)
  for (let i = 0; i < samples.length; i++) out[i] = (samples[i] as number) / 32768
  return out
}
