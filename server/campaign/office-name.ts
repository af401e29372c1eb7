import type { Stretch } from './dispatch-finding.ts'

/** Words with which the name of an office begins. */
const KIND = [
  ...['UBND', 'Ủy ban nhân dân', 'Uỷ ban nhân dân', 'Ủy ban MTTQ', 'Phòng', 'Sở', 'Thanh tra Sở'],
  ...['Trung tâm', 'Ban Chỉ đạo', 'Ban Tuyên giáo', 'Văn phòng', 'Công an', 'Hội', 'Bộ'],
  ...['Huyện ủy', 'Huyện uỷ', 'Tỉnh ủy', 'Tỉnh uỷ', 'Chi cục', 'Cục', 'Đài'],
  ...['đài truyền thanh', '[Tt]rạm truyền thanh', '[Cc]ác trạm', '[Cc]ác đài'],
  ...['Các doanh nghiệp', 'Các cơ quan', 'Các đơn vị', 'Các phòng'],
].join('|')

/** A comma goes on inside these names, `Văn hóa, Thể thao và Truyền thanh`, and in lists of places. */
const GOES_ON =
  '(?:Thể|Khoa|Du|Thông|Truyền|Văn|thị\\s*(?:trấn|xã)|thành\\s*phố|phường|huyện|xã(?!\\p{L}))'

/** Where a name ends: whoever it is does something, or the sentence goes on. */
const DOES = [
  ...['biết', 'để', 'trước', 'tổng hợp', 'qua', 'vào', 'theo', 'đề nghị', 'kính đề', 'yêu cầu'],
  ...['triển khai', 'thông báo', 'giao', 'hướng dẫn', 'thực hiện', 'đảm bảo', 'bảo đảm', 'chỉ đạo'],
  ...['phối hợp', 'tiếp (?:âm|sóng|phát)', 'tổ chức', 'phát(?! thanh)', 'chủ trì', 'tăng cường'],
  ...['có trách', 'bố trí', 'về', 'trên', 'gửi', 'chậm', 'định'],
].join('|')
const AFTER = `(?=\\s+(?:${DOES})(?!\\p{L})|\\s*[.;:()]|\\n\\s*[-\\d\\n]|\\s*,(?!\\s*${GOES_ON})|\\s*$)`

const NAME = new RegExp(
  `(?<!\\p{L})(?:${KIND})(?!\\p{L})(?:,(?=\\s*${GOES_ON})|[^.;:(),\\n]|\\n(?!\\s*[-\\d\\n]))*?${AFTER}`.replaceAll(
    ' ',
    '\\s+',
  ),
  'gu',
)

/** Names of offices in a text, in order. */
export function offices(text: string): Stretch[] {
  return [...text.matchAll(NAME)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
