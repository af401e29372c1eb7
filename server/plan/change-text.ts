import { inWords } from './length-words.ts'

/** Why a wish and the plan cannot both be, as people read it; rules of the planner speak for themselves. */
const texts = {
  'overlaps-pinned': {
    vi: 'Trùng với "{other}" đã được ghim bằng tay.',
    en: 'It overlaps "{other}", which a person pinned.',
  },
  'overlaps-fixed': {
    vi: 'Trùng với phần cố định "{other}" của khung giờ.',
    en: 'It overlaps "{other}", a fixed part of the window.',
  },
  'no-room': {
    vi: 'Khung giờ không còn chỗ: "{other}" sẽ bị đẩy ra.',
    en: 'The window has no room left: "{other}" would be pushed out.',
  },
  'relay-time': {
    vi: 'Trùng với phần tiếp sóng của nguồn khác trong khung giờ.',
    en: 'It would sound in the part of another source.',
  },
  'over-relay': {
    vi: 'Trùng giờ tiếp âm "{other}" của đài huyện.',
    en: 'It would sound over the relay of the district’s "{other}".',
  },
  'live-overrun': {
    vi: 'Phần tiếp sóng trực tiếp ngay trước có thể kéo dài thêm {seconds}.',
    en: 'The live relay just before may run over by {seconds}.',
  },
  'longer-than-part': {
    vi: '"{title}" dài hơn phần của đài trong khung giờ: quá {seconds}.',
    en: '"{title}" is longer than the station’s part of the window, by {seconds}.',
  },
  'beyond-part': {
    vi: '"{title}" sẽ chạy quá phần của đài trong khung giờ: quá {seconds}.',
    en: '"{title}" would run beyond the station’s part of the window, by {seconds}.',
  },
  'quiet-hours': {
    vi: 'Giờ yên tĩnh từ {from} đến {until}: chỉ phát tin khẩn cấp, có người thứ hai xác nhận.',
    en: 'Quiet hours from {from} to {until}: only emergencies sound, which a second person confirmed.',
  },
  stays: {
    vi: '"{other}" là phần cố định hoặc lượt tiếp âm: không bỏ được.',
    en: '"{other}" is a fixed part, or relays the district: it cannot go.',
  },
  'pins-lost': {
    vi: 'Bản tin khác đã ghim sẽ không còn chỗ.',
    en: 'Another pinned bulletin would lose its place.',
  },
  'short-behind': {
    vi: 'Sau "{other}" còn thiếu {seconds}.',
    en: 'After "{other}" there are {seconds} too few.',
  },
  'no-later-window': {
    vi: 'Trong ngày không còn khung giờ nào sau đó.',
    en: 'No window of that day is left after it.',
  },
  'nowhere-alike': {
    vi: 'Mọi khung giờ còn lại trong ngày {becauseVi}.',
    en: 'Each window that is left of the day {because}.',
  },
  nowhere: {
    vi: 'Không khung giờ nào còn lại trong ngày nhận được: {listVi}.',
    en: 'No window that is left of the day takes it: {list}.',
  },
  'not-together': {
    vi: 'Được cho từng bản tin, nhưng không được cho tất cả cùng lúc.',
    en: 'It works for each of them, but not for all at once.',
  },
  begun: {
    vi: 'Khung giờ "{window}" đã phát xong hoặc sắp hết: không sửa được nữa. Hãy chọn khung giờ sau.',
    en: 'The window "{window}" is over, or nearly: it cannot be changed any more. Take a later one.',
  },
  'begun-window': {
    vi: 'Khung giờ "{window}" đã bắt đầu: chỉ sửa được từng mục còn lại của khung giờ này.',
    en: 'The window "{window}" has begun: only single items that are left of it can be changed.',
  },
  'begun-item': {
    vi: '"{title}" đã phát, đang phát hoặc máy đã nạp để phát ngay: không sửa được nữa. Hãy sửa mục sau nó.',
    en: '"{title}" has aired, is on air, or is loaded to air at once: it cannot be changed any more. Change a later one.',
  },
  'begun-there': {
    vi: 'Lúc đó đã phát hoặc máy đã nạp để phát ngay. Hãy đặt từ {from} trở đi.',
    en: 'That time has aired, or is loaded to air at once. Put it at {from} or later.',
  },
  'no-window': {
    vi: 'Đài không có khung giờ này vào ngày {date}.',
    en: 'The station does not have this window on {date}.',
  },
  'no-own-part': {
    vi: 'Khung giờ "{window}" không có phần của đài này.',
    en: 'The window "{window}" has no part of this station.',
  },
  'no-playlist': {
    vi: 'Đài {station} tiếp sóng của huyện, không có danh sách phát riêng.',
    en: '{station} carries the district’s signal and has no playlist of its own.',
  },
  'campaign-elsewhere': {
    vi: '"{title}" đã duyệt, nhưng đợt tuyên truyền của nó không giao cho phần riêng của {station}. Hãy thêm đài vào đợt, hoặc chọn bản tin khác.',
    en: '"{title}" is approved, but its campaign does not ask {station} to air it in its own part. Add the station to the campaign, or choose another bulletin.',
  },
  'of-another-station': {
    vi: '"{title}" đã duyệt cho đài khác; {station} chỉ phát bản tin của mình và bản tin được giao. Hãy chọn bản tin khác.',
    en: '"{title}" is approved for another station; {station} airs its own bulletins and those it is given. Choose another one.',
  },
  'item-gone': {
    vi: 'Mục này không còn trong lịch. Hãy tải lại trang.',
    en: 'This item is no longer in the plan. Load the page again.',
  },
  'not-own-item': {
    vi: '"{title}" là phần cố định hoặc lượt tiếp âm đài huyện: hãy sửa khung giờ, hoặc sửa lịch của huyện.',
    en: '"{title}" is a fixed part, or relays the district: change the window, or the district’s plan.',
  },
  'hand-gone': {
    vi: 'Việc ghim hoặc cấm này không còn. Hãy tải lại trang.',
    en: 'This pin or bar is no longer there. Load the page again.',
  },
  'not-fitting': {
    vi: '"{title}" không xếp được vào khung giờ này theo các quy tắc.',
    en: 'The rules do not let "{title}" be in this window.',
  },
  'pin-lost': {
    vi: '"{other}" đã ghim sẽ không còn chỗ.',
    en: '"{other}", which is pinned, would lose its place.',
  },
} as const

