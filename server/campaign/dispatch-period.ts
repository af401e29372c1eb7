import type { LocalDate } from '../../playout/contract/time.ts'
import { type DateMention, dayOf, findDates } from './date-mention.ts'
import { type Found, found, paragraphsOf, type Stretch } from './dispatch-finding.ts'
import type { DispatchNote } from './dispatch-text.ts'

export type Period = Readonly<{
  periodFrom: Found<LocalDate> | null
  periodTo: Found<LocalDate> | null
}>

/** Two mentions that a text joins: from one to the other. */
type Range = Readonly<{ from: DateMention | null; to: DateMention | null }>

/** "17 giờ 00 phút ngày", "07h30, ngày". */
const HOUR = '(?:\\d{1,2}\\s*(?:giờ|h|g)\\s*(?:\\d{1,2}\\s*)?(?:phút\\s*)?,?\\s*)?'
const DAY = `${HOUR}(?:ngày\\s*)?$`
const JOINS = new RegExp(
  `^\\s*[,;]?\\s*(?:(?:cho\\s*)?(?:đến|tới)|-|–|—|(?:và\\s*)?kết\\s*thúc(?:\\s*(?:vào|lúc))?)\\s*(?:(?:cuối|đầu|giữa|hết)\\s*)?${DAY}`,
  'iu',
)
const FROM = new RegExp(`(?:từ|bắt\\s*đầu)\\s*(?:đầu\\s*|giữa\\s*|cuối\\s*)?${DAY}`, 'iu')
const UNTIL = new RegExp(
  `(?:đến|tới|kết\\s*thúc(?:\\s*(?:vào|lúc))?)\\s*(?:(?:cuối|đầu|giữa|hết)\\s*)?${DAY}`,
  'iu',
)

/** From when to when, as the paragraph about time says it, or else the first that speaks of a span. */
export function readPeriod(
  text: string,
  issuedOn: Found<LocalDate> | null,
  today: LocalDate,
): Period {
  const paragraphs = paragraphsOf(text).filter((one) => speaksOfPeriod(text, one))
  const ranges = paragraphs.flatMap((paragraph) => {
    const range = rangeIn(text, paragraph)
    return range ? [{ range, timed: isAboutTime(text, paragraph) }] : []
  })
  const chosen = ranges.find(({ timed }) => timed) ?? ranges[0]
  if (!chosen) return { periodFrom: null, periodTo: null }
  const rivals = ranges.filter(({ timed }) => timed === chosen.timed).length > 1
  const years = withYears(chosen.range, issuedOn?.value ?? today)
  const period = {
    periodFrom: withYearSaid(firstDay(years.from, issuedOn, today, years.to), chosen.range),
    periodTo: lastDay(years.to, chosen.range.to),
  }
  // Years long gone are of laws and anniversaries.
  if ([period.periodFrom, period.periodTo].some((day) => day && day.value < '2000'))
    return { periodFrom: null, periodTo: null }
  const { periodFrom, periodTo } = period
  if (periodFrom && periodTo && periodTo.value < periodFrom.value)
    return doubtful(period, 'period-backwards')
  return rivals ? doubtful(period, 'several-periods') : period
}

/** What orders it, and what is to be reported when, are about other dates. */
function speaksOfPeriod(text: string, { start, end }: Stretch): boolean {
  const words = text.slice(start, end)
  return (
    !/^\s*[-–+•*]?\s*(?:Căn\s*cứ|Kính\s*gửi|Nơi\s*nhận|Số\s*:)/iu.test(words) &&
    // A paragraph that speaks of dates first says after them when to report.
    !/(?:chế\s*độ\s*)?báo\s*cáo|gửi\s*kết\s*quả/iu.test(
      words.slice(0, Math.min(60, findDates(words)[0]?.start ?? 60)),
    )
  )
}

function isAboutTime(text: string, { start, end }: Stretch): boolean {
  return /^\s*(?:\d{1,2}\s*[.)]|[a-zđ]\s*[.)]|[-–+•*])?\s*Thời\s*(?:gian|hạn|điểm)/iu.test(
    text.slice(start, end),
  )
}

