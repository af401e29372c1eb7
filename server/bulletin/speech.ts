import type { OwnReading } from '../../media/speech/own-readings.ts'
import type { SpokenLanguage } from '../../media/speech/read-aloud.ts'
import type { Voice } from '../../media/speech/voice.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'

const spokenLanguages: readonly SpokenLanguage[] = ['vi', 'km', 'en']

/** Languages that none of these voices speaks. */
export function silentLanguages(voices: readonly Voice[]): SpokenLanguage[] {
  return spokenLanguages.filter((language) => voices.every((voice) => voice.language !== language))
}

/** The voice that was asked for, when it speaks the language of the text. */
export function chooseVoice(
  voices: readonly Voice[],
  id: string,
  language: SpokenLanguage,
): Outcome<Voice, 'voice-unknown' | 'language-silent'> {
  if (silentLanguages(voices).includes(language)) return refuse('language-silent')
  const voice = voices.find((one) => one.id === id && one.language === language)
  return voice ? ok(voice) : refuse('voice-unknown', { voice: id })
}

/** A bulletin's own readings stand before the office's: the first that fits is used. */
export function allReadings(
  own: readonly OwnReading[],
  office: readonly OwnReading[],
): readonly OwnReading[] {
  const phrases = new Set(own.map(({ phrase }) => phrase))
  return [...own, ...office.filter(({ phrase }) => !phrases.has(phrase))]
}
