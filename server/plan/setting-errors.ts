import { type Catalogue, problemsOf } from '../errors.ts'

/** Refusals about groups, special days, live sources and what a station's air is bound by. */
export const settingErrors = {
  'group-unknown': {
    status: 404,
    vi: 'Không có nhóm trạm "{group}". Hãy chọn lại trong danh sách.',
    en: 'There is no group "{group}". Choose one of the list.',
  },
  'group-name-taken': {
    status: 409,
    vi: 'Đã có nhóm tên "{name}". Hãy đặt tên khác.',
    en: 'There is a group called "{name}" already. Choose another name.',
  },
  'group-in-use': {
    status: 409,
    vi: 'Nhóm còn khung giờ "{window}". Hãy cho khung giờ đó kết thúc trước khi xóa nhóm.',
    en: 'The group still has the window "{window}". End that window before removing the group.',
  },
  'calendar-day-unknown': {
    status: 404,
    vi: 'Không có ngày đặc biệt này. Có thể người khác đã xóa; hãy tải lại trang.',
    en: 'There is no such special day. Somebody may have removed it; load the page again.',
  },
  'calendar-day-backwards': {
    status: 400,
    vi: 'Ngày cuối {to} đứng trước ngày đầu {from}. Hãy sửa lại ngày.',
    en: 'The last day {to} is before the first, {from}. Correct the dates.',
  },
  'calendar-day-too-long': {
    status: 400,
    vi: 'Khoảng ngày đặc biệt dài hơn {most} ngày. Hãy chia ra, hoặc cho khung giờ kết thúc.',
    en: 'Special days span more than {most} days. Split them, or end the windows instead.',
  },
  'calendar-day-nothing': {
    status: 400,
    vi: 'Hãy chọn ngày đó nghỉ phát, hoặc phát không có nhạc.',
    en: 'Choose that the days are closed, or without music.',
  },
  'calendar-day-too-early': {
    status: 409,
    vi: 'Ngày này chỉ có thể bắt đầu từ {date}, vì những gì đã phát không sửa được. Hãy chọn ngày muộn hơn.',
    en: 'These days can begin on {date} at the earliest, since what has aired stays as it was. Choose a later one.',
  },
  'calendar-day-over': {
    status: 409,
    vi: 'Ngày đặc biệt này đã qua nên được giữ lại làm hồ sơ.',
    en: 'These special days have passed and are kept as a record.',
  },
  'live-source-unknown': {
    status: 404,
    vi: 'Không có nguồn trực tiếp này. Có thể người khác đã xóa; hãy tải lại trang.',
    en: 'There is no such live source. Somebody may have removed it; load the page again.',
  },
  'live-source-in-use': {
    status: 409,
    vi: 'Nguồn đang dùng trong khung giờ "{window}". Hãy đổi khung giờ đó trước.',
    en: 'The source is used by the window "{window}". Change that window first.',
  },
  'live-address-wrong': {
    status: 400,
    vi: 'Địa chỉ "{address}" không dùng được. Hãy nhập địa chỉ bắt đầu bằng http://, https:// hoặc icecast://.',
    en: 'The address "{address}" cannot be used. Give one that begins with http://, https:// or icecast://.',
  },
  'live-address-secret': {
    status: 400,
    vi: 'Địa chỉ chứa tên và mật khẩu, mà mọi trạm đều đọc được. Hãy dùng địa chỉ nghe công khai, không có mật khẩu.',
    en: 'The address holds a name and password, which every station could read. Use a public listening address without them.',
  },
  'live-line-in-wrong': {
    status: 400,
    vi: 'Tên ngõ vào "{name}" không dùng được. Hãy nhập tên như trên máy phát, tối đa 100 chữ.',
    en: 'The name of the input "{name}" cannot be used. Give it as it stands at the player, 100 characters at most.',
  },
  'live-backup-line-in': {
    status: 400,
    vi: 'Ngõ vào không có địa chỉ dự phòng. Hãy bỏ trống địa chỉ dự phòng.',
    en: 'An input has no second address. Leave the second address empty.',
  },
  'volume-overlap': {
    status: 400,
    vi: 'Hai khoảng âm lượng {a} và {b} chồng lên nhau. Hãy sửa giờ.',
    en: 'The volumes of {a} and {b} overlap. Correct the times.',
  },
  'quiet-hours-none-asked': {
    status: 404,
    vi: 'Không có giờ yên tĩnh nào đang chờ xác nhận. Hãy tải lại trang.',
    en: 'No quiet hours are waiting to be confirmed. Load the page again.',
  },
  'quiet-hours-same-person': {
    status: 403,
    vi: 'Người xác nhận phải là người khác với người đã đổi giờ. Hãy nhờ một quản trị viên hoặc người duyệt khác.',
    en: 'Whoever confirms must be somebody else than who changed the hours. Ask another administrator or approver.',
  },
  'quiet-hours-nobody-else': {
    status: 409,
    vi: 'Bớt giờ yên tĩnh cần người thứ hai gõ lại giờ, mà cơ quan mới có một mình bạn. Hãy mở thêm tài khoản quản trị hoặc người duyệt của huyện cho người khác (Cài đặt → Người dùng), rồi đổi giờ lại.',
    en: 'Less quiet takes a second person who types the hours back, and this office has only you. Open an account for another administrator or approver of the district (Settings → People), then change the hours again.',
  },
  'quiet-hours-read-back': {
    status: 400,
    vi: 'Giờ gõ lại {from}–{to} không khớp. Hãy đọc kỹ giờ trên màn hình rồi gõ lại.',
    en: 'The hours typed back, {from}–{to}, are not those. Read the hours on the screen and type them again.',
  },
  'session-below-window': {
    status: 409,
    vi: 'Khung giờ "{window}" dài {length} phút, hơn giới hạn mới. Hãy rút ngắn khung giờ đó trước.',
    en: 'The window "{window}" lasts {length} minutes, above the new limit. Shorten that window first.',
  },
} as const satisfies Catalogue

export const settingProblem = problemsOf(settingErrors)
