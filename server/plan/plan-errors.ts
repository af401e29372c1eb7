import { type Catalogue, problemsOf } from '../errors.ts'

export const planErrors = {
  'window-too-long': {
    status: 400,
    vi: 'Khung giờ dài hơn một ngày. Hãy giảm thời lượng các phần.',
    en: 'The window is longer than a day. Shorten its parts.',
  },
  'window-district-twice': {
    status: 400,
    vi: 'Khung giờ có hai phần của huyện. Hãy gộp thành một phần.',
    en: 'The window has two parts of the district. Make them one.',
  },
  'window-quiet': {
    status: 409,
    vi: 'Khung giờ rơi vào giờ yên tĩnh {from}–{to}. Hãy chọn giờ khác; ban đêm chỉ tin khẩn cấp được phát.',
    en: 'The window falls into the quiet hours {from}–{to}. Choose another time; at night only an emergency sounds.',
  },
  'window-overlap': {
    status: 409,
    vi: 'Khung giờ chồng lên "{window}" của {station}, bắt đầu {startsAt}, lần đầu ngày {date}. Hãy đổi giờ, thời lượng hoặc ngày.',
    en: 'The window overlaps "{window}" of {station}, which begins at {startsAt}, first on {date}. Change the time, the length or the days.',
  },
  'window-not-relayable': {
    status: 400,
    vi: 'Chỉ khung giờ của đài huyện mới có trạm xã tiếp âm. Hãy bỏ danh sách trạm tiếp âm.',
    en: 'Only a window of the district is relayed by communes. Leave the list of relaying stations empty.',
  },
  'window-relay-unknown': {
    status: 400,
    vi: '"{station}" không phải trạm của xã. Hãy chọn trạm trong danh sách.',
    en: '"{station}" is no commune station. Choose stations of the list.',
  },
  'window-ends-before': {
    status: 400,
    vi: 'Khung giờ kết thúc ngày {to}, trước ngày bắt đầu {from}. Hãy sửa lại ngày.',
    en: 'The window ends on {to}, before it begins on {from}. Correct the dates.',
  },
  'plan-version-unknown': {
    status: 404,
    vi: 'Không có phiên bản {number} của danh sách phát này. Hãy tải lại trang.',
    en: 'There is no version {number} of this playlist. Load the page again.',
  },
  'plan-changed': {
    status: 409,
    vi: 'Lịch đã thay đổi từ lúc bạn xem. Hãy xem lại thay đổi rồi lưu.',
    en: 'The plan has changed since you looked. Look at your changes again, then save.',
  },
  'confirmation-unknown': {
    status: 404,
    vi: 'Không tìm thấy yêu cầu xác nhận này. Hãy tải lại trang.',
    en: 'This request for confirmation was not found. Load the page again.',
  },
  'confirmation-not-emergency': {
    status: 400,
    vi: 'Trong giờ yên tĩnh chỉ bản tin khẩn cấp đã duyệt được phát. Hãy chọn bản tin khẩn cấp, hoặc chọn giờ khác.',
    en: 'In quiet hours only an approved emergency sounds. Choose one, or another hour.',
  },
  'confirmation-not-needed': {
    status: 400,
    vi: 'Thời gian này nằm ngoài giờ yên tĩnh nên không cần xác nhận. Hãy xếp bản tin như bình thường.',
    en: 'This time lies outside quiet hours and needs no confirmation. Place the bulletin as usual.',
  },
  'confirmation-span': {
    status: 400,
    vi: 'Khoảng thời gian xin phát phải còn ở phía trước và dài không quá {hours} giờ. Hãy sửa lại giờ.',
    en: 'The time asked for must still be ahead and no longer than {hours} hours. Correct it.',
  },
  'confirmation-settled': {
    status: 409,
    vi: 'Yêu cầu này đã được xác nhận, đã rút hoặc đã qua giờ. Hãy tải lại trang.',
    en: 'This request was confirmed or withdrawn, or its time is over. Load the page again.',
  },
  'confirmation-same-person': {
    status: 403,
    vi: 'Người xác nhận phải là người khác với người yêu cầu. Hãy nhờ một người duyệt khác.',
    en: 'Whoever confirms must be somebody else than who asked. Ask another approver.',
  },
  'confirmation-read-back': {
    status: 400,
    vi: 'Giờ gõ lại "{readBack}" không khớp với giờ sẽ phát. Hãy đọc kỹ giờ trên màn hình rồi gõ lại, ví dụ 03:15.',
    en: 'The hour typed back, "{readBack}", is not the hour at which it would sound. Read the hour on the screen and type it again, such as 03:15.',
  },
} as const satisfies Catalogue

export const planProblem = problemsOf(planErrors)
