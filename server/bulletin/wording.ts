import type { Instant } from '../../playout/contract/time.ts'

/** Words to look at twice: advice to a writer, never an obstacle. */
export type WordingRule = Readonly<{
  language: 'vi' | 'km' | 'en'
  /**
   * As it stands in texts; case and spaces do not matter. A date in it, `16/9/2024`, stands for every
   * way of writing that day: 16/09, 16-9-2024, 16 tháng 9, with this year or none.
   */
  phrase: string
  suggestion: string | null
  /** Why. */
  note: string
  /** From when on; null for always. */
  validFrom: Instant | null
}>

/** One place of a text; `start` and `end` count UTF-16 units of the text as it was given. */
export type WordingHit = Readonly<{
  start: number
  end: number
  /** The words that stand there. */
  phrase: string
  suggestion: string | null
  note: string
}>

/** What the rules of a language say of a text at an instant, in order of place; rules may overlap. */
export function checkWording(
  text: string,
  rules: readonly WordingRule[],
  language: WordingRule['language'],
  at: Instant,
): WordingHit[] {
  const { composed, origin } = compose(text)
  return rules
    .filter((rule) => rule.language === language && (rule.validFrom ?? at) <= at)
    .flatMap(({ phrase, suggestion, note }) =>
      [...composed.matchAll(patternOf(phrase, language))].map((match) => {
        const start = origin[match.index] ?? 0
        const end = origin[match.index + match[0].length] ?? text.length
        return { start, end, phrase: text.slice(start, end), suggestion, note }
      }),
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The text in NFC, as rules are, and for each unit of it where it came from. */
function compose(text: string): Readonly<{ composed: string; origin: readonly number[] }> {
  const origin: number[] = []
  let composed = ''
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const whole = letter.normalize('NFC')
    for (let unit = 0; unit < whole.length; unit++)
      origin.push(whole === letter ? index + unit : index)
    composed += whole
  }
  origin.push(text.length)
  return { composed, origin }
}

const DATE = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?!\d)/gu

function patternOf(phrase: string, language: WordingRule['language']): RegExp {
  const composed = phrase.normalize('NFC').trim()
  let source = ''
  let after = 0
  for (const match of composed.matchAll(DATE)) {
    const [whole, day = '', month = '', year] = match
    source += wordsPattern(composed.slice(after, match.index)) + datePattern(day, month, year)
    after = match.index + whole.length
  }
  source += wordsPattern(composed.slice(after))
  // Khmer writes words without spaces between them.
  const [before, behind] =
    language === 'km' ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}\\p{M}])']
  return new RegExp(before + source + behind, 'giu')
}

function wordsPattern(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/\s+/g, '\\s+')
}

/** A day however it is written, but no part of another number or date. */
function datePattern(day: string, month: string, year: string | undefined): string {
  const [d, m] = [`0?${Number(day)}`, `0?${Number(month)}`]
  const y = year ?? '\\d{4}'
  return (
    `(?<!\\d\\s*[/.\\-])${d}` +
    `(?:\\s*[/.\\-]\\s*${m}(?:\\s*[/.\\-]\\s*${y})?(?!\\s*[/.\\-]\\s*\\d)` +
    `|\\s+tháng\\s+${m}(?:\\s*(?:,\\s*)?năm\\s+${y}|\\s*[/.\\-]\\s*${y})?` +
    `(?!\\s*(?:,\\s*)?năm\\s+\\d|\\s*[/.\\-]\\s*\\d))` +
    '(?!\\d)'
  )
}
