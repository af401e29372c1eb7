import { literally, pattern, type Rule } from './rule.ts'

/** How somebody wants one phrase read: `2G` → `hai gờ`. */
export type OwnReading = Readonly<{ phrase: string; say: string }>

/**
 * Rules of one's own, before all others. A phrase with a capital is meant exactly; one without, in
 * any case. It is a whole word: `app` is not in `apple`.
 * @param inWords says what `say` itself still holds of figures and signs
 */
export function ownRules(
  readings: readonly OwnReading[],
  inWords: (say: string) => string,
): readonly Rule[] {
  return readings.flatMap(({ phrase, say }): Rule[] => {
    const written = phrase.normalize('NFC').trim()
    if (written === '') return []
    const literal = literally(written).replaceAll(/\s+/g, '\\s+')
    const spoken = inWords(say.normalize('NFC'))
    return [
      {
        kind: 'own',
        pattern: pattern(`${literal}${endOf(written)}`, /\p{Lu}/u.test(written) ? '' : 'i'),
        say: () => spoken,
      },
    ]
  })
}

function endOf(written: string): string {
  if (/[\p{L}\p{M}]$/u.test(written)) return '(?![\\p{L}\\p{M}])'
  return /\d$/.test(written) ? '(?!\\d)' : ''
}
