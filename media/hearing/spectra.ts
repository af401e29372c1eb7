import { Fft } from './fft.ts'
import { decodeWave, readWave } from './wave.ts'

/** Windows of 64 ms every 32 ms at 4 kHz; what lies between 300 and 1750 Hz of them. */
const WINDOW = 256
export const WAVE_HOPS = 128
export const FIRST_BIN = 19
export const BINS = 94
const fft = new Fft(WINDOW)
const HANN = Float64Array.from(
  { length: WINDOW },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
)

/** Spectra of a stretch of the reference and of the recording beside it: [hop][bin][re, im]. */
export type Spectra = Readonly<{
  hops: number
  x: Float32Array
  y: Float32Array
}>

export function makeSpectra(hops: number, room: Room): Spectra {
  const size = hops * BINS * 2
  if (room.x.length < size) {
    room.x = new Float32Array(size)
    room.y = new Float32Array(size)
  }
  return { hops, x: room.x.subarray(0, size), y: room.y.subarray(0, size) }
}

/** Memory that is used again and again: a day of recordings would leave gigabytes behind. */
export type Room = { x: Float32Array; y: Float32Array }

export function makeRoom(): Room {
  return { x: new Float32Array(0), y: new Float32Array(0) }
}

const re = new Float64Array(WINDOW)
const im = new Float64Array(WINDOW)
const own = new Float64Array(WINDOW)
const other = new Float64Array(WINDOW)

/** Two sounds beside each other. */
export type Pair = Readonly<{
  reference: Int8Array
  recording: Int8Array
  /** Samples that the recording runs for each of the reference's. */
  step: number
}>

/**
 * Fills `count` hops, the first of them hop `first` of the reference.
 *
 * @param placeOf where in the recording, in samples, a hop of the reference begins
 */
export function transform(
  { reference, recording, step }: Pair,
  first: number,
  count: number,
  placeOf: (hop: number) => number,
  spectra: Spectra,
): void {
  const half = WAVE_HOPS
  for (let hop = -1; hop < count; hop++) {
    // Half of each window is the half of the one before.
    own.copyWithin(0, half)
    other.copyWithin(0, half)
    decodeWave(reference, (first + hop + 1) * half, own, half, half)
    readWave(recording, placeOf(first + hop + 1), step, other, half, half)
    if (hop >= 0) transformOne(spectra, hop)
  }
}

function transformOne({ x, y }: Spectra, hop: number): void {
  for (let i = 0; i < WINDOW; i++) {
    const window = HANN[i] as number
    re[i] = window * (own[i] as number)
    im[i] = window * (other[i] as number)
  }
  fft.forward(re, im)
  for (let bin = 0, to = hop * BINS * 2; bin < BINS; bin++, to += 2) {
    const k = FIRST_BIN + bin
    const m = WINDOW - k
    const ar = re[k] as number
    const ai = im[k] as number
    const br = re[m] as number
    const bi = im[m] as number
    x[to] = (ar + br) / 2
    x[to + 1] = (ai - bi) / 2
    y[to] = (ai + bi) / 2
    y[to + 1] = (br - ar) / 2
  }
}
