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

/** Clocks that are off by less than this need no reading between samples: half a window is off by 0.06 of one. */
const CLOCK = 5e-4

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
  if (Math.abs(step - 1) < CLOCK) {
    let last = Number.NaN
    for (let hop = 0; hop < count; hop++) {
      const middle = placeOf(first + hop) + (WINDOW / 2) * step
      const base = Math.round(middle) - WINDOW / 2
      const known = base === last + WAVE_HOPS ? WAVE_HOPS : 0
      if (known > 0) {
        own.copyWithin(0, known)
        other.copyWithin(0, known)
      }
      decodeWave(reference, (first + hop) * WAVE_HOPS + known, own, known, WINDOW - known)
      decodeWave(recording, base + known, other, known, WINDOW - known)
      last = base
      transformOne(spectra, hop)
      turn(spectra, hop, middle - WINDOW / 2 - base)
    }
    return
  }
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

/** Moves the recording's side of a hop by so many samples, or parts of one, as if it had been read later. */
export function turn({ y }: Spectra, hop: number, samples: number): void {
  const angle = (2 * Math.PI * samples) / WINDOW
  const [stepRe, stepIm] = [Math.cos(angle), Math.sin(angle)]
  let cos = Math.cos(FIRST_BIN * angle)
  let sin = Math.sin(FIRST_BIN * angle)
  for (let at = hop * BINS * 2, end = at + BINS * 2; at < end; at += 2) {
    const yr = y[at] as number
    const yi = y[at + 1] as number
    y[at] = yr * cos - yi * sin
    y[at + 1] = yr * sin + yi * cos
    const next = cos * stepRe - sin * stepIm
    sin = cos * stepIm + sin * stepRe
    cos = next
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
