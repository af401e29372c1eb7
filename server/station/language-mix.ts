import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'

/** Percent of what a station airs by itself, by language. */
export type LanguageMix = Readonly<Record<string, number>>

/**
 * A station airs Vietnamese and the language that it mostly speaks, so only these have a part; the
 * parts make the whole.
 *
 * @param languages of the station, the first is the one that it mostly speaks
 */
export function checkLanguageMix(
  mix: LanguageMix,
  languages: readonly string[],
): Outcome<LanguageMix, 'mix-language' | 'mix-sum'> {
  const aired = ['vi', languages[0] ?? 'vi']
  const odd = Object.keys(mix).find((language) => !aired.includes(language))
  if (odd !== undefined)
    return refuse('mix-language', { language: odd, aired: [...new Set(aired)].join(', ') })
  const sum = Object.values(mix).reduce((total, percent) => total + percent, 0)
  return sum === 100 ? ok(mix) : refuse('mix-sum', { sum })
}
