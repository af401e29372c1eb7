import type { LocalDate } from '../../playout/contract/time.ts'
import { dayOf, findDates, validDate } from './date-mention.ts'
import { type Found, found, foundWords, paragraphsOf, type Stretch } from './dispatch-finding.ts'
import { isOfDocument, type Period, rangeIn } from './dispatch-period.ts'
import { offices } from './office-name.ts'

const REPORT = /báo\s*cáo|gửi\s*(?:kết\s*quả|về)/iu

/** When results have to be sent, and to whom. */
export function readReports(
  text: string,
  { near, issuedOn }: Readonly<{ near: LocalDate; issuedOn: Found<LocalDate> | null }>,
  period: Period,
): Readonly<{ reportDates: Found<LocalDate>[]; reportTo: Found<string> | null }> {
  const paragraphs = paragraphsOf(text).filter(({ start, end }) => {
    const words = text.slice(start, end)
    return REPORT.test(words) && !/^\s*(?:Căn\s*cứ|Nơi\s*nhận|V\s*\/\s*v)/iu.test(words)
  })
  const dates = new Map<LocalDate, Found<LocalDate>>()
  for (const paragraph of paragraphs)
    for (const one of [
      ...datesIn(text, paragraph, near, period),
      ...monthlyIn(text, paragraph, period),
    ])
      if (!dates.has(one.value)) dates.set(one.value, one)
  // Nobody reports on the day on which they are told to.
  if (issuedOn) dates.delete(issuedOn.value)
  return {
    reportDates: [...dates.values()].toSorted((a, b) => (a.value < b.value ? -1 : 1)),
    reportTo: paragraphs.map((one) => addressee(text, one)).find((one) => one !== null) ?? null,
  }
}

function datesIn(
  text: string,
  { start, end }: Stretch,
  near: LocalDate,
  { periodFrom, periodTo }: Period,
): Found<LocalDate>[] {
  const words = text.slice(start, end)
  // A span of time in the same paragraph is not when somebody reports.
  const range = rangeIn(text, { start, end })
  const joined = range?.from && range.to ? [range.from, range.to] : []
  const spoken: Stretch[] = [periodFrom, periodTo, ...joined].flatMap((one) => one ?? [])
  const mentions = findDates(words).filter(
    (one) =>
      one.kind === 'day' &&
      !isOfDocument(words, one) &&
      !spoken.some((other) => other.start < one.end + start && one.start + start < other.end),
  )
  // "15/8 và 15/9/2024": a year that is left out is that of the next one.
  let year: number | null = null
  return mentions
    .toReversed()
    .flatMap((mention) => {
      year = mention.year ?? year
      const value = dayOf({ ...mention, year: year ?? Number(near.slice(0, 4)) }, 'last')
      const note = mention.year === null && year === null ? 'year-not-said' : null
      return value && value >= '2000'
        ? [found(value, mention.start + start, mention.end + start, note)]
        : []
    })
    .toReversed()
}

/** "định kỳ ngày 15 hằng tháng", counted out within the period. */
function monthlyIn(
  text: string,
  { start, end }: Stretch,
  { periodFrom, periodTo }: Period,
): Found<LocalDate>[] {
  const match = /ngày\s*(?<day>\d{1,2})\s*(?:của\s*)?(?:h[ằà]ng|mỗi)\s*tháng/iu.exec(
    text.slice(start, end),
  )
  const day = Number(match?.groups?.day ?? 0)
  if (!match || day < 1 || !periodFrom || !periodTo) return []
  const at = start + match.index
  const dates: Found<LocalDate>[] = []
  let [year = 0, month = 1] = periodFrom.value.split('-').map(Number)
  for (let count = 0; count < 24; count += 1) {
    const date = validDate(year, month, day)
    if (date && date > periodTo.value) break
    if (date && date >= periodFrom.value)
      dates.push(found(date, at, at + match[0].length, 'every-month'))
    month = month === 12 ? 1 : month + 1
    if (month === 1) year += 1
  }
  return dates
}

/** "… về Phòng Văn hóa và Thông tin để tổng hợp" */
function addressee(text: string, { start, end }: Stretch): Found<string> | null {
  const words = text.slice(start, end)
  const named = offices(words).find((office) =>
    /(?:về|cho|tới|đến)\s*(?:cho\s*)?$/iu.test(words.slice(0, office.start)),
  )
  return named ? foundWords(text, start + named.start, start + named.end) : null
}
