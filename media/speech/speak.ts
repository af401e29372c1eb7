import { open } from 'node:fs/promises'
import { wavHeader } from '../wav-header.ts'
import { SpeechFault } from './errors.ts'
import type { OwnReading } from './own-readings.ts'
import { bytesOf, trimSilence } from './pcm.ts'
import { type ReadSentence, readAloud } from './read-aloud.ts'
import { type UtterDeps, utter } from './utter.ts'
import type { Voice } from './voice.ts'

export type SpeakOptions = Readonly<{
  voice: Voice
  /** Percent of the voice's own pace. */
  speed: number
  pauses: Pauses
  readings: readonly OwnReading[]
}>

/** Silence between sentences and, instead of it, between paragraphs, in milliseconds. */
export type Pauses = Readonly<{ sentenceMs: number; paragraphMs: number }>

export const usualPauses: Pauses = { sentenceMs: 450, paragraphMs: 900 }

export type SpeakDeps = UtterDeps &
  Readonly<{
    /** The WAV file to write; replaced when it is there. */
    file: string
    /** How many of how many sentences are spoken. */
    onProgress?: (spoken: number, of: number) => void
  }>

/** Where a sentence sounds in the file, in milliseconds; nowhere (equal) when it has no sound. */
export type SpokenSentence = ReadSentence & Readonly<{ startMs: number; endMs: number }>

export type Spoken = Readonly<{ durationMs: number; sentences: readonly SpokenSentence[] }>

/** Longest speech; an ingest takes more, but nobody listens that long to a machine. */
const LIMIT_MINUTES = 60

/**
 * A text as one WAV file, sentence by sentence with the stated pauses between them. Written as it
 * comes, so that a long one needs no memory. The same text with the same voice is the same file, as
 * far as the voice is steady.
 * @throws SpeechFault; the signal's reason when aborted
 */
export async function speak(text: string, options: SpeakOptions, deps: SpeakDeps): Promise<Spoken> {
  const { voice, pauses, readings, speed } = options
  const { language, dialect } = voice
  const sentences = readAloud(text, { language, dialect, readings })
  const spoken: SpokenSentence[] = []
  const file = await open(deps.file, 'w', 0o600)
  let rate = 0
  let samples = 0
  const write = async (bytes: Uint8Array) => {
    if (rate > 0 && samples + bytes.length / 2 > LIMIT_MINUTES * 60 * rate)
      throw new SpeechFault('speech-too-long', { limitMinutes: LIMIT_MINUTES })
    await file.writeFile(bytes)
    samples += bytes.length / 2
  }
  try {
    await file.writeFile(wavHeader(0, 0))
    let previous: ReadSentence | null = null
    for (const sentence of sentences) {
      deps.onProgress?.(spoken.length, sentences.length)
      const sound = await soundOf(sentence)
      if (sound && rate !== 0 && sound.rate !== rate) throw changedRate(voice, rate, sound.rate)
      if (sound && previous) {
        const same = previous.paragraph === sentence.paragraph
        const pauseMs = same ? pauses.sentenceMs : pauses.paragraphMs
        await write(new Uint8Array(2 * Math.round((pauseMs * rate) / 1000)))
      }
      rate = sound?.rate ?? rate
      const startMs = toMs(samples)
      if (sound) await write(bytesOf(sound.samples))
      spoken.push({ ...sentence, startMs, endMs: toMs(samples) })
      if (sound) previous = sentence
    }
    if (samples === 0) throw new SpeechFault('speech-nothing-to-say')
    deps.onProgress?.(sentences.length, sentences.length)
    await file.write(wavHeader(rate, samples), 0, undefined, 0)
    return { durationMs: toMs(samples), sentences: spoken }
  } finally {
    await file.close()
  }

  async function soundOf({ spoken: words }: ReadSentence) {
    if (words === '') return null
    const sound = trimSilence(await utter(voice, words, speed, deps))
    return sound.samples.length === 0 ? null : sound
  }

  function toMs(count: number): number {
    return rate === 0 ? 0 : Math.round((count * 1000) / rate)
  }
}

function changedRate({ id }: Voice, before: number, after: number): SpeechFault {
  const detail = `${before} Hz, then ${after} Hz`
  return new SpeechFault('speech-voice-failed', { voice: id, detail })
}
