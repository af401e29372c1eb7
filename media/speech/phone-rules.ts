import { readDigits } from './numbers.ts'
import { END, pattern, type Rule } from './rule.ts'

/** What people dial: read digit by digit, with a breath where the number is parted. */

const SEPARATOR = '[ .-]?'
const DIGITS = `\\d{1,4}(?:${SEPARATOR}\\d{1,4}){1,4}`
/** A slash or comma may follow when another telephone number does. */
const PHONE_END = `${END}(?![/,](?!0\\d)\\d{1,5}(?!\\d))`
/** Words after which a short number is dialled and not counted. */
const dials =
  /(?<!\p{L})(?:tổng đài|đường dây nóng|hotline|điện thoại|đt|sđt|đầu số|số máy|zalo|fax|bấm số|gọi số|nhánh)(?:\s+(?:số|miễn phí|cố định|di động|liên hệ))*\s*[:.]?\s*$/iu
const calls =
  /(?<!\p{L})(?:gọi|bấm|gửi|gửi đến|gửi tới|quay số|nhắn tin đến|nhắn tin tới|liên hệ)(?:\s+(?:ngay|số|đến|tới))*\s*:?\s*(?:\d{3,4}(?:\s?[,/]\s?|\s(?:hoặc|và|hay)\s))*$/iu
/** In a sentence about a text message, what it is sent to. */
const sends = /(?<!\p{L})(?:soạn|nhắn tin|tin nhắn)(?!\p{L}).*gửi(?:\s+(?:đến|tới|số))*\s*$/iu
/** Numbers that everybody dials. */
const shortCodes = new Set('111,112,113,114,115,119,156,1022,1080,1414,5656'.split(','))
/** Words after which figures name one thing and count nothing. */
const codes =
  /(?<!\p{L})(?:tài khoản|mã số thuế|mã số|mã|cccd|cmnd|căn cước|biển số|sim|serial|otp|mật khẩu)(?:\s+(?:số|là|công dân))*\s*:?\s*$/iu

const endsInPhone = /(?<![\d.,])(?:\+84|\(\+?84\)|\(?0\d)[\d .)-]{7,14}$/

export const phoneRules: readonly Rule[] = [
  {
    kind: 'phone',
    pattern: pattern(`\\*\\d{1,6}(?:\\*\\d{1,20}){0,4}#`),
    say: ([written]) =>
      written
        .replaceAll(/\d+/g, (figures) => ` ${readDigits(figures)} `)
        .replaceAll('*', ' sao ')
        .replaceAll('#', ' thăng '),
  },
  {
    // +84 299 3820 123, (84) 299 3820 123, (0299) 3.820.123, 0912.345.678
    kind: 'phone',
    pattern: pattern(
      `(?:\\+84${SEPARATOR}|\\((?:\\+?84|0\\d{1,3})\\)${SEPARATOR}|0)${DIGITS}${PHONE_END}`,
    ),
    say: ([written]) => {
      const count = written.replaceAll(/\D/g, '').length
      return count >= 9 && count <= 12 ? dialled(written) : null
    },
  },
  {
    // The second of 0912345678/0987654321
    kind: 'phone',
    pattern: pattern(`\\s?[/,]\\s?(${DIGITS})${PHONE_END}`),
    say: ([written, second = ''], { before }) => {
      const count = written.replaceAll(/\D/g, '').length
      if (count < 6 || count > 11 || !endsInPhone.test(before)) return null
      return `, ${dialled(second)}`
    },
  },
  {
    // 1800 8098, 1900.1091
    kind: 'phone',
    pattern: pattern(`(1[89]00)${SEPARATOR}(\\d{2,4}(?:${SEPARATOR}\\d{2,4})?)${END}(?![/,]\\d)`),
    say: ([, prefix = '', rest = ''], { before }) =>
      /(?:năm|giai đoạn)\s*$/iu.test(before) ? null : dialled(`${prefix} ${rest}`),
  },
  {
    kind: 'phone',
    pattern: pattern(`\\d{3,8}${END}(?![/.,:]\\d)`),
    say: ([written], { before }) => {
      const isDialled =
        dials.test(before) || sends.test(before) || (calls.test(before) && shortCodes.has(written))
      return isDialled || codes.test(before) ? dialled(written) : null
    },
  },
  {
    kind: 'number',
    pattern: pattern(`\\d{9,20}${END}`),
    say: ([written], { before }) =>
      codes.test(before) || dials.test(before) ? dialled(written) : null,
  },
]

/** As it is parted on paper; an undivided one in fours and threes. */
function dialled(written: string): string {
  const plus = written.includes('+') ? 'cộng ' : ''
  const parts = written.replace('+84', '84 ').match(/\d+/g) ?? []
  return plus + parts.flatMap(inThrees).map(readDigits).join(', ')
}

function inThrees(figures: string): string[] {
  if (figures.length <= 5) return [figures]
  const first = figures.length % 3 === 0 ? 3 : (figures.length % 3) + 3
  return [figures.slice(0, first), ...(figures.slice(first).match(/\d{3}/g) ?? [])]
}
