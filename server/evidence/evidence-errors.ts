import { type Catalogue, problemsOf } from '../errors.ts'

export const evidenceErrors = {
  'declaration-window-unknown': {
    status: 404,
    vi: 'Trạm không phải tiếp âm khung giờ này trong ngày đó. Hãy chọn lại khung giờ.',
    en: 'The station has no such window to relay on that day. Choose another window.',
  },
  'declaration-too-early': {
    status: 409,
    vi: 'Khung giờ kết thúc lúc {ends}. Hãy xác nhận sau lúc đó.',
    en: 'The window ends at {ends}. Confirm it after that.',
  },
  'declaration-exists': {
    status: 409,
    vi: 'Khung giờ này đã có người xác nhận. Nếu cần sửa, hãy mở xác nhận đó và chọn Sửa, kèm lý do.',
    en: 'This window was confirmed already. To correct it, open that confirmation and choose Correct, with a reason.',
  },
  'declaration-replaces-unknown': {
    status: 409,
    vi: 'Không tìm thấy xác nhận cần sửa của khung giờ này. Hãy tải lại trang.',
    en: 'The confirmation to correct was not found for this window. Reload the page.',
  },
  'declaration-replaced-already': {
    status: 409,
    vi: 'Xác nhận này đã được sửa trước đó. Hãy tải lại trang rồi sửa bản mới nhất.',
    en: 'This confirmation was corrected before. Reload the page and correct the newest one.',
  },
  'declaration-correction-unexplained': {
    status: 400,
    vi: 'Sửa xác nhận phải ghi lý do. Hãy ghi một câu.',
    en: 'A correction needs a reason. Write one sentence.',
  },
  'declaration-id-taken': {
    status: 409,
    vi: 'Mã xác nhận này đã dùng cho nội dung khác. Hãy tải lại trang rồi xác nhận lại.',
    en: 'This confirmation’s id was used for something else. Reload the page and confirm again.',
  },
  'recall-unknown': {
    status: 404,
    vi: 'Không có lệnh thu hồi này, hoặc nó không liên quan đến đơn vị của bạn. Hãy mở lại danh sách thu hồi.',
    en: 'There is no such recall, or it does not concern your unit. Open the list of recalls again.',
  },
  'recall-word-of-whom': {
    status: 400,
    vi: 'Hãy ghi tên người ở trạm đã nói qua điện thoại là đã xóa bản cũ.',
    en: 'Write the name of who said at the station, on the telephone, that the old copy is gone.',
  },
  'recall-word-not-yours': {
    status: 403,
    vi: 'Tại trạm, chỉ người trực xã của trạm mới xác nhận được đã xóa bản cũ. Hãy nhờ người trực, hoặc gọi đài huyện.',
    en: 'At a station, only its duty officer can say that the old copy is gone. Ask them, or call the district station.',
  },
  'duty-none': {
    status: 404,
    vi: 'Đơn vị của bạn chưa có trạm nào. Hãy nhờ quản trị viên của huyện thêm trạm.',
    en: 'Your unit has no station. Ask the district’s administrator to add one.',
  },
} as const satisfies Catalogue

export const evidenceProblem = problemsOf(evidenceErrors)
