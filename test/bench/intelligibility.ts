import { Fft } from '../../media/hearing/fft.ts'

/**
 * ESTOI (Jensen and Taal, 2016) at 8 kHz: how much of clean speech a listener would understand from
 * what is left of it, 0 to 1. Twelve third-octave bands from 150 Hz instead of fifteen, since nothing
 * lies above 4 kHz; frames of 25.6 ms, stretches of 384 ms, silence left out at −40 dB.
 */
export function estoi(clean: Float32Array, left: Float32Array): number {
  const [a, b] = speechFrames(clean, left)
  const [x, y] = [bands(a), bands(b)]
  let sum = 0
  let count = 0
  for (let from = 0; from + STRETCH <= x.length; from += 4) {
    sum += alike(x.slice(from, from + STRETCH), y.slice(from, from + STRETCH))
    count++
  }
  return count === 0 ? 0 : sum / count
}

const FRAME = 204
const HOP = 102
const STRETCH = 30
const SIZE = 512
const FIRST_HZ = 150
const THIRDS = 12

type Frames = Float64Array[]

/** Windowed frames of both where the clean one speaks. */
function speechFrames(clean: Float32Array, left: Float32Array): readonly [Frames, Frames] {
  const cut = (sound: Float32Array) => {
    const frames: Frames = []
    for (let at = 0; at + FRAME <= Math.min(clean.length, left.length); at += HOP) {
      frames.push(
        Float64Array.from(
          sound.subarray(at, at + FRAME),
          (v, i) => v * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME)),
        ),
      )
    }
    return frames
  }
  const [a, b] = [cut(clean), cut(left)]
  const energies = a.map((frame) => frame.reduce((sum, v) => sum + v * v, 1e-12))
  const loudest = energies.reduce((most, v) => Math.max(most, v), 0)
  const speaks = (_: Float64Array, i: number) => (energies[i] as number) > loudest * 1e-4
  return [a.filter(speaks), b.filter(speaks)]
}

/** Third-octave magnitudes of each frame. */
function bands(frames: Frames): Float64Array[] {
  const fft = new Fft(SIZE)
  const edge = (band: number) => (FIRST_HZ * 2 ** ((band - 0.5) / 3) * SIZE) / 8000
  return frames.map((frame) => {
    const re = new Float64Array(SIZE)
    const im = new Float64Array(SIZE)
    re.set(frame)
    fft.forward(re, im)
    return Float64Array.from({ length: THIRDS }, (_, band) => {
      let sum = 0
      for (let k = Math.round(edge(band)); k < Math.round(edge(band + 1)); k++) {
        sum += (re[k] as number) ** 2 + (im[k] as number) ** 2
      }
      return Math.sqrt(sum)
    })
  })
}

/** Mean correlation of spectra, after each band's course in time was brought to mean 0 and length 1. */
function alike(x: Float64Array[], y: Float64Array[]): number {
  const [a, b] = [standard(x), standard(y)]
  let sum = 0
  for (let frame = 0; frame < STRETCH; frame++) {
    const one = unit(Float64Array.from(a, (band) => band[frame] as number))
    const two = unit(Float64Array.from(b, (band) => band[frame] as number))
    sum += one.reduce((total, v, i) => total + v * (two[i] as number), 0)
  }
  return sum / STRETCH
}

function standard(frames: Float64Array[]): Float64Array[] {
  return Array.from({ length: THIRDS }, (_, band) =>
    unit(Float64Array.from(frames, (frame) => frame[band] as number)),
  )
}

function unit(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  const rest = values.map((v) => v - mean)
  const length = Math.sqrt(rest.reduce((sum, v) => sum + v * v, 1e-18))
  return rest.map((v) => v / length)
}
