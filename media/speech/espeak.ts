import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { SpeechFault } from './errors.ts'
import type { Voice } from './voice.ts'

const run = promisify(execFile)

const PROGRAM_TIME_LIMIT_MS = 20_000
/** espeak-ng needs a second for the longest sentence. */
const TIME_LIMIT_SECONDS = 30

/** Which of its voices are offered, and what they are called. Khmer it does not have. */
const offered: readonly Pick<Voice, 'id' | 'name' | 'language' | 'dialect'>[] = [
  {
    ...{ id: 'vi-vn-x-south', language: 'vi', dialect: 'south' },
    name: { vi: 'Giọng Nam (eSpeak)', en: 'Southern voice (eSpeak)' },
  },
  {
    ...{ id: 'vi', language: 'vi', dialect: 'north' },
    name: { vi: 'Giọng Bắc (eSpeak)', en: 'Northern voice (eSpeak)' },
  },
  {
    ...{ id: 'vi-vn-x-central', language: 'vi', dialect: 'north' },
    name: { vi: 'Giọng Trung (eSpeak)', en: 'Central voice (eSpeak)' },
  },
  {
    ...{ id: 'en-gb', language: 'en', dialect: 'north' },
    name: { vi: 'Tiếng Anh (eSpeak)', en: 'English (eSpeak)' },
  },
]

/** What the finder reads of the environment. */
export type SpeechEnv = Readonly<Record<string, string | undefined>>

/**
 * The voices of espeak-ng: from ESPEAK_PATH, else from PATH. A path that was chosen and does not work
 * is a fault and never falls back.
 * @throws SpeechFault `speech-no-program`, `speech-path-broken`
 */
export async function findEspeakVoices(env: SpeechEnv): Promise<readonly Voice[]> {
  const chosen = env.ESPEAK_PATH
  if (chosen !== undefined && chosen !== '') {
    const path = resolve(chosen)
    try {
      return await voicesOf(path)
    } catch (error) {
      const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      throw new SpeechFault('speech-path-broken', { path, detail }, error)
    }
  }
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(folder, process.platform === 'win32' ? 'espeak-ng.exe' : 'espeak-ng')
    const voices = await voicesOf(path).catch(() => [])
    if (voices.length > 0) return voices
  }
  throw new SpeechFault('speech-no-program')
}

/** @throws Error when it does not run or has none of these voices */
async function voicesOf(path: string): Promise<readonly Voice[]> {
  await access(path, constants.X_OK)
  const { stdout } = await run(path, ['--voices'], { timeout: PROGRAM_TIME_LIMIT_MS })
  // Columns: priority, language, gender, name, file, other languages.
  const languages = new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[1]))
  const voices = offered.filter(({ id }) => languages.has(id))
  if (voices.length === 0) throw new Error('it has no Vietnamese voice')
  return voices.map((voice) => ({
    ...{ ...voice, origin: 'espeak', command: path, confined: true },
    // The text comes on standard input as UTF-8, without markup (`-m` is not there); `-z`: no
    // silence at the end, since pauses are ours.
    args: [
      '-v',
      voice.id,
      '-s',
      '{words}',
      '-a',
      '85',
      '-p',
      '45',
      '-b',
      '1',
      '-z',
      '--stdin',
      '--stdout',
    ],
    timeLimitSeconds: TIME_LIMIT_SECONDS,
  }))
}
