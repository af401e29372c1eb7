import { type Catalogue, problemsOf } from '../errors.ts'

export const staffErrors = {
  'sign-in-refused': {
    status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ và phím Caps Lock rồi thử lại; nếu quên mật khẩu, hãy nhờ quản trị viên.',
    en: 'User name or password is wrong. Check the keyboard layout and Caps Lock, and try again; if it is forgotten, ask an administrator.',
  },
  'account-locked': {
    status: 429,
    vi: 'Tài khoản tạm khóa vì nhập sai nhiều lần. Hãy thử lại sau {minutes} phút.',
    en: 'The account is locked for a while after many wrong attempts. Try again in {minutes} minutes.',
  },
  'old-password-wrong': {
    status: 403,
    vi: 'Mật khẩu hiện tại không đúng, nên mật khẩu chưa được đổi. Hãy nhập lại.',
    en: 'The present password is wrong, so nothing was changed. Enter it again.',
  },
  'password-unchanged': {
    status: 409,
    vi: 'Mật khẩu mới trùng với mật khẩu cũ. Hãy chọn mật khẩu khác.',
    en: 'The new password is the old one. Choose another.',
  },
  'username-taken': {
    status: 409,
    vi: 'Tên đăng nhập "{username}" đã có người dùng. Hãy chọn tên khác.',
    en: 'The user name "{username}" is taken. Choose another.',
  },
  'unit-unknown': {
    status: 409,
    vi: 'Không có đơn vị "{unit}". Hãy chọn lại đơn vị trong danh sách.',
    en: 'There is no unit "{unit}". Choose one of the list.',
  },
} as const satisfies Catalogue

export const staffProblem = problemsOf(staffErrors)
