import { abbreviations, generations, names, placeAbbreviations } from './abbreviations.ts'
import { couldBeSyllable, spell } from './letters.ts'
import { readDigits } from './numbers.ts'
import { anyOf, END, pattern, type Rule } from './rule.ts'

/** Abbreviations, names, foreign words and addresses. */

/** No letter may follow; a figure may, as in QL1A. */
const NO_LETTER = '(?![\\p{L}\\p{M}])'
/** Longest run of capitals that is spelled; a longer one is somebody's raised voice. */
const SPELLED = 8

const DOMAIN = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62})\\.){1,6}(?:vn|com|org|net|info|gov|edu|io|me)'

export const wordRules: readonly Rule[] = [
  {
    kind: 'address',
    pattern: pattern(`[a-zA-Z0-9._+-]{1,64}@${DOMAIN}${END}`),
    say: ([written]) => sayAddress(written),
  },
  {
    kind: 'address',
    pattern: pattern(
      `(?:https?://)?${DOMAIN}${END}(?::\\d{2,5})?(?:/[a-zA-Z0-9._~/?=&%#-]{0,200})?`,
      'i',
    ),
    say: ([written]) => sayAddress(written.replace(/^https?:\/\//i, '').replace(/[./?]+$/, '')),
  },
  {
    kind: 'abbreviation',
    pattern: pattern(`(${anyOf(Object.keys(generations))})${END}`),
    say: ([, written = '']) => generations[written] ?? null,
  },
  {
    kind: 'abbreviation',
    pattern: pattern(`(${anyOf(Object.keys(abbreviations))})${NO_LETTER}(?!&\\p{Lu})`),
    say: ([, written = '']) => abbreviations[written] ?? null,
  },
  {
    kind: 'abbreviation',
    pattern: pattern(`(${anyOf(Object.keys(placeAbbreviations))})(?:\\.\\s?|\\s)(?=\\p{Lu}|\\d)`),
    say: ([written = '', word = ''], { before, after }) => {
      // A single letter means a place only with its full stop; and TP alone is a city anywhere.
      if (!written.includes('.') && word.length === 1) return null
      if (/\p{Lu}\.?$/u.test(before.trimEnd()) && word.length === 1) return null
      // A room has a number of three figures.
      if (word === 'P' && /^\d{3}/.test(after)) return /phòng\s$/iu.test(before) ? '' : 'phòng'
      return placeAbbreviations[word] ?? null
    },
  },
  {
    kind: 'name',
    pattern: pattern(`(${anyOf(Object.keys(names))})${NO_LETTER}`, 'i'),
    say: ([, written = '']) => {
      // `am` and `ai` may be plain Vietnamese; `AM` and `AI` are not.
      const word = written.toLowerCase()
      const doubtful =
        couldBeSyllable(word) && word.length <= 3 && written !== written.toUpperCase()
      return doubtful && word !== 'sim' && word !== 'app' ? null : (names[word] ?? null)
    },
  },
  {
    kind: 'abbreviation',
    pattern: pattern(`\\p{Lu}{2,${SPELLED}}${NO_LETTER}`),
    say: ([written = '']) => (couldBeSyllable(written) ? null : spell(written) || null),
  },
  {
    // Consonants alone are no word: kcn, nđ.
    kind: 'abbreviation',
    pattern: pattern(`[bcdđghklmnpqrstvxwfjz]{2,5}${NO_LETTER}`),
    say: ([written = '']) => spell(written) || null,
  },
]

function sayAddress(address: string): string {
  return address
    .replace(/^www\./i, 'w w w.')
    .replaceAll(/\d+/g, (figures) => ` ${readDigits(figures)} `)
    .replaceAll('@', ' a còng ')
    .replaceAll('.', ' chấm ')
    .replaceAll('/', ' gạch chéo ')
    .replaceAll('-', ' gạch ngang ')
    .replaceAll('_', ' gạch dưới ')
    .replaceAll('?', ' hỏi ')
    .replaceAll('=', ' bằng ')
    .replaceAll(/(?<![a-zA-Z])(vn|gov|edu|www)(?![a-zA-Z])/gi, (part) => spell(part))
    .replaceAll(/(?<![a-zA-Z])w(?![a-zA-Z])/gi, 'vê kép')
}
