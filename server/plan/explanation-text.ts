import { inWords } from './length-words.ts'
import type { Explanation, ExplanationCode } from './playlist.ts'

/** What the planner says, as people read it. */
const texts: Readonly<Record<ExplanationCode, Readonly<{ vi: string; en: string }>>> = {
  placed: {
    vi: 'Xếp "{title}": đến lượt (trong ngày đã xếp {times} lần).',
    en: 'Placed "{title}": its turn (placed {times} times that day).',
  },
  'placed-again': {
    vi: 'Xếp lại "{title}", dù cũng là bản tin phát ngay trước: không có bản tin nào khác đáng xếp hơn (trong ngày đã xếp {times} lần).',
    en: 'Placed "{title}" again, though it also sounded last before or is relayed beside it: no other bulletin was worth more here (placed {times} times that day).',
  },
  'tune-placed': { vi: 'Mở đầu bằng "{title}".', en: 'Opens with "{title}".' },
  'no-tune': {
    vi: 'Không có nhạc hiệu đã duyệt.',
    en: 'There is no approved signature tune.',
  },
  pinned: {
    vi: 'Giữ "{title}" ở đây: đã ghim bằng tay.',
    en: 'Kept "{title}" here, as a person wished.',
  },
  'closes-with': {
    vi: 'Kết thúc bằng "{title}".',
    en: 'Closes with "{title}".',
  },
  'signal-placed': {
    vi: '"{title}" phát đúng {at}.',
    en: '"{title}" sounds at {at} sharp.',
  },
  'signal-outside': {
    vi: '"{title}" lúc {at} nằm ngoài phần của đài trong khung giờ hoặc trùng tín hiệu khác nên bị bỏ. Hãy đổi giờ.',
    en: '"{title}" at {at} lies outside the station’s part of the window, or on another signal, and is left out. Change its time.',
  },
  'part-missing': {
    vi: 'Phần cố định "{bulletin}" của khung giờ không có bản đã duyệt nên bị bỏ.',
    en: 'The window’s fixed part "{bulletin}" has no approved version and is left out.',
  },
  'pin-unknown': {
    vi: 'Bản tin được ghim ({version}) không còn dùng được ở đây: hãy bỏ ghim.',
    en: 'What was pinned here ({version}) can no longer be aired: take the pin off.',
  },
  'pin-lost': {
    vi: 'Không giữ được "{title}" đã ghim ở đây. {because}',
    en: '"{title}" could not be kept here as pinned. {because}',
  },
  'pin-lost-at': {
    vi: 'Không giữ được "{title}" đã ghim lúc {at}. {because}',
    en: '"{title}" could not be kept at {at} as pinned. {because}',
  },
  'outside-own-part': {
    vi: '"{title}" nằm ngoài phần của đài trong khung giờ.',
    en: '"{title}" lies outside the station’s own part of the window.',
  },
  'on-signal': {
    vi: '"{title}" trùng tín hiệu giờ.',
    en: '"{title}" lies on a time signal.',
  },
  'on-other': {
    vi: '"{title}" trùng bản tin khác cũng được ghim.',
    en: '"{title}" lies on another bulletin that is pinned too.',
  },
  'window-full': {
    vi: 'Khung giờ đã đủ số bản tin.',
    en: 'The window holds its most bulletins.',
  },
  barred: {
    vi: '"{title}" không phát ở đây: đã bỏ bằng tay.',
    en: '"{title}" is kept out of here, as a person wished.',
  },
  'not-picked': {
    vi: '"{title}" là bản tin thông thường mà xã chưa chọn cho khung giờ này.',
    en: '"{title}" is ordinary, and the commune has not picked it for this window.',
  },
  'later-rules': {
    vi: 'Nếu phát "{title}" ở đây thì phạm quy tắc với bản tin phát sau đó.',
    en: 'With "{title}" here, what sounds later would break a rule.',
  },
  'enough-today': {
    vi: '"{title}" hôm nay đã đủ: thêm nữa sẽ lấn phần của bản tin hoặc ngôn ngữ khác.',
    en: '"{title}" has had enough today: more would take from other bulletins or languages.',
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
    vi: '"{title}" dài hơn thời gian còn lại của đài trong khung giờ.',
    en: '"{title}" is longer than what is left of the station’s time in this window.',
  },
  'beyond-share': {
    vi: '"{title}" vượt phần thời gian dành cho đợt tuyên truyền.',
    en: '"{title}" would go beyond the campaigns’ share.',
  },
  'same-twice': {
    vi: '"{title}" đã có trong khung giờ hoặc được tiếp âm ngay bên cạnh: không phát hai lần liền nhau.',
    en: '"{title}" is in the window already, or relayed right beside it: nothing twice in a row.',
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
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: khung giờ {window} ({from}–{until}) tại {station} thiếu {seconds} cho lượt thứ {nth}. Hãy rút ngắn "{title}" {seconds}, kéo dài phần của đài trong khung giờ thêm {seconds}, hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: window {window} ({from}–{until}) at {station} lacks {seconds} for airing number {nth}. Shorten "{title}" by {seconds}, extend the station’s part of the window by {seconds}, or lower the floor to {placed}.',
  },
  'floor-lacks-much': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: khung giờ {window} ({from}–{until}) tại {station} thiếu {seconds} cho lượt thứ {nth} ("{title}"). Hãy kéo dài phần của đài trong khung giờ thêm {seconds} hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: window {window} ({from}–{until}) at {station} lacks {seconds} for airing number {nth} ("{title}"). Extend the station’s part of the window by {seconds}, or lower the floor to {placed}.',
  },
  'floor-lacks-share': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: phần dành cho tuyên truyền trong khung giờ {window} ({from}–{until}) tại {station} thiếu {share} cho lượt thứ {nth} ("{title}"). Hãy tăng phần đó thêm {share} hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: the campaigns’ share of window {window} ({from}–{until}) at {station} lacks {share} for airing number {nth} ("{title}"). Raise that share by {share}, or lower the floor to {placed}.',
  },
  'floor-lacks-percent': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: tỷ lệ của riêng đợt trong khung giờ {window} ({from}–{until}) tại {station} không đủ cho lượt thứ {nth} ("{title}"). Hãy nâng tỷ lệ đó lên {percent} % hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: what the campaign may take of window {window} ({from}–{until}) at {station} is too little for airing number {nth} ("{title}"). Raise its percentage to {percent} %, or lower the floor to {placed}.',
  },
  'floor-lacks-both': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: khung giờ {window} ({from}–{until}) tại {station} thiếu {seconds}, và phần dành cho tuyên truyền ở đó thiếu {share}, cho lượt thứ {nth} ("{title}"). Hãy kéo dài phần của đài và tăng phần tuyên truyền, hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: window {window} ({from}–{until}) at {station} lacks {seconds}, and the campaigns’ share of it {share}, for airing number {nth} ("{title}"). Extend the station’s part and raise the share, or lower the floor to {placed}.',
  },
  'floor-window-full': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: khung giờ {window} ({from}–{until}) tại {station} đã đủ số bản tin. Hãy cho khung giờ chứa thêm một bản tin hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: window {window} ({from}–{until}) at {station} holds its most bulletins. Let it hold one more, or lower the floor to {placed}.',
  },
  'floor-gap': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: giãn cách giữa hai lần phát không cho "{title}" vào khung giờ {window} ({from}–{until}) tại {station}. Hãy bỏ giãn cách đó hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: the least time between airings keeps "{title}" out of window {window} ({from}–{until}) at {station}. Take that time off, or lower the floor to {placed}.',
  },
  'floor-needs-two': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: để thêm lượt thứ {nth} ("{title}") vào khung giờ {window} ({from}–{until}) tại {station}, một thay đổi là chưa đủ. Cần cả hai: {first}, và {second}; hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: one change is not enough for airing number {nth} ("{title}") in window {window} ({from}–{until}) at {station}. Both are needed: {first}, and {second}; or lower the floor to {placed}.',
  },
  'change-time': {
    vi: 'kéo dài phần của đài thêm {seconds}',
    en: 'extend the station’s part by {seconds}',
  },
  'change-share': {
    vi: 'tăng phần dành cho tuyên truyền thêm {share}',
    en: 'raise the campaigns’ share by {share}',
  },
  'change-percent': {
    vi: 'nâng tỷ lệ của riêng đợt trong khung giờ lên {percent} %',
    en: 'raise what the campaign may take of a window to {percent} %',
  },
  'change-most': {
    vi: 'cho khung giờ chứa thêm một bản tin',
    en: 'let the window hold one more bulletin',
  },
  'change-gap': {
    vi: 'bỏ giãn cách giữa hai lần phát của đợt',
    en: 'take off the campaign’s least time between airings',
  },
  'change-cap': {
    vi: 'nâng mức tối đa của đợt thêm một lượt',
    en: 'raise the campaign’s cap by one',
  },
  'floor-no-change': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: đã thử kéo dài khung giờ, tăng phần tuyên truyền và tỷ lệ của đợt, chứa thêm bản tin, bỏ giãn cách và từng cặp các thay đổi đó, không cách nào thêm được một lượt. Hãy hạ mức tối thiểu xuống {placed}, hoặc thêm bản tin hay khung giờ cho đợt.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: longer windows, larger shares, one more bulletin, no least time, and pairs of these were tried, and none lets one more airing in. Lower the floor to {placed}, or add bulletins or windows for the campaign.',
  },
  'floor-above-cap': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: mức tối đa của đợt không cho thêm. Hãy nâng mức tối đa hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: its own cap allows no more. Raise the cap, or lower the floor to {placed}.',
  },
  'floor-nothing': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: không có bản tin nào đã duyệt và còn hiệu lực cho các khung giờ của ngày. Hãy duyệt bản tin hoặc sửa thời hạn.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: no bulletin of it is approved and valid in the day’s windows. Approve one, or correct the validity.',
  },
  'floor-not-picked': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: xã chưa chọn bản tin nào của đợt cho các khung giờ của ngày. Hãy chọn bản tin hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: the commune has picked no bulletin of it for the day’s windows. Pick one, or lower the floor to {placed}.',
  },
  'floor-barred': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: bản tin của đợt đã bị bỏ bằng tay khỏi các khung giờ của ngày. Hãy cho phát lại hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: its bulletins were taken out of the day’s windows by hand. Let one in again, or lower the floor to {placed}.',
  },
  'floor-quiet': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: các khung giờ mà bản tin của đợt có thể phát đều nằm trong giờ yên tĩnh. Hãy chuyển khung giờ ra ngoài giờ đó hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: the windows in which its bulletins could sound lie in quiet hours. Move a window out of them, or lower the floor to {placed}.',
  },
  'floor-language': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày, xếp được {placed}: bản tin của đợt không bằng ngôn ngữ mà đài này phát. Hãy duyệt bản tiếng đó hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings that day and has {placed}: its bulletins are in languages that this station does not speak. Approve an edition in its language, or lower the floor to {placed}.',
  },
  'floor-only-relayed': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong phần riêng của đài, xếp được {placed}: đài chỉ tiếp âm đợt này, không có bản tin nào của đợt cho phần riêng. Hãy giao đợt cho đài hoặc hạ mức tối thiểu xuống {placed}.',
    en: 'Campaign "{campaign}" needs {floor} airings in the station’s own part that day and has {placed}: the station only relays it and has no bulletin of it for its own part. Name the station in the campaign, or lower the floor to {placed}.',
  },
  'floor-no-window': {
    vi: 'Đợt "{campaign}" cần {floor} lượt trong ngày: không có khung giờ nào mở nên không xếp được lượt nào. Hãy mở khung giờ vào ngày này.',
    en: 'Campaign "{campaign}" needs {floor} airings that day, and no window opens, so it has none. Open a window on that day.',
  },
  'no-window-then': {
    vi: 'Không có khung giờ nào của đài mở vào ngày này.',
    en: 'No window of the station opens on that day.',
  },
  'closed-then': {
    vi: 'Ngày này đài không phát sóng: lịch ghi là ngày nghỉ.',
    en: 'The station does not air on that day: the calendar closes it.',
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
  'relay-too-early': {
    vi: 'Khung giờ này bắt đầu trước khung giờ "{window}" của huyện nên chưa có gì để tiếp âm. Hãy chuyển sang giờ muộn hơn.',
    en: 'This window begins before the district’s window "{window}", so there is nothing to relay yet. Move it to a later time.',
  },
  'outside-window': {
    vi: '"{title}" nằm ngoài khung giờ của trạm.',
    en: '"{title}" lies outside the station’s window.',
  },
  'no-relay-language': {
    vi: '"{title}" không phải tiếng Việt: không tính là tiếp âm.',
    en: '"{title}" is not in Vietnamese: it would be no relay.',
  },
  'spread-missed': {
    vi: 'Đợt "{campaign}" cần được nghe trong {wanted} khung giờ của ngày, xếp được {windows}: ở đây không còn chỗ, hoặc có quy tắc khác không cho (xem từng bản tin). Hãy kéo dài khung giờ, cho khung giờ chứa thêm bản tin, hoặc giảm số khung giờ mong muốn xuống {windows}.',
    en: 'Campaign "{campaign}" is to be heard in {wanted} windows of that day and is in {windows}: here is no room left, or another rule stands in the way (see each bulletin). Extend the window, let it hold more bulletins, or lower the wanted spread to {windows}.',
  },
  'mix-missed': {
    vi: 'Trong ngày phát {airings} trên {total} lượt bằng tiếng {language}, mong muốn {percent} %: hãy thêm bản tin bằng ngôn ngữ đó.',
    en: '{airings} of that day’s {total} airings are in {language}, where {percent} % are wanted: add bulletins in that language.',
  },
  free: {
    vi: 'Còn trống {seconds}.',
    en: '{seconds} are free.',
  },
  test: {
    vi: 'Phát thử, không tính vào lượt phát.',
    en: 'A test, never counted.',
  },
}

const languages = {
  vi: new Map([
    ['vi', 'Việt'],
    ['km', 'Khmer'],
    ['en', 'Anh'],
  ]),
  en: new Map([
    ['vi', 'Vietnamese'],
    ['km', 'Khmer'],
    ['en', 'English'],
  ]),
}

/** An explanation in both languages. */
export function explain({ code, params }: Explanation): { code: string; vi: string; en: string } {
  const { vi, en } = texts[code]
  return { code, vi: said(vi, params, 'vi'), en: said(en, params, 'en') }
}

/** These name another sentence. */
const sentences: ReadonlySet<string> = new Set(['because', 'first', 'second'])

/** A sentence with its names and numbers in their places. */
function said(sentence: string, params: Explanation['params'], language: 'vi' | 'en'): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (name === 'language') return languages[language].get(String(value)) ?? String(value)
    if (name === 'seconds' || name === 'share') return inWords(Number(value))[language]
    if (!sentences.has(name)) return String(value)
    return said(texts[value as ExplanationCode][language], params, language)
  })
}
