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
