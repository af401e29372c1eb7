import { type Catalogue, problemsOf } from '../errors.ts'

export const airingErrors = {
  'cursor-unknown': {
    status: 400,
    vi: 'Không đọc được vị trí trang "{cursor}". Hãy mở lại danh sách từ đầu.',
    en: 'The place "{cursor}" in the list cannot be read. Open the list from its beginning.',
  },
  'dates-turned-round': {
    status: 400,
    vi: 'Ngày bắt đầu {from} đứng sau ngày kết thúc {to}. Hãy đổi lại.',
    en: 'The first day {from} is after the last day {to}. Turn them round.',
  },
  'ledger-entry-unknown': {
    status: 404,
    vi: 'Nhật ký gốc chưa có mục số {leaf}. Hãy kiểm tra lại số.',
    en: 'The ledger has no entry {leaf} yet. Check the number.',
  },
  'dates-too-many': {
    status: 400,
    vi: 'Chỉ xem được nhiều nhất {most} ngày một lần. Hãy chọn khoảng ngắn hơn.',
    en: 'At most {most} days can be shown at once. Choose a shorter span.',
  },
} as const satisfies Catalogue

export const airingProblem = problemsOf(airingErrors)
