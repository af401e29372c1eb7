import { type Dialect, dialectWords } from './dialect.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/** Longest whole number that is read as one; a longer run of digits is a code, read one by one. */
const READ_AS_NUMBER_DIGITS = 15

/**
 * A whole number in Vietnamese: `125` → một trăm hai mươi lăm, `2024` → hai nghìn không trăm hai
 * mươi tư.
 * @param figures ASCII digits without separators
 */
export function readInteger(figures: string, dialect: Dialect = 'north'): string {
  const significant = figures.replace(/^0+(?=\d)/, '')
  if (significant.length > READ_AS_NUMBER_DIGITS) return readDigits(figures)
  const groups = threes(significant)
  const said = groups.map((group, place) => {
    if (Number(group) === 0) return ''
    const scale = scaleOf(groups.length - 1 - place, dialect)
    return `${readThree(group, place > 0, dialect)} ${scale}`.trim()
  })
  return said.filter(Boolean).join(' ') || 'không'
}

/** Each digit by itself, as telephone numbers and codes are read: `1800` → một tám không không. */
export function readDigits(figures: string): string {
  return [...figures].map((figure) => digits[Number(figure)] ?? '').join(' ')
}

/** What stands after the decimal sign: up to two figures as a number, more of them one by one. */
export function readFraction(figures: string, dialect: Dialect = 'north'): string {
  if (figures.length > 2 || figures.startsWith('0')) return readDigits(figures)
  return readInteger(figures, dialect)
}

/** The month by its name: tháng tư, not tháng bốn. */
export function readMonth(month: number): string {
  return month === 4 ? 'tư' : readInteger(String(month))
}

/** The place in an order: thứ nhất, thứ tư, thứ hai mươi mốt. */
export function readOrdinal(figures: string, dialect: Dialect = 'north'): string {
  const value = Number(figures)
  if (value === 1) return 'nhất'
  return value === 4 ? 'tư' : readInteger(figures, dialect)
}

/** The value of a Roman numeral in its one proper spelling up to 3999; null for anything else. */
export function parseRoman(text: string): number | null {
  if (!/^(?=[IVXLCDM])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(text))
    return null
  const worth: Readonly<Record<string, number>> = {
    ...{ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 },
  }
  const values = [...text].map((letter) => worth[letter] ?? 0)
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  )
}

function threes(figures: string): string[] {
  const whole = figures.padStart(Math.ceil(figures.length / 3) * 3, '0')
  return whole.match(/\d{3}/g) ?? []
}

/** nghìn, triệu, tỷ, nghìn tỷ: the fourth group begins again on top of the billions. */
function scaleOf(power: number, dialect: Dialect): string {
  const { thousand } = dialectWords[dialect]
  return ['', thousand, 'triệu', 'tỷ', `${thousand} tỷ`][power] ?? ''
}

function readThree(group: string, hundredsSaid: boolean, dialect: Dialect): string {
  const [hundreds, tens, ones] = [...group].map(Number) as [number, number, number]
  const said: string[] = []
  const withHundreds = hundreds > 0 || hundredsSaid
  if (withHundreds) said.push(`${digits[hundreds]} trăm`)
  if (tens === 0 && ones > 0) {
    if (withHundreds) said.push(dialectWords[dialect].gap)
    said.push(digits[ones] ?? '')
  } else if (tens === 1)
    said.push('mười', ones === 5 ? 'lăm' : ones === 0 ? '' : (digits[ones] ?? ''))
  else if (tens > 1) said.push(`${digits[tens]} mươi`, onesAfterTens(ones))
  return said.filter(Boolean).join(' ')
}

/** hai mươi mốt, hai mươi tư, hai mươi lăm. */
function onesAfterTens(ones: number): string {
  const special: Readonly<Record<number, string>> = { 0: '', 1: 'mốt', 4: 'tư', 5: 'lăm' }
  return special[ones] ?? digits[ones] ?? ''
}
