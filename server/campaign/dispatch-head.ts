import type { LocalDate } from '../../playout/contract/time.ts'
import { validDate } from './date-mention.ts'
import { bodyStart, type Found, found, foundWords } from './dispatch-finding.ts'
import { offices } from './office-name.ts'

/** Number and sign, place and date, who issued it and what it is about. */
export function readHead(text: string): Readonly<{
  sign: Found<string> | null
  issuedOn: Found<LocalDate> | null
  issuer: Found<string> | null
  subject: Found<string> | null
}> {
  const head = text.slice(0, bodyStart(text))
  return {
    sign: readSign(head),
    issuedOn: readIssueDate(head) ?? readIssueDate(text),
    issuer: readLetterhead(head, text) ?? readIssuerOfText(text),
    subject: readSubject(text),
  }
}

/** `Số: 1537/STTTT-TTr`, `Số : 45 / KH - UBND`, `Số: /VHTT` while the number is open. */
function readSign(head: string): Found<string> | null {
  const match =
    /(?:^|\n|\s{2,}|\t)\s*Số\s*:?\s*(?<sign>(?<number>[\d.…_]*)\s*\/\s*(?:20\d\d\s*\/\s*)?\p{Lu}[\p{L}\d]*(?:\s?[-–]\s?\p{Lu}[\p{L}\d]*){0,3})/u.exec(
      head,
    )
  const sign = match?.groups?.sign
  if (!match || sign === undefined) return null
  const start = match.index + match[0].length - sign.length
  const number = (match.groups?.number ?? '').replaceAll(/\D/g, '')
  const value = sign
    .replace(match.groups?.number ?? '', number)
    .replaceAll(/\s+/g, '')
    .replaceAll('–', '-')
  return found(value, start, start + sign.length, number === '' ? 'number-open' : null)
}

/** `Mỹ Tú, ngày 08 tháng 7 năm 2024`; the day may be left open. */
function readIssueDate(text: string): Found<LocalDate> | null {
  const shape =
    /(?:^|\n|\s{2,})[^\n,]{2,60},\s*(?<date>ngày\s*(?<day>\d{0,2})[\s.…_]*tháng\s*(?<month>\d{1,2})\s*năm\s*(?<year>20\d\d|19\d\d))/iu
  const match = shape.exec(text)
  const { date, day, month, year } = match?.groups ?? {}
  if (!match || date === undefined) return null
  const value = validDate(Number(year), Number(month), day ? Number(day) : 1)
  const start = match.index + match[0].length - date.length
  return value === null ? null : found(value, start, start + date.length, day ? null : 'day-open')
}

/** The lowest office of the letterhead: the one above it is its superior. */
function readLetterhead(head: string, text: string): Found<string> | null {
  let lowest: Found<string> | null = null
  let goesOn = false
  let at = 0
  for (const line of head.split('\n')) {
    // Two columns of a scan stand on one line, with many spaces between them.
    const columns = [...line.matchAll(/\S+(?:\s\S+)*/gu)]
    const first = columns[0]
    if (lowest && goesOn && first && isPlace(first[0]))
      lowest = withRest(lowest, first[0], columns.length > 1 ? null : at + first.index)
    goesOn = false
    for (const { 0: column, index } of columns)
      if (isOffice(column)) {
        lowest = foundWords(head, at + index, at + index + column.length)
        goesOn = true
      }
    at += line.length + 1
    if (/^\s*Số\s*:/u.test(line)) break
  }
  return lowest && { ...lowest, value: asWritten(lowest.value, text) }
}

/** @param at where the rest of the name stands; null beside another column, when only the value grows */
function withRest(office: Found<string>, rest: string, at: number | null): Found<string> {
  const end = at === null ? office.end : at + rest.length
  return { ...office, value: `${office.value} ${rest}`, end }
}

/** In small letters, where the text itself names it so. */
function asWritten(capitals: string, text: string): string {
  const words = capitals.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/\s+/g, '\\s+')
  const named = [...text.matchAll(new RegExp(words, 'giu'))].map(([name]) => name)
  const small = named.find((name) => name !== name.toUpperCase()) ?? capitals
  return small.replaceAll(/\s+/gu, ' ')
}

/** The line below an office that says of which place it is, or the rest of its name. */
function isPlace(column: string): boolean {
  return /^(?:XÃ|HUYỆN|TỈNH|THỊ TRẤN|THỊ XÃ|THÀNH PHỐ|PHƯỜNG|VÀ|TRUYỀN|THỂ THAO)\s/u.test(column)
}

function isOffice(column: string): boolean {
  const letters = column.replaceAll(/[^\p{L}]/gu, '')
  return (
    letters.length > 3 &&
    letters === letters.toUpperCase() &&
    /^(?:UBND|ỦY BAN|UỶ BAN|PHÒNG|SỞ|TRUNG TÂM|BAN |BỘ |CỤC|CHI CỤC|CÔNG AN|HUYỆN ỦY|HUYỆN UỶ|TỈNH ỦY|VĂN PHÒNG|ĐÀI|THANH TRA|HỘI |MẶT TRẬN)/u.test(
      column,
    )
  )
}

/** Whoever asks for something in the text: `Phòng Văn hóa và Thông tin huyện Mỹ Tú đề nghị`. */
function readIssuerOfText(text: string): Found<string> | null {
  const asks =
    /^\s*(?:kính\s+)?(?:đề\s*nghị|yêu\s*cầu|triển\s*khai|thông\s*báo|giao|hướng\s*dẫn)(?!\p{L})/iu
  const asking = offices(text).filter(({ end }) => asks.test(text.slice(end, end + 40)))
  const last = asking.at(-1)
  return last ? foundWords(text, last.start, last.end, 'issuer-from-text') : null
}

/** V/v up to an empty line, the date or the addressees; of plans and notices their title. */
function readSubject(text: string): Found<string> | null {
  const ends =
    /\n\s*\n|\n\s*Kính\s*gửi|\n[^\n]{0,60},\s*ngày|\s{4,}\S[^\n]{0,60},\s*ngày|\n\s*(?:CỘNG|Độc lập|Căn\s*cứ|Thời\s*gian|\d+\s*[.)])/iu
  const line = /(?:^|\n|\s)V\s*\/\s*v\s*:?\s*/iu.exec(text.slice(0, bodyStart(text) + 1))
  const title =
    line ??
    /\n\s*(?:KẾ HOẠCH|THÔNG BÁO|HƯỚNG DẪN|CÔNG ĐIỆN)\s*\n\s*(?:Về\s*việc\s+)?(?=\S)|\n\s*Về\s*việc\s+/u.exec(
      text,
    )
  if (!title) return null
  const start = title.index + title[0].length
  const rest = text.slice(start, start + 600)
  const end = start + (ends.exec(rest)?.index ?? Math.min(rest.length, 300))
  return foundWords(text, start, end, line ? null : 'subject-from-text')
}
