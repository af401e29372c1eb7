import { z } from 'zod'
import { TEXT_LIMIT } from '../../media/speech/clean.ts'
import { usualPauses } from '../../media/speech/speak.ts'
import { SPEEDS } from '../../media/speech/voice.ts'
import { visibleLine } from '../plain-text.ts'

const SpokenLanguage = z.enum(['vi', 'km', 'en'])
const Dialect = z.enum(['north', 'south'])

/** How one phrase is to be read. */
const OwnReading = z.object({
  phrase: visibleLine(80),
  say: visibleLine(300),
})
export const OwnReadings = z.array(OwnReading).max(200)

const Pauses = z.object({
  sentenceMs: z.int().min(0).max(5_000),
  paragraphMs: z.int().min(0).max(5_000),
})
/** Percent of the voice's own pace. */
const Speed = z.int().min(SPEEDS.slowest).max(SPEEDS.fastest)

/** How a version's sound was spoken from its text; kept with the version. */
export const SpeechSettings = z
  .strictObject({
    voice: z.string().min(1).max(60),
    speed: Speed.default(SPEEDS.usual),
    pauses: Pauses.default(usualPauses),
    /** Read so in this bulletin, before the office's own. */
    readings: OwnReadings.default([]),
  })
  .meta({ id: 'SpeechSettings' })

export const VoicesView = z
  .object({
    voices: z.array(
      z.object({
        id: z.string(),
        name: z.object({ vi: z.string(), en: z.string() }),
        language: SpokenLanguage,
        dialect: Dialect,
        origin: z.enum(['espeak', 'configured']),
      }),
    ),
    /** What keeps a wanted voice from being there, in both languages. */
    faults: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    /** Languages that this machine cannot speak: a person must be recorded. */
    silent: z.array(SpokenLanguage),
  })
  .meta({ id: 'Voices' })

export const PreviewRequest = z.object({
  text: z.string().max(TEXT_LIMIT),
  language: SpokenLanguage,
  /** Its words for numbers are used: ngàn or nghìn. */
  voice: z.string().max(60).nullable().default(null),
  readings: OwnReadings.default([]),
})

export const PreviewView = z
  .object({
    sentences: z.array(
      z.object({
        text: z.string(),
        /** Empty when there is nothing to say. */
        spoken: z.string(),
        paragraph: z.int(),
        rewrites: z.array(
          z.object({
            kind: z.enum([
              ...['own', 'date', 'time', 'phone', 'document', 'money', 'unit', 'number'],
              ...['range', 'roman', 'abbreviation', 'name', 'address', 'symbol', 'unreadable'],
            ] as const),
            written: z.string(),
            spoken: z.string(),
            /** Where it begins in `text`, in UTF-16 units. */
            at: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SpeechPreview' })

/** One sentence to listen to. */
export const SentenceRequest = z.object({
  text: z.string().min(1).max(1_500),
  voice: z.string().max(60),
  speed: Speed.default(SPEEDS.usual),
  readings: OwnReadings.default([]),
})

export const SpeechRequest = SpeechSettings.extend({
  text: z.string().min(1).max(TEXT_LIMIT),
  language: SpokenLanguage,
})

/** How far one's own speech has got, null when none is being made. */
export const SpeechProgress = z
  .object({ spoken: z.int(), of: z.int() })
  .nullable()
  .meta({ id: 'SpeechProgress' })

export const OfficeReadings = z.object({ readings: OwnReadings }).meta({ id: 'OfficeReadings' })
