import type { Explanation, ExplanationCode } from './playlist.ts'

/** What the planner says, as people read it. */
const texts: Readonly<Record<ExplanationCode, Readonly<{ vi: string; en: string }>>> = {
  placed: {
    vi: 'Xếp "{title}": đến lượt (trong ngày đã xếp {times} lần).',
    en: 'Placed "{title}": its turn (placed {times} times that day).',
  },
  'placed-again': {
    vi: 'Xếp lại "{title}" sau nhạc hiệu: không có bản tin nào khác phát được lúc này (trong ngày đã xếp {times} lần).',
    en: 'Placed "{title}" again after the tune: no other bulletin may air then (placed {times} times that day).',
  },
  'tune-placed': { vi: 'Mở đầu bằng "{title}".', en: 'Opens with "{title}".' },
  'no-tune': {
    vi: 'Không có nhạc hiệu đã duyệt.',
    en: 'There is no approved signature tune.',
  },
  pinned: {
    vi: 'Giữ "{title}" ở đây theo người xếp lịch.',
    en: 'Kept "{title}" here, as a person wished.',
  },
  'no-own-segment': {
    vi: 'Khung giờ không có phần của xã: chỉ tiếp âm.',
    en: 'The window has no part of the commune: relay only.',
  },
  'no-district-segment': {
    vi: 'Khung giờ không có phần của huyện: chỉ tiếp sóng.',
    en: 'The window has no part of the district: relay time only.',
  },
  'nothing-to-place': {
    vi: 'Không có bản tin nào đã duyệt để xếp.',
    en: 'There is no approved bulletin to place.',
  },
  'no-campaign': {
    vi: '"{title}" không thuộc đợt tuyên truyền nào.',
    en: '"{title}" belongs to no campaign.',
  },
  enough: {
    vi: 'Đủ {most} bản tin; {others} bản tin khác chờ lượt sau.',
    en: 'Holds {most} bulletins; {others} others wait for their turn.',
  },
  'too-long': {
    vi: '"{title}" dài hơn thời gian còn lại của huyện.',
    en: '"{title}" is longer than what is left of the district’s time.',
  },
  'beyond-share': {
    vi: '"{title}" vượt phần thời gian dành cho đợt tuyên truyền.',
    en: '"{title}" would go beyond the campaigns’ share.',
  },
  'same-twice': {
    vi: '"{title}" vừa phát ngay trước đó: không phát hai lần liền nhau.',
    en: '"{title}" sounds just before: nothing twice in a row.',
  },
  'bulletin-gap': {
    vi: '"{title}" mới phát, chưa đủ giãn cách giữa hai lần phát.',
    en: '"{title}" sounded too short a time before.',
  },
  'campaign-gap': {
    vi: '"{title}": đợt tuyên truyền này vừa có bản tin, chưa đủ giãn cách.',
    en: '"{title}": its campaign sounded too short a time before.',
  },
  'cap-reached': {
    vi: '"{title}": đợt tuyên truyền đã đủ số lượt tối đa trong ngày.',
    en: '"{title}": its campaign has its most airings of the day.',
  },
  'floor-lacks-time': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}. Khung giờ này thiếu {seconds} giây cho "{title}": hãy rút ngắn bản tin, kéo dài khung giờ hoặc hạ mức tối thiểu.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}. This window lacks {seconds} s for "{title}": shorten it, extend the window, or lower the floor.',
  },
  'floor-lacks-share': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}. Phần dành cho tuyên truyền của khung giờ này thiếu {seconds} giây cho "{title}": hãy tăng phần đó, rút ngắn bản tin hoặc hạ mức tối thiểu.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}. The campaigns’ share of this window lacks {seconds} s for "{title}": raise the share, shorten it, or lower the floor.',
  },
  'floor-window-full': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}. Các khung giờ đã đủ số bản tin: hãy cho thêm bản tin vào khung giờ, thêm khung giờ hoặc hạ mức tối thiểu.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}. The windows hold their most bulletins: let them hold more, add a window, or lower the floor.',
  },
  'floor-gap': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}. Giãn cách giữa hai lần phát không cho thêm: hãy giảm giãn cách, thêm khung giờ hoặc hạ mức tối thiểu.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}. The least time between airings allows no more: shorten it, add a window, or lower the floor.',
  },
  'floor-too-few': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}. Không phát hai lần liền nhau: hãy thêm bản tin, thêm khung giờ hoặc hạ mức tối thiểu.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}. Nothing sounds twice in a row: add bulletins or windows, or lower the floor.',
  },
  'floor-above-cap': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: mức tối đa hoặc đợt khác không cho thêm. Hãy nâng mức tối đa hoặc trọng số.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: its cap, or another campaign, allows no more. Raise its cap or weight.',
  },
  'floor-nothing': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: không có bản tin nào đã duyệt và còn hiệu lực cho các khung giờ của ngày. Hãy duyệt bản tin hoặc sửa thời hạn.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: no bulletin of it is approved and valid in the day’s windows. Approve one, or correct the validity.',
  },
  'not-approved': {
    vi: '"{title}" không còn được duyệt.',
    en: '"{title}" is no longer approved.',
  },
  'not-valid-then': {
    vi: '"{title}" không có hiệu lực suốt thời gian phát.',
    en: '"{title}" is not valid for the whole of that time.',
  },
  'campaign-over': {
    vi: 'Đợt tuyên truyền của "{title}" không diễn ra ngày này.',
    en: 'The campaign of "{title}" does not run on that day.',
  },
  language: {
    vi: '"{title}" không bằng ngôn ngữ của đài này.',
    en: '"{title}" is in a language that this station does not speak.',
  },
  quiet: {
    vi: '"{title}" rơi vào giờ yên tĩnh.',
    en: '"{title}" would fall into quiet hours.',
  },
  'quiet-unconfirmed': {
    vi: 'Tin khẩn "{title}" rơi vào giờ yên tĩnh: chỉ phát khi có người thứ hai xác nhận giờ phát.',
    en: 'The emergency "{title}" would fall into quiet hours: it sounds only once a second person has confirmed the hour.',
  },
  'without-music': {
    vi: 'Ngày không phát nhạc: bỏ nhạc hiệu.',
    en: 'A day without music: no signature tune.',
  },
  'window-gave-way': {
    vi: 'Khung giờ "{window}" chồng lên khung giờ này nên không phát. Hãy đổi giờ hoặc ngày của một trong hai.',
    en: 'The window "{window}" overlaps this one and does not air. Change the time or the days of either.',
  },
  'over-obligation': {
    vi: '"{title}" trùng giờ tiếp âm đài huyện nên không xếp.',
    en: '"{title}" would sound over the relay of the district, so it is left out.',
  },
  'own-window': {
    vi: 'Khung giờ riêng của xã, không tiếp âm.',
    en: 'The commune’s own window, without a relay.',
  },
  relays: {
    vi: 'Tiếp âm {items} mục của huyện trong khung giờ "{window}".',
    en: 'Relays {items} items of the district’s window "{window}".',
  },
  'district-silent': {
    vi: 'Huyện không phát trong khung giờ này, nên không có gì để tiếp âm.',
    en: 'The district does not air in this window, so nothing is relayed.',
  },
  'outside-window': {
    vi: '"{title}" nằm ngoài khung giờ của trạm.',
    en: '"{title}" lies outside the station’s window.',
  },
  'no-relay-language': {
    vi: '"{title}" không phải tiếng Việt: không tính là tiếp âm.',
    en: '"{title}" is not in Vietnamese: it would be no relay.',
  },
  free: {
    vi: 'Còn trống {seconds} giây.',
    en: '{seconds} seconds are free.',
  },
  test: {
    vi: 'Phát thử, không tính vào lượt phát.',
    en: 'A test, never counted.',
  },
}

/** An explanation in both languages. */
export function explain({ code, params }: Explanation): { code: string; vi: string; en: string } {
  const say = (sentence: string) =>
    sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
  const { vi, en } = texts[code]
  return { code, vi: say(vi), en: say(en) }
}