const choiceNames = {
  override: { vi: 'ghi đè', en: 'to override it' },
  queue: { vi: 'tiếp nối', en: 'to queue after it' },
  move: { vi: 'dời', en: 'to move to another window' },
} as const

/** What somebody may choose, as one sentence; another when there is nothing to choose from. */
export function sayChoices(
  choices: readonly (keyof typeof choiceNames)[],
): Readonly<{ vi: string; en: string }> {
  if (choices.length === 0)
    return { vi: 'Hãy chọn khung giờ hoặc giờ khác.', en: 'Take another window or time.' }
  const list = (language: 'vi' | 'en', or: string) => {
    const names = choices.map((choice) => choiceNames[choice][language])
    const last = names.pop() ?? ''
    return names.length === 0 ? last : `${names.join(', ')} ${or} ${last}`
  }
  return {
    vi: `Hãy chọn ${list('vi', 'hoặc')}, rồi lưu lại.`,
    en: `Choose ${list('en', 'or')}, then save again.`,
  }
}

export type ChangeReason = Readonly<{ code: string; vi: string; en: string }>
export type ChangeCode = keyof typeof texts

export function sayWhy(
  code: ChangeCode,
  params: Readonly<Record<string, string | number>> = {},
): ChangeReason {
  const fill = (language: 'vi' | 'en') =>
    texts[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name === 'seconds' ? inWords(Number(params[name]))[language] : String(params[name] ?? whole),
    )
  return { code, vi: fill('vi'), en: fill('en') }
}

/** How full a window is: "còn trống 12 giây", "quá 3 giây". */
export function sayFill(freeSamples: number): Readonly<{ vi: string; en: string }> {
  if (freeSamples >= 0 && freeSamples < SECOND) return { vi: 'vừa đủ', en: 'exactly full' }
  if (freeSamples > 0) {
    const { vi, en } = inWords(Math.floor(freeSamples / SECOND))
    return { vi: `còn trống ${vi}`, en: `${en} free` }
  }
  const { vi, en } = inWords(Math.ceil(-freeSamples / SECOND))
  return { vi: `quá ${vi}`, en: `${en} too much` }
}

const SECOND = 48_000
