import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { OwnReading } from '../../media/speech/own-readings.ts'
import { readAloud, type SpokenLanguage } from '../../media/speech/read-aloud.ts'
import { usualPauses } from '../../media/speech/speak.ts'
import type { Voice } from '../../media/speech/voice.ts'
import { type Access, visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { allReadings, chooseVoice, silentLanguages } from './speech.ts'
import { speechProblem } from './speech-errors.ts'
import type { SpeechJob } from './speech-job.ts'
import { findOfficeReadings, saveOfficeReadings } from './speech-store.ts'
import {
  OfficeReadings,
  PreviewRequest,
  PreviewView,
  SentenceRequest,
  SpeechProgress,
  SpeechRequest,
  VoicesView,
} from './speech-view.ts'
import type { Uploads } from './upload-job.ts'
import { showUpload } from './upload-shown-store.ts'
import { UploadView } from './upload-view.ts'

const writers: Access = { roles: ['editor', 'duty'], unit: 'any' }
/** Listening goes sentence by sentence; more than this is no ear. */
const SENTENCES_PER_MINUTE = 90
const PREVIEWS_PER_MINUTE = 240

/** Speech from text: how it will be read, one sentence to listen to, the whole as an upload. */
export const speechRoutes: FastifyPluginAsyncZod<
  Deps & Readonly<{ uploads: Uploads; speech: SpeechJob }>
> = async (api, deps) => {
  const { db, clock, uploads, speech } = deps

  /** @throws Problem `speech-voice-unknown`, `speech-language-silent` */
  async function voiceFor(id: string, language?: SpokenLanguage): Promise<Voice> {
    const { voices } = await speech.voices()
    const meant = language ?? voices.find((voice) => voice.id === id)?.language ?? 'vi'
    const chosen = chooseVoice(voices, id, meant)
    if (!chosen.ok) throw speechProblem(`speech-${chosen.reason}`, { voice: id })
    return chosen.value
  }

  async function readingsWith(own: readonly OwnReading[]): Promise<readonly OwnReading[]> {
    return allReadings(own, await findOfficeReadings(db))
  }

  api.get(
    '/speech/voices',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Voices that read a text aloud', response: { 200: VoicesView } },
    },
    async () => {
      const { voices, faults } = await speech.voices()
      return {
        voices: voices.map(({ id, name, language, dialect, origin }) => ({
          ...{ id, name, language, dialect, origin },
        })),
        faults: faults.map(({ code, params }) => {
          const { vi, en } = speechProblem(code, params)
          return { code, vi, en }
        }),
        silent: silentLanguages(voices),
      }
    },
  )

  api.post(
    '/speech/preview',
    {
      config: {
        access: writers,
        rateLimit: { max: PREVIEWS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        summary: 'How a text will be read, sentence by sentence, and what was put into words',
        body: PreviewRequest,
        response: { 200: PreviewView },
      },
    },
    async ({ body: { text, language, voice, readings } }) => {
      const { voices } = await speech.voices()
      const dialect = voices.find(({ id }) => id === voice)?.dialect ?? 'north'
      const all = await readingsWith(readings)
      const sentences = readAloud(text, { language, dialect, readings: all })
      return {
        sentences: sentences.map((one) => ({ ...one, rewrites: [...one.rewrites] })),
      }
    },
  )

  api.post(
    '/speech/sentence',
    {
      config: {
        access: writers,
        rateLimit: { max: SENTENCES_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        summary: 'One sentence to listen to, as audio/wav',
        body: SentenceRequest,
      },
    },
    async (request, reply) => {
      const { text, voice: id, speed, readings } = request.body
      const voice = await voiceFor(id)
      const all = await readingsWith(readings)
      const wav = await speech.listen(text, { voice, speed, pauses: usualPauses, readings: all })
      return reply.type('audio/wav').header('cache-control', 'no-store').send(wav)
    },
  )

  api.post(
    '/speech',
    {
      config: { access: writers },
      schema: {
        summary: 'Read a text aloud; its sound becomes an upload, which ingest takes in',
        body: SpeechRequest,
        response: { 202: UploadView },
      },
    },
    async (request, reply) => {
      const { text, language, voice: id, readings, ...how } = request.body
      const { id: by } = visitorOf(request)
      const voice = await voiceFor(id, language)
      const options = { ...how, voice, readings: await readingsWith(readings) }
      const upload = await speech.make(text, options, by)
      return reply.code(202).send(await showUpload(db, uploads, upload))
    },
  )

  api.get(
    '/speech/progress',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How far one’s own speech has got; null when none is being made',
        response: { 200: SpeechProgress },
      },
    },
    async (request) => speech.progress(visitorOf(request).id),
  )

  api.get(
    '/speech/readings',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How this office reads its own words',
        response: { 200: OfficeReadings },
      },
    },
    async () => ({ readings: [...(await findOfficeReadings(db))] }),
  )

  api.put(
    '/speech/readings',
    {
      config: { access: { roles: ['editor', 'administrator'], unit: async () => null } },
      schema: {
        summary: 'Say how this office reads its own words, in every text from now on',
        body: OfficeReadings,
        response: { 200: OfficeReadings },
      },
    },
    async (request) => {
      const { readings } = request.body
      const { id: staff } = visitorOf(request)
      await db.transaction().execute(async (tx) => {
        await saveOfficeReadings(tx, readings)
        await audit(tx, deps, {
          ...{ at: clock.now(), staff, action: 'speech.readings', subject: 'setting' },
          detail: { count: String(readings.length) },
        })
      })
      return { readings }
    },
  )
}
