import { HOP } from './bands.ts'
import { Decimator } from './decimate.ts'

/**
 * Sound as the coherent look takes it: 4 kHz, where a voice has its strength and where telephones, horns
 * and wind leave the wave as it was; eight bits by the root of the amplitude, which keeps noise 25 dB
 * below sound of whatever level.
 */
export const WAVE_HOP = HOP / 2
const RATIO = 2

const TAPS = 8
const PHASES = 32

/** Amplitude of every byte. */
const DECODED = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = (byte << 24) >> 24
  return Math.sign(value) * (value / 127) ** 2
})

/** Root of every amplitude, as a byte without its sign. */
const LOUDEST = (1 << 16) - 1
const ENCODED = Uint8Array.from({ length: LOUDEST + 1 }, (_, x) =>
  Math.round(127 * Math.sqrt(x / LOUDEST)),
)

/** Windowed sinc between samples: [phase][tap]. */
const KERNEL = Float32Array.from({ length: PHASES * TAPS }, (_, i) => {
  const x = (i % TAPS) - TAPS / 2 + 1 - Math.floor(i / TAPS) / PHASES
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
  return sinc * Math.cos((Math.PI * x) / (TAPS + 1)) ** 2
})

/** `count` samples from `from` on, to `out` from `to` on. Beyond its ends there is silence. */
export function decodeWave(
  wave: Int8Array,
  from: number,
  out: Float64Array,
  to: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = from + i
    out[to + i] = at < 0 || at >= wave.length ? 0 : (DECODED[(wave[at] as number) & 255] as number)
  }
}

/** The same from between samples: the first at `from`, each `step` further. */
export function readWave(
  wave: Int8Array,
  from: number,
  step: number,
  out: Float64Array,
  to: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = from + i * step
    const base = Math.floor(at)
    const first = base - TAPS / 2 + 1
    if (first < 0 || first + TAPS > wave.length) {
      out[to + i] = 0
      continue
    }
    const kernel = Math.floor((at - base) * PHASES) * TAPS
    let sum = 0
    for (let tap = 0; tap < TAPS; tap++) {
      const byte = (wave[first + tap] as number) & 255
      sum += (KERNEL[kernel + tap] as number) * (DECODED[byte] as number)
    }
    out[to + i] = sum
  }
}

/** A chunk of sound is up to so many frames more than were asked for. */
const SLACK = 520

/** Collects samples at 8 kHz as a wave, until they are dropped. Its sample `i · WAVE_HOP` is frame `i`'s centre. */
export class WaveLog {
  readonly #decimator = new Decimator(RATIO)
  #bytes = new Int8Array(1 << 16)
  readonly #most: number
  #length = 0

  /** @param frames how many it will hold at most, as far as is known */
  constructor(frames: number) {
    this.#most = (frames + SLACK) * WAVE_HOP
  }

  push(samples: Float32Array): void {
    this.#take(this.#decimator.push(samples))
  }

  end(): void {
    this.#take(this.#decimator.end())
  }

  #take(samples: Float32Array): void {
    const needed = this.#length + samples.length
    if (needed > this.#bytes.length) {
      const size = Math.max(needed, 2 * this.#bytes.length)
      const larger = new Int8Array(Math.max(needed, Math.min(size, this.#most)))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    const bytes = this.#bytes
    let to = this.#length
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i] as number
      const amplitude = x < 0 ? -x : x
      const root = ENCODED[amplitude < 1 ? (amplitude * LOUDEST + 0.5) | 0 : LOUDEST] as number
      bytes[to++] = x < 0 ? -root : root
    }
    this.#length = to
  }

  /** A view; it is good until the next push. */
  read(frames: number): Int8Array {
    return this.#bytes.subarray(0, Math.min(this.#length, frames * WAVE_HOP))
  }

  drop(frames: number): void {
    const count = Math.min(this.#length, frames * WAVE_HOP)
    this.#bytes.copyWithin(0, count, this.#length)
    this.#length -= count
  }
}
