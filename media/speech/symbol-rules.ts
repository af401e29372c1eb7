import { anyOf, pattern, type Rule } from './rule.ts'
import { units } from './units.ts'

/** Signs that are said, signs that are a breath, and what this voice cannot read at all. */

/** Behind these a slash means `mỗi`: 500.000 đồng/hộ, 2 lần/ngày. */
const perWhat =
  /^(?:giờ|phút|giây|ngày|tuần|tháng|quý|năm|đêm|vụ|hộ|người|nhân khẩu|khẩu|em|học sinh|suất|kg|tấn|lít|ha|km|m²|m2|công|xã|ấp|trạm|buổi|lần|máy|thuê bao|sim|đơn vị|con|cây|lượt|ca)(?!\p{L})/iu
const perOf =
  /(?:[\d%₫]|đồng|lần|triệu|tỷ|nghìn|ngàn|suất|đ|VNĐ|VND|người|phút|giờ|buổi|bản tin|tin|bài|kg|tấn|lít|lượt|cuộc|liều|viên|gam|mét|ngày|hộ)\s?$/u

const said: Readonly<Record<string, string>> = {
  ...{ '&': 'và', '+': 'cộng', '=': 'bằng', '≈': 'khoảng', '≥': 'lớn hơn hoặc bằng' },
  ...{ '≤': 'nhỏ hơn hoặc bằng', '±': 'cộng trừ', '×': 'nhân', '÷': 'chia', '%': 'phần trăm' },
  ...{
    '‰': 'phần nghìn',
    '₫': 'đồng',
    $: 'đô la',
    '€': 'ơ rô',
    '№': 'số',
    '@': 'a còng',
    '°': 'độ',
  },
}

const superscripts: Readonly<Record<string, string>> = { '²': 'bình phương', '³': 'lập phương' }

export const symbolRules: readonly Rule[] = [
  {
    // 95.000đ/m2
    kind: 'unit',
    pattern: pattern(`\\s?/\\s?(${anyOf(Object.keys(units))})(?![\\p{L}\\p{M}\\p{N}])`),
    say: ([, name = ''], { before }) => (perOf.test(before) ? `mỗi ${units[name]}` : null),
  },
  {
    // 500 mm/24h, 3,2/4
    kind: 'symbol',
    pattern: pattern('\\s?/\\s?(?=\\d)(?!\\d{1,2}/\\d{4})'),
    say: (_match, { before }) => (/[\p{L}\p{N}²³%]$/u.test(before) ? 'trên' : null),
  },
  {
    kind: 'symbol',
    pattern: pattern('\\s?/\\s?(?=\\p{L})'),
    say: (_match, { before, after }) => (perOf.test(before) && perWhat.test(after) ? 'mỗi' : null),
  },
  {
    kind: 'symbol',
    pattern: pattern('[<>](?=\\s?\\d)'),
    say: ([sign]) => (sign === '<' ? 'nhỏ hơn' : 'lớn hơn'),
  },
  {
    kind: 'symbol',
    pattern: pattern('~(?=\\s?\\d)'),
    say: () => 'khoảng',
  },
  {
    kind: 'symbol',
    pattern: pattern('[&=≈≥≤±÷%‰₫$€№@°×]'),
    say: ([sign = '']) => said[sign] ?? null,
  },
  {
    kind: 'symbol',
    pattern: pattern('\\+(?=\\s?\\d)'),
    say: (_match, { before }) => (/[\p{L}\d]\s?$/u.test(before) ? 'cộng' : null),
  },
  {
    kind: 'symbol',
    pattern: pattern('[²³]'),
    say: ([sign = '']) => superscripts[sign] ?? null,
  },
  unreadable('[^\\p{Script=Latin}\\p{Script=Common}\\p{Script=Inherited}]'),
]

/** Letters of another script, and pictures: said by nobody, and shown as such. */
export function unreadable(letters: string): Rule {
  const mark = `(?:${letters}|\\p{Extended_Pictographic})`
  return {
    kind: 'unreadable',
    pattern: pattern(`${mark}(?:[\\p{M}\\p{Emoji_Modifier}]|\\s?${mark}){0,599}`),
    say: () => ',',
  }
}
