import { Fft } from './fft.ts'

/** The rate at which everything is heard, Hz: a horn carries nothing above 4 kHz. */
export const HEARING_RATE = 8000
/** Samples between frames: 16 ms. */
export const HOP = 128
/** Samples in a frame: 64 ms, long enough to part the harmonics of a low voice. */
const WINDOW = 512
/** Logarithmic bands between the lowest and the highest tone that any horn gives back. */
export const BANDS = 32
const LOWEST_HZ = 280
const HIGHEST_HZ = 3700
/** Ratio of the centres of neighbouring bands. */
const BAND_RATIO = (HIGHEST_HZ / LOWEST_HZ) ** (1 / BANDS)

/** Triangles over the FFT's bins, each summing to one. */
type Triangle = Readonly<{ from: number; weights: Float64Array }>
const TRIANGLES = bandTriangles()
const FIRST_BIN = Math.min(...TRIANGLES.map(({ from }) => from))
const LAST_BIN = Math.max(...TRIANGLES.map(({ from, weights }) => from + weights.length - 1))

/**
 * Turns samples into the energies of 32 bands every 16 ms. Frame `i` is centred on sample `i·HOP`;
 * before the first sample there is silence. Feed it chunks of any size, then `end` it.
 */
export class BandMeter {
  readonly #fft = new Fft(WINDOW)
  readonly #re = new Float64Array(WINDOW)
  readonly #im = new Float64Array(WINDOW)
  readonly #hann = Float64Array.from(
    { length: WINDOW },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / WINDOW),
  )
  /** Two frames at a time share one transform, so two hops and the rest of a window wait here. */
  readonly #wait = new Float64Array(WINDOW + HOP)
  #waiting = WINDOW / 2
  readonly #power = [new Float64Array(LAST_BIN + 1), new Float64Array(LAST_BIN + 1)] as const
  readonly #take: (energies: Float32Array) => void
  readonly #pair = new Float32Array(2 * BANDS)

  /** `take` is handed two frames (64 energies) at a time and must copy them. */
  constructor(take: (energies: Float32Array) => void) {
    this.#take = take
  }

  push(samples: Float32Array): void {
    let at = 0
    while (at < samples.length) {
      const room = Math.min(this.#wait.length - this.#waiting, samples.length - at)
      this.#wait.set(samples.subarray(at, at + room), this.#waiting)
      this.#waiting += room
      at += room
      if (this.#waiting === this.#wait.length) this.#twoFrames()
    }
  }

  /** Gives what is still waiting, followed by silence. */
  end(): void {
    this.push(new Float32Array(WINDOW + HOP))
  }

  #twoFrames(): void {
    const { size } = this.#fft
    for (let i = 0; i < size; i++) {
      const window = this.#hann[i] as number
      this.#re[i] = window * (this.#wait[i] as number)
      this.#im[i] = window * (this.#wait[i + HOP] as number)
    }
    this.#fft.forward(this.#re, this.#im)
    const [first, second] = this.#power
    for (let k = FIRST_BIN; k <= LAST_BIN; k++) {
      const ar = this.#re[k] as number
      const ai = this.#im[k] as number
      const br = this.#re[size - k] as number
      const bi = this.#im[size - k] as number
      first[k] = (ar + br) ** 2 + (ai - bi) ** 2
      second[k] = (ai + bi) ** 2 + (br - ar) ** 2
    }
    for (let band = 0; band < BANDS; band++) {
      const { from, weights } = TRIANGLES[band] as Triangle
      let one = 0
      let two = 0
      for (let i = 0; i < weights.length; i++) {
        const weight = weights[i] as number
        one += weight * (first[from + i] as number)
        two += weight * (second[from + i] as number)
      }
      this.#pair[band] = one
      this.#pair[BANDS + band] = two
    }
    this.#take(this.#pair)
    this.#wait.copyWithin(0, 2 * HOP)
    this.#waiting -= 2 * HOP
  }
}

function bandTriangles(): Triangle[] {
  const binHz = HEARING_RATE / WINDOW
  const edge = (band: number) => (LOWEST_HZ * BAND_RATIO ** band) / binHz
  return Array.from({ length: BANDS }, (_, band) => {
    const centre = (edge(band) + edge(band + 1)) / 2
    const half = Math.max(edge(band + 1) - edge(band), 1.2)
    const from = Math.ceil(centre - half)
    const bins = Math.floor(centre + half) - from + 1
    const raw = Float64Array.from({ length: bins }, (_, i) =>
      Math.max(0, 1 - Math.abs(from + i - centre) / half),
    )
    const sum = raw.reduce((total, weight) => total + weight, 0)
    return { from, weights: raw.map((weight) => weight / sum) }
  })
}