export function rangeIn(text: string, { start, end }: Stretch): Range | null {
  const words = text.slice(start, end)
  const mentions = findDates(words)
    .filter((one) => !isOfDocument(words, one))
    .map((one) => ({ ...one, start: one.start + start, end: one.end + start }))
  for (const [index, from] of mentions.entries()) {
    const to = mentions[index + 1]
    if (to && JOINS.test(text.slice(from.end, to.start)) && from.kind !== 'year')
      return { from, to }
  }
  const dayOnly = dayOnlyRange(text, start, mentions)
  if (dayOnly) return dayOnly
  const from = mentions.find((one) => FROM.test(wordsBefore(text, start, one.start)))
  if (from) {
    const ends = (one: DateMention) =>
      one.start > from.start && UNTIL.test(wordsBefore(text, start, one.start))
    return { from, to: mentions.find(ends) ?? null }
  }
  const to = mentions.find((one) => UNTIL.test(wordsBefore(text, start, one.start)))
  if (to) return { from: null, to }
  // "Thời gian: trong tháng 8 và tháng 9 năm 2024"
  const [first, last] = [mentions[0], mentions.at(-1)]
  return first && last && isAboutTime(text, { start, end }) ? { from: first, to: last } : null
}

/** The last words before a place, of its paragraph. */
function wordsBefore(text: string, start: number, place: number): string {
  return text.slice(Math.max(start, place - 60), place)
}

/** "từ 15 đến 30/9/2024": only the last one says of which month. */
function dayOnlyRange(text: string, start: number, mentions: readonly DateMention[]): Range | null {
  for (const to of mentions) {
    if (to.kind !== 'day') continue
    const before = wordsBefore(text, start, to.start)
    const match =
      /từ\s*(?:ngày\s*)?(?<day>\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s*)?(?:ngày\s*)?$/iu.exec(before)
    const day = Number(match?.groups?.day ?? 0)
    if (!match || day < 1 || day > 31) continue
    const at = to.start - before.length + match.index + match[0].indexOf(match.groups?.day ?? '')
    const end = at + (match.groups?.day ?? '').length
    return { from: { ...to, day, start: at, end, part: null }, to }
  }
  return null
}

/** The date of a document that is named, `Công văn số 1537/STTTT-TTr ngày 05/7/2024`. */
export function isOfDocument(text: string, { start }: Pick<DateMention, 'start'>): boolean {
  return /số\s*[\p{L}\d/.\- ]{1,40}?,?\s*ngày\s*$/iu.test(
    text.slice(Math.max(0, start - 70), start),
  )
}

/** A year that one end leaves out is the other's; where both do, that of the dispatch. */
function withYears({ from, to }: Range, near: LocalDate): Range {
  const year = to?.year ?? from?.year ?? Number(near.slice(0, 4))
  const start = (from?.month ?? 0) > (to?.month ?? 12) ? year - 1 : year
  return {
    from: from && { ...from, year: from.year ?? start },
    to: to && { ...to, year: to.year ?? year },
  }
}

/** Where neither end says of which year it is, nobody can be sure. */
function withYearSaid(day: Found<LocalDate> | null, { from, to }: Range): Found<LocalDate> | null {
  const isSaid = !from || from.kind === 'now' || from.year !== null || (to && to.year !== null)
  return !day?.sure || isSaid ? day : { ...day, sure: false, note: 'year-not-said' }
}

function firstDay(
  from: DateMention | null,
  issuedOn: Found<LocalDate> | null,
  today: LocalDate,
  to: DateMention | null,
): Found<LocalDate> | null {
  const place = from ?? to
  if (!place) return null
  const at = (value: LocalDate, note: DispatchNote | null) =>
    found(value, place.start, place.end, note)
  if (from && from.kind !== 'now') {
    const day = dayOf(from, 'first')
    return day === null ? null : at(day, from.part === null ? null : 'part-of-month')
  }
  if (issuedOn?.sure) return at(issuedOn.value, from ? 'from-issue' : 'from-not-said')
  if (!issuedOn) return from ? at(today, 'from-today') : null
  return today.startsWith(issuedOn.value.slice(0, 7))
    ? at(today, 'from-today')
    : at(issuedOn.value, 'from-month')
}

/** @param said as the text has it, without a year put in */
function lastDay(to: DateMention | null, said: DateMention | null): Found<LocalDate> | null {
  const day = to && to.kind !== 'now' ? dayOf(to, 'last') : null
  if (!to || !day) return null
  return found(day, to.start, to.end, noteOfEnd(to, said))
}

function noteOfEnd(to: DateMention, said: DateMention | null): DispatchNote | null {
  if (to.part === 'early' || to.part === 'middle') return 'part-of-month'
  if (said?.year === null) return 'year-not-said'
  if (to.part === 'end' || to.kind === 'day' || to.kind === 'year') return null
  return to.kind === 'month' ? 'whole-month' : 'whole-quarter'
}

function doubtful({ periodFrom, periodTo }: Period, note: DispatchNote): Period {
  return {
    periodFrom: periodFrom && { ...periodFrom, sure: false, note },
    periodTo: periodTo && { ...periodTo, sure: false, note },
  }
}
