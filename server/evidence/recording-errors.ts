import { mediaErrors } from '../../media/errors.ts'
import { type Catalogue, fillIn, type ProblemParams, problemsOf } from '../errors.ts'
import type { FailureCode } from './recording.ts'

export const recordingErrors = {
  'recording-unknown': {
    status: 404,
    vi: 'Không có bản ghi này, hoặc nó không thuộc đơn vị của bạn. Hãy mở lại danh sách bản ghi.',
    en: 'There is no such recording, or it does not concern your unit. Open the list of recordings again.',
  },
  'recording-id-taken': {
    status: 409,
    vi: 'Mã bản ghi này đã dùng cho một bản ghi khác. Hãy tải lại trang rồi gửi lại.',
    en: 'This recording’s id was used for another one. Reload the page and send it again.',
  },
  'recording-clock': {
    status: 400,
    vi: 'Giờ bắt đầu ghi và tình trạng đồng hồ không khớp nhau. Hãy gửi cả hai, hoặc không gửi giờ nào.',
    en: 'The begin of the recording and what is said of its clock contradict each other. Send both, or no time.',
  },
  'recording-in-future': {
    status: 409,
    vi: 'Theo giờ máy chủ, bản ghi này bắt đầu trong tương lai. Hãy chỉnh lại giờ của điện thoại hoặc chọn đúng ngày rồi gửi lại.',
    en: 'By the server’s clock this recording begins in the future. Set the phone’s clock or choose the right day, then send it again.',
  },
  'recording-too-old': {
    status: 409,
    vi: 'Bản ghi đã quá 400 ngày nên không còn dùng làm minh chứng được. Hãy kiểm tra lại ngày đã chọn.',
    en: 'The recording is older than 400 days and proves nothing any more. Check the day that was chosen.',
  },
  'recording-window-unknown': {
    status: 404,
    vi: 'Trạm không có khung giờ này trong ngày đó. Hãy chọn lại khung giờ.',
    en: 'The station has no such window on that day. Choose another window.',
  },
  'recording-challenge-unknown': {
    status: 409,
    vi: 'Mã kiểm tra trực tuyến không đúng, của người khác hoặc đã dùng. Hãy gửi lại bản ghi mà không kèm mã.',
    en: 'The online challenge is wrong, somebody else’s or used already. Send the recording without it.',
  },
  'recording-too-many': {
    status: 429,
    vi: 'Bạn có quá nhiều bản ghi đang chờ nghe. Hãy đợi một lát rồi gửi tiếp.',
    en: 'Too many of your recordings are waiting to be heard. Wait a while, then send more.',
  },
  'recording-already-here': {
    status: 409,
    vi: 'Đúng bản ghi này đã được gửi trước đây; một bản ghi chỉ dùng một lần. Hãy mở bản ghi trước, hoặc gửi bản ghi khác.',
    en: 'This very recording was sent before; one recording counts once. Open the earlier one, or send another.',
  },
  'recording-stays': {
    status: 409,
    vi: 'Bản ghi đã nghe xong là minh chứng nên không xóa được. Nếu nó sai, hãy nhờ người giám sát bác bỏ, kèm lý do.',
    en: 'A recording that was heard is evidence and stays. If it is wrong, ask a supervisor to overrule it, with a reason.',
  },
  'recording-not-heard': {
    status: 409,
    vi: 'Bản ghi này chưa nghe xong hoặc không nghe được. Hãy đợi, hoặc mở bản ghi khác.',
    en: 'This recording was not heard yet, or could not be. Wait, or open another.',
  },
  'recording-sound-coming': {
    status: 409,
    vi: 'Đang chuẩn bị âm thanh của bản ghi này để nghe được trên trình duyệt. Hãy đợi một lát rồi mở lại.',
    en: 'The sound of this recording is being made ready for browsers. Wait a while, then open it again.',
  },
  'recording-find-unknown': {
    status: 404,
    vi: 'Bản ghi không có đoạn khớp này. Hãy tải lại trang rồi chọn lại.',
    en: 'The recording has no such find. Reload the page and choose again.',
  },
  'recording-target-unknown': {
    status: 404,
    vi: 'Ngày đó đài này không có lượt phát ấy. Hãy tải lại trang rồi chọn lại.',
    en: 'This station had no such airing on that day. Reload the page and choose again.',
  },
  'recording-target-elsewhere': {
    status: 409,
    vi: 'Lượt phát này nằm ngoài thời gian của bản ghi nên không thể nghe thấy trong đó. Hãy chọn lượt khác.',
    en: 'This airing lies outside of the time of the recording, so it cannot be in it. Choose another.',
  },
  'recording-target-outside': {
    status: 409,
    vi: 'Vị trí đã chọn nằm sau lúc bản ghi kết thúc. Hãy nghe lại rồi chọn vị trí trong bản ghi.',
    en: 'The place lies behind the end of the recording. Listen again and choose a place in it.',
  },
  'recording-sound-gone': {
    status: 410,
    vi: 'Âm thanh của bản ghi này đã hết thời hạn lưu nên không còn. Kết quả nghe, mã băm và dấu vân tay vẫn còn ở trang bản ghi.',
    en: 'The sound of this recording was kept for its time and is gone. What was heard in it, its digest and its fingerprint are still on its page.',
  },
  'recording-own': {
    status: 403,
    vi: 'Người gửi bản ghi không được tự bác bỏ hay tự công nhận. Hãy nhờ người giám sát khác.',
    en: 'Who sent a recording does not overrule it. Ask another supervisor.',
  },
} as const satisfies Catalogue

export const recordingProblem = problemsOf(recordingErrors)

/** Why a recording could not be heard, in both languages. */
export function showFailure(code: FailureCode, params: ProblemParams) {
  const { vi, en } = code === 'recording-already-here' ? recordingErrors[code] : mediaErrors[code]
  return { code, params, vi: fillIn(vi, params, 'Vi'), en: fillIn(en, params) }
}
