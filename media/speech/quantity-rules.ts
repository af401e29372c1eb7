import { dialectWords } from './dialect.ts'
import { NUMBER, readNumberText, worthOf } from './number-text.ts'
import { readDigits, readInteger, readMonth, readOrdinal } from './numbers.ts'
import { type Around, anyOf, END, pattern, type Rule } from './rule.ts'
import { currencies, units } from './units.ts'

/** Quantities: money, units, percentages, spans, negatives and plain numbers. */

const BELOW_ZERO = '[-−–]'
const unit = anyOf(Object.keys(units))
const currency = anyOf(Object.keys(currencies))

/** Thousands parted by spaces or commas: only the money behind them says that they are. */
const GROUPED = '[1-9]\\d{0,2}(?:(?: \\d{3})+|(?:,\\d{3})+)'
const wholeMoney = anyOf([
  'đồng',
  ...Object.keys(currencies).filter((name) => !['k', 'tr', 'tỉ'].includes(name)),
])

/** Words of which a number in words is made. */
const numberWords =
  'không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|linh|lẻ|trăm|nghìn|ngàn|triệu|tỷ|tỉ|phẩy|rưỡi'

const beginsAfresh = /(?:^|[\s(:~])$/
/** What may stand to the left of the dash of a span: a number, perhaps with its unit. */
const spanLeft = new RegExp(
  `(${NUMBER})\\s?(?:${unit}|${currency}|[hg](?:\\d{2})?|giờ(?:\\s\\d{1,2})?(?:\\s?phút)?)?$`,
  'u',
)

export const quantityRules: readonly Rule[] = [
  {
    // 1 250 000 đồng, 50,000 VNĐ
    kind: 'money',
    pattern: pattern(`(${GROUPED})\\s?(${wholeMoney})${END}`),
    say: ([, number = '', name = ''], { dialect }) =>
      `${readInteger(number.replaceAll(/\D/g, ''), dialect)} ${currencies[name] ?? name}`,
  },
  {
    // The first of 50,000 - 100,000 VNĐ
    kind: 'number',
    pattern: pattern(`(${GROUPED})(?=\\s?[-–—]\\s?${GROUPED}\\s?(?:${wholeMoney})${END})`),
    say: ([number], { dialect }) => readInteger(number.replaceAll(/\D/g, ''), dialect),
  },
  {
    // 1tr2, 1tr500, 2tỷ5
    kind: 'money',
    pattern: pattern(`(\\d{1,4})\\s?(tr|tỷ|tỉ)(\\d{1,3})k?(đ|₫)?${END}(?![.,/]\\d)`),
    say: ([, number = '', scale = '', rest = '', sign], { dialect }) => {
      const [name, below] =
        scale === 'tr' ? ['triệu', dialectWords[dialect].thousand] : ['tỷ', 'triệu']
      const part = Number(rest) === 0 ? '' : `${readInteger(rest.padEnd(3, '0'), dialect)} ${below}`
      return `${readInteger(number, dialect)} ${name} ${part} ${sign === undefined ? '' : 'đồng'}`
    },
  },
  {
    // A sum, a measure or a share, below zero too: -5°C, 1.500.000 đ, 12,5%.
    kind: 'unit',
    pattern: pattern(`(${BELOW_ZERO}?)(${NUMBER})\\s?(${unit})(?![\\p{L}\\p{M}\\p{N}²³])`),
    say: ([, sign = '', number = '', name = ''], around) =>
      quantity(sign, number, units[name] ?? '', around),
  },
  {
    kind: 'money',
    pattern: pattern(`(${BELOW_ZERO}?)(${NUMBER})\\s?(${currency})${END}`),
    say: ([, sign = '', number = '', name = ''], around) =>
      quantity(sign, number, thousandOf(currencies[name] ?? '', around), around),
  },
  {
    kind: 'money',
    pattern: pattern(`([$€£¥])\\s?(${NUMBER})`),
    say: ([, name = '', number = ''], { dialect }) =>
      `${readNumberText(number, dialect)} ${currencies[name] ?? ''}`,
  },
  {
    // 2 triệu đ
    kind: 'money',
    pattern: pattern(`(?:đ|₫|VNĐ|VND)${END}`),
    say: (_match, { before }) =>
      /(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm)\s$/iu.test(before) ? 'đồng' : null,
  },
  {
    // 1:500; of a standard, 01:2009, the year
    kind: 'number',
    pattern: pattern(`(\\d{1,6}):(\\d{1,3}(?:\\.\\d{3})+|\\d{1,7})${END}`),
    say: ([, first = '', second = ''], { dialect }) => {
      const between = /^(?:19|20)\d\d$/.test(second) ? 'năm' : 'trên'
      return `${readInteger(first, dialect)} ${between} ${readNumberText(second, dialect)}`
    },
  },
  {
    // 02 (hai) bản: said once.
    kind: 'number',
    pattern: pattern(`${NUMBER}\\s?\\(((?:(?:${numberWords})\\s?){1,25})\\)`, 'i'),
    say: ([, inWords = '']) => inWords,
  },
  {
    kind: 'number',
    pattern: pattern(`${BELOW_ZERO}(${NUMBER})`),
    say: ([, number = ''], { before, dialect }) =>
      beginsAfresh.test(before) && !/\d\s+$/.test(before)
        ? `âm ${readNumberText(number, dialect)}`
        : null,
  },
  {
    // 5–7, 10%-15%, 7h - 8h30
    kind: 'range',
    pattern: pattern(`\\s*[-–—~]\\s*(?=(${NUMBER}))`),
    say: ([written = '', right = ''], { before }) => {
      const left = spanLeft.exec(before)
      if (left === null) return null
      if (/(?:năm học|niên khóa|niên khoá|mùa)\s+\d{4}$|°[NBEĐ]$/iu.test(before)) return ','
      // A list's dash has room on its right only.
      if (/^\s+[-–—~]\S*$/.test(written) && written.includes('\n')) return null
      const plain = left[0] === left[1]
      return plain && worthOf(left[1] ?? '') >= worthOf(right) ? ',' : 'đến'
    },
  },
  {
    kind: 'range',
    pattern: pattern('\\s*[-–—]\\s*(?=(?:thứ|tháng|quý)\\s|chủ nhật)', 'i'),
    say: (_match, { before }) => (/(?:thứ|tháng|quý)\s+\S+$/iu.test(before) ? 'đến' : null),
  },
  {
    // 40 x 60 cm
    kind: 'symbol',
    pattern: pattern('\\s?[xX×]\\s?(?=\\d)'),
    say: ([written = ''], { before }) =>
      /\d$/.test(before) || /^\s[xX×]\s$/.test(written) ? 'nhân' : null,
  },
  {
    kind: 'number',
    pattern: pattern('\\d+(?:\\.\\d+){2,}'),
    say: ([written = ''], { dialect }) =>
      /^\d{1,3}(?:\.\d{3})+$/.test(written)
        ? null
        : written
            .split('.')
            .map((part) => readInteger(part, dialect))
            .join(' chấm '),
  },
  {
    kind: 'number',
    pattern: pattern(NUMBER),
    say: ([written = ''], around) => plainNumber(written, around),
  },
  {
    kind: 'number',
    pattern: pattern('[½¼¾]'),
    say: ([written = '']) =>
      ({ '½': 'một phần hai', '¼': 'một phần tư', '¾': 'ba phần tư' })[written] ?? null,
  },
]

function quantity(sign: string, number: string, unit: string, { before, dialect }: Around) {
  if (sign !== '' && !(beginsAfresh.test(before) && !/\d\s+$/.test(before))) return null
  return `${sign === '' ? '' : 'âm '}${readNumberText(number, dialect)} ${unit}`
}

function thousandOf(name: string, { dialect }: Around): string {
  return name === 'nghìn' ? dialectWords[dialect].thousand : name
}

function plainNumber(written: string, { before, dialect }: Around): string {
  if (/(?<!\p{L})thứ\s+$/iu.test(before)) return readOrdinal(written, dialect)
  if (/(?<!\p{L})tháng\s+$/iu.test(before) && /^0?4$/.test(written)) return readMonth(4)
  // Figures right behind letters are a code: QL1A, H5N1.
  if (/\p{L}$/u.test(before) && written.length > 4) return readDigits(written)
  return readNumberText(written, dialect)
}
