import type { Stretch } from './dispatch-finding.ts'

/** Words with which the name of an office begins. */
const KIND =
  'UBND|U[ỷy] ban nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân|Phòng|Sở|Thanh tra Sở|Trung tâm|Ban Chỉ đạo|Ban Tuyên giáo|Văn phòng|Công an|Huyện ủy|Huyện uỷ|Tỉnh ủy|Chi cục|Cục|Bộ|Đài|Trạm truyền thanh|Các trạm|Hội|Ủy ban MTTQ|Các doanh nghiệp|Các cơ quan|Các đơn vị|Các phòng'

/** A comma goes on inside these names, `Văn hóa, Thể thao và Truyền thanh`, and in lists of places. */
const INSIDE = '(?:,\\s*(?=Thể|Khoa|Du|Thông|Truyền|Văn|thị\\s*trấn|phường))'

/** Where a name ends: whoever it is does something, or the sentence goes on. */
const AFTER =
  '(?=\\s+(?:biết|để|trước|tổng\\s*hợp|qua|vào|theo|đề\\s*nghị|kính\\s*đề|yêu\\s*cầu|triển\\s*khai|thông\\s*báo|giao|hướng\\s*dẫn|thực\\s*hiện|đảm\\s*bảo|bảo\\s*đảm|chỉ\\s*đạo|phối\\s*hợp|tiếp\\s*(?:âm|sóng|phát)|tổ\\s*chức|phát|chủ\\s*trì|tăng\\s*cường|có\\s*trách|bố\\s*trí|về|trên|gửi|chậm|định)(?!\\p{L})|\\s*[.;:()\\n]|\\s*,|\\s*$)'

const NAME = new RegExp(
  `(?<!\\p{L})(?:${KIND.replaceAll(' ', '\\s+')})(?!\\p{L})(?:${INSIDE}|[^.;:(),\\n]|\\n(?!\\s*[-\\d\\n]))*?${AFTER}`,
  'gu',
)

/** Names of offices in a text, in order. */
export function offices(text: string): Stretch[] {
  return [...text.matchAll(NAME)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
