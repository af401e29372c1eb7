import { referenceSound, type Sound } from './sound.ts'
import { type Classed, classify } from './testimony.ts'

/** A bulletin that may be heard, made ready once for any number of recordings. */
export type Reference = Readonly<{
  id: string
  seconds: number
  sound: Sound
  classed: Classed
}>

/** `samples` at HEARING_RATE. */
export function makeReference(id: string, samples: Float32Array): Reference {
  const sound = referenceSound(samples)
  return {
    id,
    seconds: sound.frames * FRAME_SECONDS,
    sound,
    classed: classify(sound, 0, sound.frames),
  }
}

export const FRAME_SECONDS = 0.016
