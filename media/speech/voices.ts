import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { SpeechFault } from './errors.ts'
import { findEspeakVoices, type SpeechEnv } from './espeak.ts'
import type { Voice } from './voice.ts'

/** What this machine can speak with, and why something that was wanted is not among it. */
export type Voices = Readonly<{
  /** Configured ones first: who configured them wants them. */
  voices: readonly Voice[]
  faults: readonly SpeechFault[]
}>

/** Longest that one sentence may take, whatever is configured. */
const LONGEST_SECONDS = 600

/** One entry of the file that TIEP_AM_VOICES names: a list of these. */
const ConfiguredVoice = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,60}$/),
  name: z.string().trim().min(1).max(80),
  language: z.enum(['vi', 'km', 'en']),
  dialect: z.enum(['north', 'south']).default('north'),
  command: z.string().min(1),
  args: z.array(z.string()).max(50).default([]),
  confined: z.boolean().default(true),
  timeLimitSeconds: z.int().min(1).max(LONGEST_SECONDS).default(120),
})

/**
 * The voices of the file and of espeak-ng. Nothing that is wrong with either keeps the program from
 * running: it is told where voices are chosen.
 * @param file path of the JSON file of configured voices, or null
 */
export async function findVoices(env: SpeechEnv, file: string | null): Promise<Voices> {
  const faults: SpeechFault[] = []
  const keep = (error: unknown): readonly Voice[] => {
    if (!(error instanceof SpeechFault)) throw error
    faults.push(error)
    return []
  }
  const configured = file === null ? [] : await readVoices(file).catch(keep)
  const espeak = await findEspeakVoices(env).catch(keep)
  const taken = new Set(configured.map(({ id }) => id))
  const voices = [...configured, ...espeak.filter(({ id }) => !taken.has(id))]
  // Whoever has configured voices need not have espeak-ng.
  const missing = faults.filter(({ code }) => code !== 'speech-no-program' || voices.length === 0)
  return { voices, faults: missing }
}

/** @throws SpeechFault `speech-voices-file-broken` */
async function readVoices(path: string): Promise<readonly Voice[]> {
  try {
    const entries = z
      .array(ConfiguredVoice)
      .max(100)
      .parse(JSON.parse(await readFile(path, 'utf8')))
    const twice = entries.find(({ id }, at) => entries.findIndex((one) => one.id === id) !== at)
    if (twice) throw new Error(`"${twice.id}" stands there twice`)
    return entries.map(({ name, ...entry }) => ({
      ...{ ...entry, name: { vi: name, en: name }, origin: 'configured' },
    }))
  } catch (error) {
    throw new SpeechFault('speech-voices-file-broken', { path, detail: reasonOf(error) }, error)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issue = error.issues[0]
    return `${issue?.path.join('.')}: ${issue?.message}`
  }
  return error instanceof Error ? error.message : String(error)
}
