import { type Catalogue, problemsOf } from '../errors.ts'

export const planErrors = {
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
  'plan-conflict': {
    status: 409,
    vi: 'Chưa lưu được: {reason} {choices}',
    en: 'Not saved: {reason} {choices}',
  },
  'plan-too-far': {
    status: 400,
    vi: 'Chỉ xếp lịch bằng tay trước nhiều nhất {days} ngày. Hãy chọn ngày gần hơn.',
    en: 'Plans are changed by hand for {days} days ahead at most. Choose an earlier date.',
  },
  'plan-no-district': {
    status: 409,
    vi: 'Chưa có đài huyện nên chưa có lịch. Hãy khai báo đài trước.',
    en: 'There is no district station yet, and so no plan. Enter the stations first.',
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
  'commune-only': {
    status: 404,
    vi: 'Không có trạm của xã này. Hãy chọn trạm của xã trong danh sách.',
    en: 'There is no such commune station. Choose a commune’s station of the list.',
  },
  'commune-decides': {
    status: 403,
    vi: 'Chương trình riêng do chính xã quyết định (Thông tư 39/2020). Hãy nhờ biên tập, người duyệt hoặc trực của xã.',
    en: 'The commune itself decides its own programme (Thông tư 39/2020). Ask its editor, approver or duty officer.',
  },
  'commune-no-playlist': {
    status: 409,
    vi: '{station} tiếp sóng bằng FM hoặc có dây nên không có danh sách phát ở đây. Hãy ghi việc tự phát vào sổ của trạm.',
    en: '{station} carries the signal by FM or wire and has no playlist here. Write what it airs by itself into the station’s book.',
  },
  'pick-not-offered': {
    status: 404,
    vi: 'Bản tin này không dành cho chương trình riêng của xã, hoặc không còn hiệu lực. Hãy tải lại danh sách.',
    en: 'This bulletin is not offered to the commune’s own programme, or is not valid any more. Load the list again.',
  },
  'pick-needless': {
    status: 409,
    vi: '"{title}" đã có sẵn trong chương trình của xã, không cần chọn.',
    en: '"{title}" is in the commune’s programme anyway and needs no pick.',
  },
  'pick-window-unknown': {
    status: 400,
    vi: 'Khung giờ "{window}" không có phần của xã này. Hãy chọn khung giờ trong danh sách.',
    en: 'Window "{window}" has no part of this commune. Choose windows of the list.',
  },
  'pick-unknown': {
    status: 404,
    vi: 'Lựa chọn này không còn. Hãy tải lại danh sách.',
    en: 'This pick is no longer there. Load the list again.',
  },
  'order-not-priority': {
    status: 400,
    vi: '"{title}" không phải bản tin ưu tiên của xã, nên không cần xếp thứ tự. Hãy bỏ khỏi danh sách.',
    en: '"{title}" is no priority bulletin of this commune and needs no place in the order. Leave it out.',
  },
  'make-good-unknown': {
    status: 404,
    vi: 'Lượt phát bù này không còn. Hãy tải lại danh sách.',
    en: 'This make-good is no longer there. Load the list again.',
  },
  'make-good-not-missed': {
    status: 404,
    vi: 'Không có lượt nào của hôm qua cần phát bù như vậy. Hãy tải lại danh sách.',
    en: 'No airing of yesterday is to be made good like this. Load the list again.',
  },
  'make-good-taken': {
    status: 409,
    vi: 'Lượt này đã được nhận phát bù hôm nay.',
    en: 'This airing was taken into today already.',
  },
  'make-good-over': {
    status: 409,
    vi: 'Đợt tuyên truyền đã hết nên không phát bù được. Nếu còn cần phát, hãy kéo dài đợt.',
    en: 'The campaign is over, so nothing is made good. Extend it if it is still needed.',
  },
  'make-good-nothing': {
    status: 409,
    vi: 'Hôm nay đợt không còn bản tin nào phát được ở đây, nên không phát bù được. Hãy duyệt bản tin mới.',
    en: 'Nothing of the campaign may sound here today, so nothing is made good. Approve a new bulletin.',
  },
  'make-good-no-room': {
    status: 409,
    vi: 'Hôm nay {station} không còn khung giờ nào có phần tự phát, nên không phát bù được. Hãy thêm khung giờ cho hôm nay.',
    en: 'No window with a part of its own is left at {station} today, so nothing is made good. Add a window for today.',
  },
  'make-good-not-picked': {
    status: 409,
    vi: '"{title}" là bản tin thông thường mà xã chưa chọn, nên không phát bù thay cho xã được. Hãy để xã chọn bản tin này.',
    en: '"{title}" is an ordinary bulletin that the commune did not pick, so it is not aired for it. Let the commune pick it.',
  },
} as const satisfies Catalogue

export const planProblem = problemsOf(planErrors)
