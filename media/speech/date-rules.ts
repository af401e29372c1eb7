import { readNumberText } from './number-text.ts'
import { readInteger, readMonth } from './numbers.ts'
import { type Around, END, pattern, type Rule } from './rule.ts'

/** Dates in the order day, month, year, whole or in part, and spans of them. */

const DAY = '(\\d{1,2})'
const YEAR = '(\\d{4})'
/** No more of a number, a path or a decimal may follow. */
const DATE_END = `${END}(?![/.,]\\d|/\\p{L})`

/** Words after which `16/9` is a day; after anything else it is an address, a class or a share. */
const timeWords =
  'ngày|mùng|mồng|hôm|nay|mai|sáng|trưa|chiều|tối|đêm|từ|đến|tới|trước|sau|hết|qua|mốc|dịp|lễ|tết|vào|khánh|giải phóng|thứ \\S+|nhật|rằm|giờ|phút|quá|chót|hạn[^.;/]{0,30}|thời gian|nữ|lao động|nhà giáo|thiếu nhi|liệt s[ĩỹ]|kỷ niệm|mừng|nghỉ|bắt đầu|kết thúc'
/** One of them or a time of the day, and perhaps other days between. */
const afterTimeWord = new RegExp(
  `(?:(?<!\\p{L})(?:${timeWords})|\\d[hg]|\\d[hg:]\\d\\d)[ ,(:]*(?:(?<!\\d)\\d{1,2}/\\d{1,2}(?:/\\d{4})?(?!\\d)[ )]*(?:,|và|hoặc|hay)?[ ]*){0,12}$`,
  'iu',
)
/** A year behind it makes a day of anything. */
const yearAfter = /^ (?:năm|hằng năm|hàng năm|âm lịch|dương lịch|ÂL)(?!\p{L})/iu
const addressBefore =
  /(?<!\p{L})(?:số|nhà|kiệt|lô|thửa|thửa đất|tờ|tổ|lớp|hẻm|ngõ|ngách|căn|phòng)\s*$/iu
const addressAfter = /^ (?:đường|phố|quốc lộ|tỉnh lộ|hương lộ)(?!\p{L})/iu
/** What is counted out of a whole: `8/9 xã`, `2/3 số hộ`. */
const counted =
  /^\s*(?:số|tổng số|xã|thị trấn|phường|huyện|tỉnh|hộ|ấp|thôn|khóm|khu|trường|đơn vị|đại biểu|người|thành viên|cụm|trạm|đài|tiêu chí|chỉ tiêu|học sinh|em|đảng viên|phiếu|diện tích|dân số|thời gian|chặng|quãng|lượt|máy|điểm|chi bộ|nội dung|nhiệm vụ|dân|bà con|gia đình|cán bộ|hội viên|cử tri)(?!\p{L})/iu
const dayWord = /(?<!\p{L})(?:ngày|mùng|mồng)\s*$/iu
const monthWord = /(?<!\p{L})tháng\s*$/iu
const quarterWord = /(?<!\p{L})(?:quý|lần|đợt|kỳ|học kỳ|khóa|khoá|số)\s*$/iu
/** Streets and schools bear a date as their name: đường 30/4. */
const placeWord = /(?<!\p{L})(?:đường|phố|trường|quảng trường|công viên|sân|chợ|cầu)\s*$/iu
const shareWord = /(?<!\p{L})(?:khoảng|gần|hơn|chiếm|trên|dưới|đạt|được|bằng|còn|giảm|tăng)\s*$/iu

type DayMonth = Readonly<{ day: number; month: number; year: string | null }>

