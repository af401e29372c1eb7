import type { LocalDate } from '../../playout/contract/time.ts'

/** A day, month, quarter or year as a text speaks of it. */
export type DateMention = Readonly<{
  /** UTF-16 units of the text. */
  start: number
  end: number
  kind: 'day' | 'month' | 'quarter' | 'year' | 'now'
  /** Null for what the text leaves to the reader. */
  day: number | null
  month: number | null
  quarter: number | null
  year: number | null
  /** `đầu`, `giữa`, `cuối` or `hết` of it, where it says so. */
  part: 'early' | 'middle' | 'end' | null
}>

/** Scans put spaces anywhere, and take I for l and 1. */
const NUMBER_END = '(?![\\d])'
const YEAR = '(?:năm\\s*)?(?<year>(?:19|20)\\d{2})'

const shapes: readonly Readonly<{ kind: DateMention['kind']; shape: RegExp }>[] = [
  {
    kind: 'day',
    shape: new RegExp(
      `(?<![\\d/.\\-])(?<day>\\d{1,2})\\s*(?<mark>[/.\\-])\\s*(?<month>\\d{1,2})\\s*\\k<mark>\\s*(?<year>(?:19|20)\\d{2})${NUMBER_END}`,
      'giu',
    ),
  },
  {
    kind: 'day',
    shape: new RegExp(
      `(?<![\\d/])(?<day>\\d{1,2})\\s*tháng\\s*(?<month>\\d{1,2})${NUMBER_END}(?:\\s*[,/.]?\\s*${YEAR}${NUMBER_END})?`,
      'giu',
    ),
  },
  {
    kind: 'day',
    // Only a slash: `4-5` and `3.2` are other things.
    shape: /(?<![\d/.-])(?<day>\d{1,2})\s?\/\s?(?<month>\d{1,2})(?!\s*[/\d]|\s*[.-]\d)/giu,
  },
  {
    kind: 'month',
    shape: new RegExp(
      `tháng\\s*(?<month>\\d{1,2})${NUMBER_END}(?:\\s*[,/.\\-]?\\s*${YEAR}${NUMBER_END})?`,
      'giu',
    ),
  },
  {
    kind: 'quarter',
    shape: new RegExp(
      `quý\\s*(?<quarter>I{1,3}|IV|[1-4])(?![\\p{L}\\d])(?:\\s*[,/.\\-]?\\s*${YEAR}${NUMBER_END})?`,
      'giu',
    ),
  },
  { kind: 'year', shape: new RegExp(`năm\\s*(?<year>(?:19|20)\\d{2})${NUMBER_END}`, 'giu') },
  { kind: 'now', shape: /(?<![\p{L}])(?:nay|ngày\s+(?:ban\s+hành|ký))(?![\p{L}])/giu },
]

const parts: Readonly<Record<string, DateMention['part']>> = {
  ...{ đầu: 'early', giữa: 'middle', cuối: 'end', hết: 'end' },
}

/** Every date that a Vietnamese text speaks of, in order; where two readings overlap, the fuller one. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = []
  const taken = new Uint8Array(text.length)
  for (const { kind, shape } of shapes)
    for (const match of text.matchAll(shape)) {
      const mention = mentionOf(text, kind, match)
      if (!mention || taken.subarray(mention.start, mention.end).includes(1)) continue
      taken.fill(1, mention.start, mention.end)
      found.push(mention)
    }
  return found.toSorted((a, b) => a.start - b.start)
}

/** The first or last day that a mention means, or null when it leaves too much open. */
export function dayOf(mention: DateMention, which: 'first' | 'last'): LocalDate | null {
  const { kind, year, month, day, quarter, part } = mention
  if (year === null) return null
  if (kind === 'day') return day && month ? validDate(year, month, day) : null
  if (kind === 'year') return which === 'first' ? `${year}-01-01` : `${year}-12-31`
  const first = kind === 'quarter' ? (quarter ?? 1) * 3 - 2 : month
  if (!first) return null
  const last = kind === 'quarter' ? first + 2 : first
  if (part === 'early') return validDate(year, first, which === 'first' ? 1 : 10)
  if (part === 'middle') return validDate(year, first, which === 'first' ? 11 : 20)
  return which === 'first'
    ? validDate(year, first, 1)
    : validDate(year, last, new Date(Date.UTC(year, last, 0)).getUTCDate())
}

/** The date, or null when no calendar has it. */
export function validDate(year: number, month: number, day: number): LocalDate | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? at.toISOString().slice(0, 10)
    : null
}

function mentionOf(
  text: string,
  kind: DateMention['kind'],
  match: RegExpExecArray,
): DateMention | null {
  const { day, month, quarter, year } = match.groups ?? {}
  const number = (digits: string | undefined) => (digits === undefined ? null : Number(digits))
  const mention = {
    ...{ kind, start: match.index, end: match.index + match[0].length },
    ...{ day: number(day), month: number(month), year: number(year) },
    quarter: quarter === undefined ? null : quarterOf(quarter),
    part: partBefore(text, match.index),
  }
  // A year of another calendar, "tháng 9 năm 2567": no year at all would be made up for it.
  if (year === undefined && FOREIGN_YEAR.test(text.slice(mention.end, mention.end + 20)))
    return null
  const { day: d, month: m } = mention
  return (d !== null && (d < 1 || d > 31)) || (m !== null && (m < 1 || m > 12)) ? null : mention
}

const FOREIGN_YEAR = /^\s*(?:[/.-]\s*|,?\s*năm\s*)\d{3,}/iu

function quarterOf(written: string): number {
  const roman = ['I', 'II', 'III', 'IV'].indexOf(written.toUpperCase())
  return roman < 0 ? Number(written) : roman + 1
}

function partBefore(text: string, start: number): DateMention['part'] {
  // "bắt đầu" is to begin.
  const word = /(?<!bắt\s*)(đầu|giữa|cuối|hết)\s+(?:ngày\s+)?$/iu.exec(
    text.slice(Math.max(0, start - 20), start),
  )
  return parts[word?.[1]?.toLowerCase() ?? ''] ?? null
}
