import { readInteger, readMonth } from './numbers.ts'
import { type Around, END, pattern, type Rule } from './rule.ts'

/** Dates in the order day, month, year, whole or in part, and spans of them. */

const DAY = '(\\d{1,2})'
const YEAR = '(\\d{4})'
/** No more of a number, a path or a decimal may follow. */
const DATE_END = `${END}(?![/.,]\\d|/\\p{L})`

/** Words after which `16/9` is a day; after anything else it may be a share. */
const timeWords =
  /(?:\d{1,2}\/\d{1,2}|(?<!\p{L})(?:ngày|mùng|mồng|hôm|hôm nay|sáng|trưa|chiều|tối|đêm|từ|đến|tới|trước|sau|hết|qua|mốc|dịp|lễ|vào|kể từ|quốc khánh|giải phóng|thứ \S+|chủ nhật|nhật|và|hoặc|rằm|tết|giờ|phút|\dh|h\d\d|quá|hạn|nay|khánh|nữ|lao động))[ ,(]*$/iu
/** What is counted out of a whole: `8/9 xã`, `2/3 số hộ`. */
const counted =
  /^\s*(?:số|tổng số|xã|thị trấn|phường|huyện|tỉnh|hộ|ấp|thôn|khóm|khu|trường|đơn vị|đại biểu|người|thành viên|cụm|trạm|đài|tiêu chí|chỉ tiêu|học sinh|em|đảng viên|phiếu|diện tích|dân số|thời gian|chặng|quãng|lượt|máy|điểm|chi bộ|nội dung|nhiệm vụ)(?!\p{L})/iu
const dayWord = /(?<!\p{L})(?:ngày|mùng|mồng)\s*$/iu
const monthWord = /(?<!\p{L})tháng\s*$/iu
const quarterWord = /(?<!\p{L})(?:quý|lần|đợt|kỳ|học kỳ|khóa|khoá|số)\s*$/iu
/** Streets and schools bear a date as their name: đường 30/4. */
const placeWord = /(?<!\p{L})(?:đường|phố|trường|quảng trường|công viên|hẻm|sân|chợ|cầu)\s*$/iu
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
      sayDay(dateOf(day, month ?? month2, year ?? year2), around),
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
    // 16/9; but 8/9 xã and 2/3 số hộ are shares.
    kind: 'date',
    pattern: pattern(`${DAY}/${DAY}${DATE_END}`),
    say: ([, first = '', second = ''], around) => {
      const date = dateOf(first, second, undefined)
      return date && isDay(first, second, around) ? sayDay(date, around) : null
    },
  },
  {
    kind: 'number',
    pattern: pattern(`(\\d+)/(\\d+)${END}(?!/)`),
    say: ([, first = '', second = ''], { after, dialect }) => {
      // 2023/2024: a school year
      const years = first.length === 4 && Number(second) === Number(first) + 1
      if (years) return `${readInteger(first, dialect)}, ${readInteger(second, dialect)}`
      const share = Number(first) < Number(second) && Number(second) <= 10 && !countedUnits(after)
      const whole = share && second === '4' ? 'tư' : readInteger(second, dialect)
      return `${readInteger(first, dialect)} ${share ? 'phần' : 'trên'} ${whole}`
    },
  },
]

function isDay(first: string, second: string, { before, after }: Around): boolean {
  if (dayWord.test(before) || placeWord.test(before)) return true
  if (counted.test(after) || shareWord.test(before)) return false
  if (timeWords.test(before)) return true
  if (first === '24' && second === '7') return false
  return !(Number(first) < Number(second) && Number(second) <= 5)
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
