import { HOP } from './bands.ts'
import { type KeptClasses, keepClasses } from './kept-classes.ts'
import { measureReference, type ReferenceSound, referenceSound } from './sound.ts'
import { classify } from './testimony.ts'
import { WaveLog } from './wave.ts'

/** A bulletin that may be heard, made ready once for any number of recordings. */
export type Reference = Readonly<{
  id: string
  seconds: number
  sound: ReferenceSound
  classes: KeptClasses
  /** Its wave at 4 kHz. */
  wave: Int8Array
}>

/** `samples` at HEARING_RATE. */
export function makeReference(id: string, samples: Float32Array): Reference {
  const sound = measureReference(samples)
  return {
    id,
    seconds: sound.frames * FRAME_SECONDS,
    sound: referenceSound(sound),
    classes: keepClasses(classify(sound, { from: 0, to: sound.frames }, 0, sound.frames)),
    wave: waveOf(samples),
  }
}

export const FRAME_SECONDS = 0.016

function waveOf(samples: Float32Array): Int8Array {
  const log = new WaveLog(Math.ceil(samples.length / HOP))
  log.push(samples)
  log.end()
  return log.read(Number.MAX_SAFE_INTEGER).slice()
}
