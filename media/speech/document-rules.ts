import { spell } from './letters.ts'
import { readDigits, readInteger } from './numbers.ts'
import { anyOf, pattern, type Rule } from './rule.ts'

/** Numbers of legal texts and dispatches: 39/2020/TT-BTTTT, 02/QĐ-UBND, 1537/STTTT-TTr. */

/** Kinds of document, as their number abbreviates them. */
const kinds: Readonly<Record<string, string>> = {
  ...{ NĐ: 'nghị định', TT: 'thông tư', TTLT: 'thông tư liên tịch', QĐ: 'quyết định' },
  ...{ NQ: 'nghị quyết', CT: 'chỉ thị', KH: 'kế hoạch', TB: 'thông báo', TTr: 'tờ trình' },
  ...{ HD: 'hướng dẫn', BC: 'báo cáo', CV: 'công văn', CĐ: 'công điện', CTr: 'chương trình' },
  ...{ KL: 'kết luận', CTrHĐ: 'chương trình hành động', QyĐ: 'quy định' },
  ...{ PA: 'phương án', GM: 'giấy mời', BB: 'biên bản', ĐA: 'đề án', QC: 'quy chế' },
}

/** Who issues them. */
const issuers: Readonly<Record<string, string>> = {
  ...{ CP: 'Chính phủ', TTg: 'Thủ tướng Chính phủ', UBND: 'Ủy ban nhân dân' },
  ...{ HĐND: 'Hội đồng nhân dân', TU: 'Tỉnh ủy', HU: 'Huyện ủy', ĐU: 'Đảng ủy', TW: 'Trung ương' },
  ...{ BTTTT: 'Bộ Thông tin và Truyền thông', STTTT: 'Sở Thông tin và Truyền thông' },
  ...{ BVHTTDL: 'Bộ Văn hóa, Thể thao và Du lịch', BKHCN: 'Bộ Khoa học và Công nghệ' },
  ...{ BNV: 'Bộ Nội vụ', BTC: 'Bộ Tài chính', BYT: 'Bộ Y tế', BCA: 'Bộ Công an' },
  ...{ BGDĐT: 'Bộ Giáo dục và Đào tạo', BTNMT: 'Bộ Tài nguyên và Môi trường' },
  ...{ BNNPTNT: 'Bộ Nông nghiệp và Phát triển nông thôn', BTP: 'Bộ Tư pháp' },
  ...{ VHTT: 'Phòng Văn hóa và Thông tin', TTr: 'Thanh tra', UBMTTQ: 'Ủy ban Mặt trận Tổ quốc' },
}

const kindBefore =
  /(?<!\p{L})(?:QĐ|NQ|NĐ|CT|KH|TB|TTr|HD|BC|CV|CĐ|CTr|KL|TT|TTLT|nghị định|thông tư|thông tư liên tịch|quyết định|nghị quyết|chỉ thị|kế hoạch|thông báo|tờ trình|hướng dẫn|báo cáo|công văn|công điện|chương trình|đề án|kết luận|quy định|luật|bộ luật|pháp lệnh|văn bản|quy chế|giấy mời)(?:\s+số)?\s*:?\s*$/iu
const numberWord = /(?<!\p{L})số\s*:?\s*$/iu

const SUFFIX = '[\\p{Lu}][\\p{L}\\d]{1,9}(?:[-–][\\p{Lu}][\\p{L}\\d]{1,9}){0,3}'

const NUMBER_WORD = '(?:số\\s*:?\\s*)?'

