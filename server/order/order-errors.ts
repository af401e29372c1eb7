import { type Catalogue, problemsOf } from '../errors.ts'

export const orderErrors = {
  'stop-not-yours': {
    status: 403,
    vi: 'Bạn không có quyền dừng phát ở đây ({station}). Người trực xã chỉ dừng được trạm của mình; hãy gọi cho huyện.',
    en: 'You may not stop this station ({station}). Whoever is on duty in a commune stops its own station only; call the district.',
  },
  'stop-cluster-unknown': {
    status: 404,
    vi: 'Không có cụm loa này ở trạm đã chọn. Hãy tải lại trang rồi chọn lại.',
    en: 'The station has no such cluster. Reload the page and choose again.',
  },
  'stop-cluster-no-output': {
    status: 409,
    vi: 'Cụm loa "{cluster}" chưa được gắn với đầu ra nào của máy phát nên không dừng riêng được. Hãy dừng cả trạm, hoặc gắn đầu ra trong mục Đài xã.',
    en: 'The cluster "{cluster}" is not tied to an output of the player, so it cannot be stopped by itself. Stop the whole station, or tie it to an output under Stations.',
  },
  'stop-already': {
    status: 409,
    vi: 'Nơi đã chọn đang dừng phát rồi. Không cần làm gì thêm; muốn phát lại thì bấm "Phát lại".',
    en: 'What you chose is stopped already. Nothing more is needed; to let it sound again, use "Restart".',
  },
  'stop-unknown': {
    status: 404,
    vi: 'Không tìm thấy lệnh dừng phát này. Hãy tải lại trang.',
    en: 'This order to stop was not found. Reload the page.',
  },
  'stop-over': {
    status: 409,
    vi: 'Lệnh dừng phát này đã được người khác gỡ. Hãy tải lại trang để xem tình trạng mới.',
    en: 'Somebody else has lifted this stop meanwhile. Reload the page to see how things stand.',
  },
  'restart-not-yours': {
    status: 403,
    vi: 'Lệnh dừng tại {station} do huyện đặt, chỉ huyện cho phát lại. Hãy gọi cho huyện.',
    en: 'The stop at {station} was ordered by the district, and only the district lifts it. Call the district.',
  },
  'emergency-unknown': {
    status: 404,
    vi: 'Không tìm thấy lệnh phát khẩn cấp này. Hãy tải lại trang.',
    en: 'This emergency order was not found. Reload the page.',
  },
  'emergency-not-yours': {
    status: 403,
    vi: 'Bạn không có quyền phát khẩn cấp bản tin này tại {station}. Hãy bỏ trạm đó, hoặc nhờ người có quyền ở đó.',
    en: 'You may not have this bulletin break in at {station}. Leave that station out, or ask somebody who may.',
  },
  'emergency-over': {
    status: 409,
    vi: 'Lệnh phát khẩn cấp này đã kết thúc. Hãy tải lại trang để xem tình trạng.',
    en: 'This emergency order is over. Reload the page to see how it stands.',
  },
  'emergency-not-one': {
    status: 409,
    vi: 'Chỉ phát khẩn cấp được bản tin loại "khẩn cấp" đã duyệt và chưa bị thu hồi. Hãy chọn bản tin khác, hoặc trình duyệt bản tin này với loại khẩn cấp.',
    en: 'Only an approved bulletin of the class "emergency" that was not recalled can break in. Choose another, or have this one approved as an emergency.',
  },
  'emergency-not-valid': {
    status: 409,
    vi: 'Bản tin này không còn (hoặc chưa) trong thời gian hiệu lực, hay đợt tuyên truyền của nó đã hết. Hãy chọn phiên bản đang hiệu lực.',
    en: 'This bulletin is not valid now, or its campaign is over. Choose a version that is valid.',
  },
  'emergency-language': {
    status: 409,
    vi: '{station} không phát bằng ngôn ngữ của bản tin này. Hãy bỏ trạm đó, hoặc chọn bản tin đúng ngôn ngữ.',
    en: '{station} does not air in the language of this bulletin. Leave that station out, or choose the bulletin in its language.',
  },
  'emergency-long': {
    status: 409,
    vi: 'Phát lặp như vậy dài hơn {minutes} phút. Hãy giảm số lần phát.',
    en: 'Repeated so often it lasts longer than {minutes} minutes. Choose fewer repeats.',
  },
  'emergency-running': {
    status: 409,
    vi: 'Bản tin này đang được phát khẩn cấp (hoặc đang chờ người thứ hai) tại {station}. Hãy đợi, hoặc thôi lệnh đang chạy trước.',
    en: 'This bulletin is already breaking in (or waits for a second person) at {station}. Wait, or end the running order first.',
  },
  'emergency-settled': {
    status: 409,
    vi: 'Lệnh phát khẩn cấp này không còn chờ nữa: đã được xác nhận, đã thôi, hoặc đã quá 30 phút. Hãy tải lại trang.',
    en: 'This emergency order waits no more: it was confirmed, ended, or is older than 30 minutes. Reload the page.',
  },
  'emergency-same-person': {
    status: 403,
    vi: 'Trong giờ yên tĩnh, người xác nhận phải khác người ra lệnh. Hãy gọi một người duyệt khác.',
    en: 'In quiet hours whoever confirms must be another person than who ordered. Call another approver.',
  },
  'emergency-read-back': {
    status: 400,
    vi: 'Giờ gõ lại "{readBack}" không đúng giờ ra lệnh. Hãy đọc lại trên màn hình rồi gõ đúng, ví dụ 02:14.',
    en: 'The hour "{readBack}" is not that of the order. Read it on the screen again and type it, such as 02:14.',
  },
  'call-not-there': {
    status: 404,
    vi: 'Trạm này không thuộc lệnh đó. Hãy tải lại trang.',
    en: 'This station is not part of that order. Reload the page.',
  },
  'order-repeated': {
    status: 409,
    vi: 'Lệnh này đã được gửi rồi. Hãy tải lại trang để xem tình trạng.',
    en: 'This order was sent already. Reload the page to see how it stands.',
  },
} as const satisfies Catalogue

export const orderProblem = problemsOf(orderErrors)
