import { BANDS, BandMeter, HOP } from './bands.ts'
import { whiten } from './whiten.ts'

/** A stretch of a recording as the matcher sees it: a frame every 16 ms, 32 bands a frame. */
export type Sound = Readonly<{
  frames: number
  energies: Float32Array
  /** The same without horn, distance and level. */
  features: Float32Array
  /** Its wave at 4 kHz, if it is kept. */
  wave?: Int8Array
}>

/** A bulletin as the matcher keeps it, a third as large. */
export type ReferenceSound = Readonly<{
  frames: number
  /** As those of a recording, this many to one: FEATURE_UNIT. */
  features: Int8Array
  /** Energy of all bands together. */
  loudness: Float32Array
}>

/** Features lie between −2 and 2.5. */
export const FEATURE_UNIT = 50

/**
 * Noise lifts the valleys of a spectrum and leaves its peaks. So references are flattened where they
 * are below their mean already, recordings a little less: of floors from −23 dB to 0 dB these found
 * most at −10 dB and in 10 s clips (test/bench/hearing.md).
 */
const REFERENCE_FLOOR = 1
const RECORDING_FLOOR = 0.5

/** What is known of a bulletin while it is made ready. */
export function measureReference(samples: Float32Array): Sound {
  const meter = new EnergyLog(Math.ceil(samples.length / HOP))
  meter.push(samples)
  meter.end()
  const frames = Math.min(meter.frames, Math.ceil(samples.length / HOP))
  const energies = meter.read(0, frames)
  const features = whiten(energies, frames, REFERENCE_FLOOR, new Float32Array(energies.length))
  return { frames, energies, features }
}

/** What is kept of it. */
export function referenceSound({ frames, energies, features }: Sound): ReferenceSound {
  const loudness = new Float32Array(frames)
  const kept = new Int8Array(features.length)
  for (let i = 0; i < kept.length; i++) {
    const frame = Math.floor(i / BANDS)
    loudness[frame] = (loudness[frame] as number) + (energies[i] as number)
    kept[i] = Math.round((features[i] as number) * FEATURE_UNIT)
  }
  return { frames, features: kept, loudness }
}

/** @param room at least as large as the energies; the features are written there */
export function recordingSound(energies: Float32Array, room: Float32Array): Sound {
  const frames = energies.length / BANDS
  const features = whiten(energies, frames, RECORDING_FLOOR, room.subarray(0, energies.length))
  return { frames, energies, features }
}

/** A chunk of sound is up to so many frames more than were asked for. */
const SLACK = 520

/** Band energies of everything pushed, until they are dropped. */
export class EnergyLog {
  #energies = new Float32Array(4096 * BANDS)
  readonly #most: number
  #length = 0
  readonly #meter = new BandMeter((pair) => {
    if (this.#length + pair.length > this.#energies.length) {
      const size = this.#energies.length
      const larger = new Float32Array(
        size < this.#most ? Math.min(2 * size, this.#most) : 1.3 * size,
      )
      larger.set(this.#energies)
      this.#energies = larger
    }
    this.#energies.set(pair, this.#length)
    this.#length += pair.length
  })

  /** @param frames how many it will hold at most, as far as is known */
  constructor(frames: number) {
    this.#most = (frames + SLACK) * BANDS
  }

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
