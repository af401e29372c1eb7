import { parseRoman, readInteger, readOrdinal } from './numbers.ts'
import { END, pattern, type Rule } from './rule.ts'

/** Roman numerals: quý III, thế kỷ XXI, Đại hội lần thứ XIV, chương II; and what numbers a list. */

const romanWords =
  /(?<!\p{L})(?:quý|thế kỷ|thế kỉ|đại hội|lần thứ|thứ|khóa|khoá|chương|phần|mục|phụ lục|hạng|loại|cấp|tập|bậc|vòng|đợt|kỳ|giai đoạn|nhóm|vùng|nhiệm kỳ|quyển|lần|điều|quân khu|toàn quốc lần|kỳ họp)\s*$/iu

export const romanRules: readonly Rule[] = [
  {
    // The number of a list item: 1. Mục đích, II. YÊU CẦU
    kind: 'number',
    pattern: pattern('(\\d{1,2}|[IVX]{1,5})[.)](?=\\s)'),
    say: ([, mark = ''], { before }) => {
      if (before.trim() !== '') return null
      const value = /^\d/.test(mark) ? Number(mark) : parseRoman(mark)
      return value === null ? null : `${readInteger(String(value))},`
    },
  },
  {
    kind: 'roman',
    pattern: pattern(`([IVXLC]{1,8})(?:/(\\d{4}))?${END}`),
    say: ([, written = '', year], { before, dialect }) => {
      const value = parseRoman(written)
      if (value === null) return null
      const number = readInteger(String(value), dialect)
      if (year !== undefined)
        return /quý\s*$/iu.test(before) ? `${number} năm ${readInteger(year, dialect)}` : null
      if (/(?<!\p{L})thứ\s*$/iu.test(before)) return readOrdinal(String(value), dialect)
      const named = romanWords.test(before) || /[IVX][–-]$/.test(before)
      // By itself only what cannot be a word or an abbreviation: XIII, not VI, C or CC.
      return named || (/^X+(?:I{2,3}|IV|VI{1,3}|V)$/.test(written) && !/\p{Lu}\s$/u.test(before))
        ? number
        : null
    },
  },
]
