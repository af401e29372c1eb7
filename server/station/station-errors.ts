import { type Catalogue, problemsOf } from '../errors.ts'

export const stationErrors = {
  'station-unknown': {
    status: 404,
    vi: 'Không có đài, trạm "{station}". Hãy chọn lại trong danh sách.',
    en: 'There is no station "{station}". Choose one of the list.',
  },
  'cluster-unknown': {
    status: 404,
    vi: 'Trạm không có cụm loa này. Hãy tải lại trang rồi chọn lại.',
    en: 'The station has no such cluster. Reload the page and choose again.',
  },
  'enrolment-malformed': {
    status: 400,
    vi: 'Yêu cầu ghi danh không đọc được ({problem}). Hãy cập nhật phần mềm của trạm rồi thử lại.',
    en: 'The enrolment cannot be read ({problem}). Update the station’s software and try again.',
  },
  'enrolment-signature-wrong': {
    status: 403,
    vi: 'Chữ ký của yêu cầu ghi danh không đúng. Hãy chạy lại việc ghi danh trên máy của trạm.',
    en: 'The enrolment’s signature is wrong. Run the enrolment again on the station’s machine.',
  },
  'enrolment-code-unknown': {
    status: 403,
    vi: 'Mã ghi danh không đúng. Hãy kiểm tra lại từng ký tự, hoặc nhờ huyện cấp mã mới.',
    en: 'The enrolment code is wrong. Check every character, or ask the district for a new one.',
  },
  'enrolment-code-used': {
    status: 403,
    vi: 'Mã ghi danh này đã được dùng; mỗi mã chỉ dùng một lần. Hãy nhờ huyện cấp mã mới.',
    en: 'This enrolment code was used; each works once. Ask the district for a new one.',
  },
  'enrolment-code-expired': {
    status: 403,
    vi: 'Mã ghi danh đã hết hạn (24 giờ). Hãy nhờ huyện cấp mã mới.',
    en: 'The enrolment code has expired (24 hours). Ask the district for a new one.',
  },
  'enrolment-key-taken': {
    status: 409,
    vi: 'Khóa của máy này đã thuộc một trạm khác. Hãy dùng thư mục dữ liệu riêng cho mỗi trạm rồi ghi danh lại.',
    en: 'This machine’s key belongs to another station. Give each station a data folder of its own and enrol again.',
  },
  'mix-language': {
    status: 400,
    vi: 'Trạm này chỉ phát bằng {aired}, nên không đặt tỷ lệ cho "{language}" được. Hãy bỏ ngôn ngữ đó.',
    en: 'This station airs {aired} only, so "{language}" has no part. Leave that language out.',
  },
  'mix-sum': {
    status: 400,
    vi: 'Các tỷ lệ cộng lại được {sum}%. Hãy sửa cho đủ 100%.',
    en: 'The parts add up to {sum} %. Correct them to 100 %.',
  },
} as const satisfies Catalogue

export const stationProblem = problemsOf(stationErrors)
