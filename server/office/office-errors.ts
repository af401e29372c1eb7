import { problemsOf, type Wording } from '../errors.ts'

const officeErrors = {
  'office-exists': {
    status: 409,
    vi: 'Cơ quan này đã được thiết lập. Hãy sửa đơn vị và khung giờ trong Cài đặt.',
    en: 'This office is set up already. Change units and windows in Settings.',
  },
  'office-administrator-needed': {
    status: 400,
    vi: 'Cần tên đăng nhập, họ tên và mật khẩu của quản trị viên đầu tiên.',
    en: 'The user name, name and password of the first administrator are needed.',
  },
} as const satisfies Record<string, Wording>

export const officeProblem = problemsOf(officeErrors)
