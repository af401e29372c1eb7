import type { Dialect } from './dialect.ts'
import { readDigits, readFraction, readInteger } from './numbers.ts'

/**
 * A number as people write it here: `1.500.000`, `12,5`, `3.5`, `1,500,000`, `05`. The point parts
 * thousands, the comma decimals.
 */
export const NUMBER =
  '(?:\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d{1,3}(?:,\\d{3}){2,}|\\d+(?:[.,]\\d+)?)'

/** Longest run of figures that is still a quantity when it begins with a zero: `05 hộ`. */
const PADDED_DIGITS = 2

/** How such a number is said. */
export function readNumberText(written: string, dialect: Dialect): string {
  if (/^\d{1,3}(,\d{3}){2,}$/.test(written))
    return readInteger(written.replaceAll(',', ''), dialect)
  const thousands = /^\d{1,3}(\.\d{3})+(?=,|$)/.test(written)
  const [whole = '', fraction] = (thousands ? written.replaceAll('.', '') : written).split(/[.,]/)
  const head =
    /^0/.test(whole) && whole.length > PADDED_DIGITS
      ? readDigits(whole)
      : readInteger(whole, dialect)
  if (fraction === undefined) return head
  return `${head} ${written.includes(',') ? 'phẩy' : 'chấm'} ${readFraction(fraction, dialect)}`
}

/** What such a number is worth, to tell a range from a score. */
export function worthOf(written: string): number {
  const thousands = /^\d{1,3}(\.\d{3})+(?=,|$)/.test(written)
  return Number((thousands ? written.replaceAll('.', '') : written).replace(',', '.'))
}
