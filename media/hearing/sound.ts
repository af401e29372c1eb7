import { BANDS, BandMeter, HOP } from './bands.ts'
import { coarsen } from './blocks.ts'
import { whiten } from './whiten.ts'

/** A stretch of sound as the matcher sees it: a frame every 16 ms, 32 bands a frame. */
export type Sound = Readonly<{
  frames: number
  energies: Float32Array
  /** The same without horn, distance and level. */
  features: Float32Array
  /** Features every 32 ms. */
  coarse: Float32Array
}>

/**
 * Noise lifts the valleys of a spectrum and leaves its peaks. So references are flattened where they
 * are below their mean already, recordings a little less: of floors from −23 dB to 0 dB these found
 * most at −10 dB and in 10 s clips (test/bench/hearing.md).
 */
const REFERENCE_FLOOR = 1
const RECORDING_FLOOR = 0.5

export function referenceSound(samples: Float32Array): Sound {
  const meter = new EnergyLog()
  meter.push(samples)
  meter.end()
  const frames = Math.min(meter.frames, Math.ceil(samples.length / HOP))
  // A copy, because the log keeps room for twice as much.
  return soundOf(meter.read(0, frames).slice(), frames, REFERENCE_FLOOR)
}

export function recordingSound(energies: Float32Array): Sound {
  return soundOf(energies, energies.length / BANDS, RECORDING_FLOOR)
}

function soundOf(energies: Float32Array, frames: number, floor: number): Sound {
  const features = whiten(energies, frames, floor)
  return { frames, energies, features, coarse: coarsen(features, frames) }
}

/** Band energies of everything pushed, until they are dropped. */
export class EnergyLog {
  #energies = new Float32Array(4096 * BANDS)
  #length = 0
  readonly #meter = new BandMeter((pair) => {
    if (this.#length + pair.length > this.#energies.length) {
      const larger = new Float32Array(this.#energies.length * 2)
      larger.set(this.#energies)
      this.#energies = larger
    }
    this.#energies.set(pair, this.#length)
    this.#length += pair.length
  })

  get frames(): number {
    return this.#length / BANDS
  }

  push(samples: Float32Array): void {
    this.#meter.push(samples)
  }

  end(): void {
    this.#meter.end()
  }

  /** A view; it is good until the next push. */
  read(from: number, to: number): Float32Array {
    return this.#energies.subarray(from * BANDS, to * BANDS)
  }

  drop(frames: number): void {
    this.#energies.copyWithin(0, frames * BANDS, this.#length)
    this.#length -= frames * BANDS
  }
}