export const documentRules: readonly Rule[] = [
  {
    // QĐ số 27/QĐ-TTg, KH 12/KH-UBND: elsewhere KH may be a customer.
    kind: 'document',
    pattern: pattern(
      `(${anyOf(Object.keys(kinds))})(?=\\s+${NUMBER_WORD}\\d{1,5}(?:/\\d{4})?[-–/]\\p{Lu})`,
    ),
    say: ([, kind = '']) => kinds[kind] ?? null,
  },
  {
    // QĐ 1234, NĐ 49/2024
    kind: 'document',
    pattern: pattern(`(QĐ|NQ|NĐ)(?=\\s+${NUMBER_WORD}\\d)`),
    say: ([, kind = '']) => kinds[kind] ?? null,
  },
  {
    kind: 'document',
    pattern: pattern(`(\\d{1,5})(?:/(\\d{4}))?/(${SUFFIX})(?![\\p{L}\\p{M}\\p{N}])`),
    say: ([, number = '', year, suffix = ''], { before, after }) => {
      const known = kindBefore.test(before)
      const { kind, issuer } = partsOf(suffix)
      const ahead = [!known && kind ? kind : '', numberWord.test(before) ? '' : 'số']
      const said = [...ahead, sayNumber(number, year)].filter(Boolean).join(' ')
      // `của` that follows names who issued it; then nobody needs to hear it twice.
      if (issuer === null) return `${said}, ${spellSuffix(suffix)}`
      return namesIssuer(after) || issuer === '' ? said : `${said} của ${issuer}`
    },
  },
  {
    // Nghị quyết 18-NQ/TW: the Party puts the kind before the slash.
    kind: 'document',
    pattern: pattern(
      `(\\d{1,5})[-–]([\\p{Lu}][\\p{L}]{1,4})/([\\p{Lu}][\\p{L}]{1,9})(?![\\p{L}\\p{M}\\p{N}])`,
    ),
    say: ([, number = '', kind = '', issuer = ''], { before, after }) => {
      const named = kinds[kind]
      if (named === undefined) return null
      const ahead = [kindBefore.test(before) ? '' : named, numberWord.test(before) ? '' : 'số']
      const said = [...ahead, sayNumber(number, undefined)].filter(Boolean).join(' ')
      const by = issuerOf(issuer)
      if (by === null) return `${said}, ${spell(issuer)}`
      return namesIssuer(after) ? said : `${said} của ${by}`
    },
  },
  {
    // Nghị quyết số 12/2024
    kind: 'document',
    pattern: pattern(`(\\d{1,5})/(\\d{4})(?![\\p{L}\\p{N}/])`),
    say: ([, number = '', year = ''], { before }) => {
      if (!kindBefore.test(before) && !/(?<!\p{L})số\s*$/iu.test(before)) return null
      const ahead = numberWord.test(before) ? '' : 'số '
      return `${ahead}${sayNumber(number, year)}`
    },
  },
]

function sayNumber(number: string, year: string | undefined): string {
  // `02` stands in the register with its zero, and is read with it.
  const said = /^0/.test(number) ? readDigits(number) : readInteger(number)
  return year === undefined ? said : `${said} năm ${readInteger(year)}`
}

/** Kind and issuer of `QĐ-UBND`; the issuer is null when nothing of it is known. */
function partsOf(suffix: string): Readonly<{ kind: string | null; issuer: string | null }> {
  const [first = '', ...rest] = suffix.split(/[-–]/)
  const kind = kinds[first] ?? null
  const parts = kind === null ? [first, ...rest] : rest
  if (parts.length > 0 && parts.every((part) => issuerOf(part) === null))
    return { kind, issuer: null }
  const named = parts.map((part) => issuerOf(part) ?? spellSuffix(part))
  // The narrower body stands last: 1537/STTTT-TTr is of the inspectorate of the department.
  const known = parts.every((part) => issuerOf(part) !== null)
  return { kind, issuer: known ? named.toReversed().join(' ') : named.join(', ') }
}

function issuerOf(letters: string): string | null {
  const term = /^QH(\d{1,2})$/.exec(letters)?.[1]
  return term === undefined ? (issuers[letters] ?? null) : `Quốc hội khóa ${readInteger(term)}`
}

function namesIssuer(after: string): boolean {
  return /^[^.;]{0,40}?(?<!\p{L})của(?!\p{L})/iu.test(after)
}

function spellSuffix(suffix: string): string {
  return suffix
    .split(/[-–]/)
    .map((part) => part.replaceAll(/\d+/g, (figures) => ` ${figures} `))
    .map((part) =>
      part
        .split(' ')
        .map((one) => (/^\d/.test(one) ? readInteger(one) : spell(one)))
        .join(' '),
    )
    .join(', ')
}
