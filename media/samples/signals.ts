import { WAV_HEADER_BYTES, wavHeader } from '../wav-header.ts'

/** The two sample signals, computed: nobody's music, nobody's rights. Mono, 48 kHz, −1…1. */

const RATE = 48_000

type Note = Readonly<{
  /** Seconds from the start. */
  at: number
  /** Hz. */
  pitch: number
  loud: number
}>

/** C D F G A, the five tones of the motif, in Hz. */
const C5 = 523.25
const D5 = 587.33
const F5 = 698.46
const G5 = 783.99
const A5 = 880
const C6 = 1046.5

/** Rises, rests on the fourth, rises again to the octave. */
const motif: readonly Note[] = [
  { at: 0.05, pitch: C5, loud: 0.8 },
  { at: 0.4, pitch: D5, loud: 0.8 },
  { at: 0.75, pitch: F5, loud: 0.9 },
  { at: 1.1, pitch: G5, loud: 1 },
  { at: 1.8, pitch: A5, loud: 0.9 },
  { at: 2.15, pitch: G5, loud: 0.9 },
  { at: 2.5, pitch: F5, loud: 0.8 },
  { at: 2.85, pitch: G5, loud: 0.9 },
  { at: 3.2, pitch: C6, loud: 1 },
  { at: 3.2, pitch: C5, loud: 0.6 },
  { at: 3.23, pitch: F5, loud: 0.4 },
]
const TUNE_SECONDS = 5.6

/** A plucked string over a soft fifth, faded out at the end. */
export function signatureTune(): Float32Array {
  const sound = new Float32Array(Math.round(TUNE_SECONDS * RATE))
  for (let index = 0; index < sound.length; index++) {
    const t = index / RATE
    const plucked = motif.reduce((sum, note) => sum + pluck(t - note.at, note), 0)
    const drone = Math.sin(2 * Math.PI * (C5 / 4) * t) + 0.6 * Math.sin(2 * Math.PI * (G5 / 4) * t)
    const swell = Math.min(1, t / 1.2)
    sound[index] = (0.22 * plucked + 0.05 * swell * drone) * Math.min(1, (TUNE_SECONDS - t) / 0.9)
  }
  return sound
}

/** Overtones die faster than the tone, as on a string; a soft attack, so that nothing clicks. */
function pluck(t: number, { pitch, loud }: Note): number {
  if (t < 0) return 0
  let sum = 0
  for (let overtone = 1; overtone <= 6; overtone++) {
    const fade = Math.exp(-t * (1.1 + 0.9 * overtone))
    sum += (fade / overtone ** 1.4) * Math.sin(2 * Math.PI * pitch * overtone * t)
  }
  return loud * sum * Math.min(1, t / 0.006)
}

/** Three tones of a second each around 1 kHz, peaking at −20 dBFS. */
export function testSignal(): Float32Array {
  const tones = [800, 1000, 1250]
  const sound = new Float32Array(tones.length * RATE)
  tones.forEach((pitch, place) => {
    for (let index = 0; index < RATE; index++) {
      const edge = Math.min(1, index / 480, (RATE - 1 - index) / 480)
      sound[place * RATE + index] = 0.1 * edge * Math.sin((2 * Math.PI * pitch * index) / RATE)
    }
  })
  return sound
}

/** A 16-bit WAV file of it. */
export function toWav(sound: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(WAV_HEADER_BYTES + sound.length * 2)
  wavHeader(RATE, sound.length).copy(bytes)
  sound.forEach((value, index) => {
    bytes.writeInt16LE(
      Math.round(Math.max(-1, Math.min(1, value)) * 32_767),
      WAV_HEADER_BYTES + index * 2,
    )
  })
  return bytes
}
