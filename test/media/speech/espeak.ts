import type { Voice } from '../../../media/speech/voice.ts'
import { findVoices } from '../../../media/speech/voices.ts'
import { hasProgram } from '../../support/programs.ts'

/** Whether the real synthesiser is here; in CI it must be. */
export const hasEspeak = hasProgram('espeak-ng')

/** @throws Error when there is no such voice */
export async function espeakVoice(id: string): Promise<Voice> {
  const { voices } = await findVoices(process.env, null)
  const voice = voices.find((one) => one.id === id)
  if (!voice) throw new Error(`no voice ${id}`)
  return voice
}