export const dateRules: readonly Rule[] = [
  {
    kind: 'date',
    pattern: pattern(`${YEAR}-(\\d{2})-(\\d{2})${DATE_END}`),
    say: ([, year = '', month, day], around) => sayDay(dateOf(day, month, year), around),
  },
  {
    // 1/9 - 30/9/2024
    kind: 'date',
    pattern: pattern(
      `${DAY}/${DAY}(?:/${YEAR})?\\s?[-–—]\\s?${DAY}/${DAY}(?:/${YEAR})?${DATE_END}`,
    ),
    say: ([, day, month, year, day2, month2, year2], around) => {
      if (year2 === undefined && isAddress(around)) return null
      const from = sayDay(dateOf(day, month, year), around)
      const to = dateOf(day2, month2, year2)
      return from && to ? `${from} đến ngày ${wordsOf(to, around)}` : null
    },
  },
  {
    // 2–3/9, 15-17/8/2024
    kind: 'date',
    pattern: pattern(`${DAY}\\s?[-–—]\\s?${DAY}/${DAY}(?:/${YEAR})?${DATE_END}`),
    say: ([, first = '', last, month, year], around) => {
      if (year === undefined && isAddress(around)) return null
      const to = dateOf(last, month, year)
      if (!to || Number(first) >= to.day || Number(first) === 0) return null
      const ahead = dayWord.test(around.before) ? '' : 'ngày '
      return `${ahead}${readInteger(first)} đến ngày ${wordsOf(to, around)}`
    },
  },
  {
    // 8–9/2024
    kind: 'date',
    pattern: pattern(`${DAY}\\s?[-–—]\\s?${DAY}/${YEAR}${DATE_END}`),
    say: ([, first, last, year = ''], around) => {
      const [from, to] = [Number(first), Number(last)]
      if (from < 1 || from >= to || to > 12) return null
      const word = quarterWord.test(around.before) ? 'quý' : 'tháng'
      const ahead = monthWord.test(around.before) || word === 'quý' ? '' : 'tháng '
      return `${ahead}${readMonth(from)} đến ${word} ${readMonth(to)} ${yearOf(year, around)}`
    },
  },
  {
    // 16/9/2024, 16-9-2024, 16.9.2024, 16/9/24
    kind: 'date',
    pattern: pattern(`${DAY}(?:/${DAY}/(\\d{4}|\\d{2})|([-.])${DAY}\\4${YEAR})${DATE_END}`),
    say: ([, day, month, year, , month2, year2], around) =>
      // hẻm 12/3/24
      year?.length === 2 && isAddress(around)
        ? null
        : sayDay(dateOf(day, month ?? month2, year ?? year2), around),
  },
  {
    // ngày 16-9, ngày 17.9; but ngày 5-7 tháng 9 are three days
    kind: 'date',
    pattern: pattern(`${DAY}[-.]${DAY}${END}(?![-/.,]\\d|\\s?tháng)`),
    say: ([, day, month], around) =>
      /(?<!các )ngày $/iu.test(around.before) ? sayDay(dateOf(day, month), around) : null,
  },
  {
    // T9/2024
    kind: 'date',
    pattern: pattern(`T(\\d{1,2})/${YEAR}${DATE_END}`, 'i'),
    say: ([, month = '', year = ''], around) =>
      Number(month) >= 1 && Number(month) <= 12
        ? `tháng ${readMonth(Number(month))} ${yearOf(year, around)}`
        : null,
  },
  {
    // 9/2024, quý 3/2024
    kind: 'date',
    pattern: pattern(`${DAY}[/-]${YEAR}${DATE_END}`),
    say: ([, first = '', year = ''], around) => {
      const month = Number(first)
      if (month < 1 || month > 12 || year < '1900' || year > '2199') return null
      if (quarterWord.test(around.before)) return `${readInteger(first)} ${yearOf(year, around)}`
      const ahead = monthWord.test(around.before) ? '' : 'tháng '
      return `${ahead}${readMonth(month)} ${yearOf(year, around)}`
    },
  },
  {
    // 16/9 behind a word of time; 8/9 xã and 2/3 số hộ are shares, số nhà 3/2 an address.
    kind: 'date',
    pattern: pattern(`${DAY}/${DAY}${DATE_END}`),
    say: ([, first = '', second = ''], around) => {
      const date = dateOf(first, second)
      return date && isDay(around) ? sayDay(date, around) : null
    },
  },
  {
    kind: 'number',
    pattern: pattern(`(\\d+)/(\\d{1,3}(?:\\.\\d{3})+|\\d+)${END}(?!/)`),
    say: ([, first = '', second = ''], around) => {
      const { dialect } = around
      // 2023/2024: a school year
      const years = first.length === 4 && Number(second) === Number(first) + 1
      if (years) return `${readInteger(first, dialect)}, ${readInteger(second, dialect)}`
      const share =
        Number(first) < Number(second) && Number(second) <= 10 && isShare(second, around)
      const whole = share && second === '4' ? 'tư' : readNumberText(second, dialect)
      return `${readInteger(first, dialect)} ${share ? 'phần' : 'trên'} ${whole}`
    },
  },
]

function isDay(around: Around): boolean {
  const { before, after } = around
  if (dayWord.test(before) || placeWord.test(before)) return true
  if (isAddress(around) || counted.test(after)) return false
  return yearAfter.test(after) || afterTimeWord.test(before)
}

function isAddress({ before, after }: Around): boolean {
  return addressBefore.test(before) || addressAfter.test(after)
}

/** `1/2 viên`, `hơn 2/3`: a small whole that is no address and counts no places. */
function isShare(whole: string, around: Around): boolean {
  if (isAddress(around) || countedUnits(around.after)) return false
  if (shareWord.test(around.before) || counted.test(around.after)) return true
  return Number(whole) <= 4 && /^ \p{Ll}/u.test(around.after)
}

/** `8/9 xã` counts places one by one; `2/3 số hộ` is a share of a whole. */
function countedUnits(after: string): boolean {
  return (
    counted.test(after) &&
    !/^\s*(?:số|tổng số|diện tích|dân số|thời gian|chặng|quãng)/iu.test(after)
  )
}

function dateOf(day?: string, month?: string, year?: string): DayMonth | null {
  const date = { day: Number(day), month: Number(month), year: year ?? null }
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][date.month - 1] ?? 0
  return date.day >= 1 && date.day <= longest ? date : null
}

function sayDay(date: DayMonth | null, around: Around): string | null {
  if (date === null) return null
  const named = dayWord.test(around.before) || placeWord.test(around.before)
  return `${named ? '' : 'ngày '}${wordsOf(date, around)}`
}

function wordsOf({ day, month, year }: DayMonth, around: Around): string {
  const dayAndMonth = `${readInteger(String(day))} tháng ${readMonth(month)}`
  return year === null ? dayAndMonth : `${dayAndMonth} ${yearOf(year, around)}`
}

function yearOf(year: string, { dialect }: Around): string {
  return `năm ${readInteger(year.length === 2 ? `20${year}` : year, dialect)}`
}
