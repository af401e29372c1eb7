import { type Catalogue, problemsOf } from '../errors.ts'

export const windowErrors = {
  'window-unknown': {
    status: 404,
    vi: 'Không có khung giờ "{window}". Hãy chọn lại trong danh sách.',
    en: 'There is no window "{window}". Choose one of the list.',
  },
  'window-too-long': {
    status: 400,
    vi: 'Khung giờ dài hơn một ngày. Hãy giảm thời lượng các phần.',
    en: 'The window is longer than a day. Shorten its parts.',
  },
  'window-session-too-long': {
    status: 409,
    vi: 'Khung giờ dài {length} phút, nhưng mỗi buổi của {station} chỉ được tối đa {most} phút. Hãy rút ngắn, hoặc nâng giới hạn của trạm.',
    en: 'The window lasts {length} minutes, but a session of {station} may last {most} at most. Shorten it, or raise the station’s limit.',
  },
  'window-district-twice': {
    status: 400,
    vi: 'Khung giờ có hai phần của huyện. Hãy gộp thành một phần.',
    en: 'The window has two parts of the district. Make them one.',
  },
  'window-quiet': {
    status: 409,
    vi: 'Khung giờ của {station} rơi vào giờ yên tĩnh {from}–{to}. Hãy chọn giờ khác; trong giờ đó chỉ phần của chính đài được mở, và chỉ cho tin khẩn cấp đã được người thứ hai xác nhận.',
    en: 'The window of {station} falls into the quiet hours {from}–{to}. Choose another time; then only a station’s own part may be open, and only for an emergency that a second person confirmed.',
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
  'window-relay-twice': {
    status: 400,
    vi: '"{station}" được chọn tiếp âm hai lần. Hãy chọn một lần: cùng giờ hoặc giờ khác.',
    en: '"{station}" is to relay twice. Choose one: at the same time or later.',
  },
  'window-later-needs-ip': {
    status: 400,
    vi: '{station} tiếp sóng trực tiếp nên không thể phát lại vào giờ khác. Hãy chọn tiếp âm cùng giờ.',
    en: '{station} carries the live signal and cannot relay it later. Choose the same time.',
  },
  'window-later-too-early': {
    status: 400,
    vi: '{station} không thể tiếp âm lúc {startsAt}, trước khi huyện phát lúc {relayed}. Hãy chọn giờ muộn hơn trong ngày.',
    en: '{station} cannot relay at {startsAt}, before the district airs at {relayed}. Choose a later time of the day.',
  },
  'window-ends-before': {
    status: 400,
    vi: 'Khung giờ kết thúc ngày {to}, trước ngày bắt đầu {from}. Hãy sửa lại ngày.',
    en: 'The window ends on {to}, before it begins on {from}. Correct the dates.',
  },
  'window-never': {
    status: 400,
    vi: 'Với các ngày đã chọn, khung giờ không mở vào ngày nào kể từ {from}. Hãy kiểm tra thứ, quy tắc lặp, ngày bỏ và ngày kết thúc.',
    en: 'As chosen, the window opens on no day from {from} on. Check weekdays, rule, dates left out and the last day.',
  },
  'window-zone-unknown': {
    status: 409,
    vi: 'Múi giờ "{zone}" của {station} không có. Hãy nhờ kỹ thuật viên sửa múi giờ của trạm.',
    en: 'There is no time zone "{zone}", which {station} has. Ask the technician to correct it.',
  },
  'window-share-wrong': {
    status: 400,
    vi: 'Phần {number}: thời lượng dành cho đợt tuyên truyền dài hơn chính phần đó. Hãy sửa một trong hai.',
    en: 'Part {number}: what campaigns may take is longer than the part. Correct one of them.',
  },
  'window-least-wrong': {
    status: 400,
    vi: 'Phần {number}: thời lượng tối thiểu dài hơn thời lượng dự kiến. Hãy sửa một trong hai.',
    en: 'Part {number}: its least length is above its planned length. Correct one of them.',
  },
  'window-live-unknown': {
    status: 400,
    vi: 'Phần {number} lấy nguồn trực tiếp không còn trong danh sách. Hãy chọn nguồn khác.',
    en: 'Part {number} carries a live source that is not in the list. Choose another one.',
  },
  'window-live-other': {
    status: 400,
    vi: 'Phần {number}: nguồn trực tiếp "{live}" thuộc đơn vị khác với phần này. Hãy chọn nguồn cùng loại.',
    en: 'Part {number}: the live source "{live}" belongs to another source than this part. Choose one of the same.',
  },
  'window-part-unknown': {
    status: 400,
    vi: 'Phần cố định "{bulletin}" không có, hoặc không phải nhạc hiệu, đài hiệu, lời mở đầu, lời kết thúc, nhạc cắt hay tín hiệu giờ. Hãy chọn lại.',
    en: 'The fixed part "{bulletin}" is not there, or is no tune, station ID, opening, closing, sting or time signal. Choose again.',
  },
  'window-signal-outside': {
    status: 400,
    vi: 'Tín hiệu giờ lúc {at} nằm ngoài khung giờ. Hãy chọn thời điểm trong khung.',
    en: 'The time signal at {at} lies outside the window. Choose an instant within it.',
  },
  'window-is-relay': {
    status: 409,
    vi: 'Khung giờ này tiếp âm khung giờ của huyện. Hãy sửa khung giờ của huyện.',
    en: 'This window relays one of the district. Change the district’s window.',
  },
  'window-change-too-early': {
    status: 409,
    vi: 'Thay đổi chỉ có hiệu lực từ ngày {date}, vì những gì đã phát không sửa được. Hãy chọn ngày đó hoặc muộn hơn.',
    en: 'A change can begin on {date} at the earliest, since what has aired stays as it was. Choose that day or a later one.',
  },
  'window-ended': {
    status: 409,
    vi: 'Khung giờ đã kết thúc ngày {date}. Hãy lập khung giờ mới.',
    en: 'The window ended on {date}. Make a new one.',
  },
  'recurrence-malformed': {
    status: 400,
    vi: 'Quy tắc lặp "{rule}" không đúng RFC 5545. Hãy viết như FREQ=WEEKLY;BYDAY=MO,TH.',
    en: 'The rule "{rule}" is none of RFC 5545. Write it like FREQ=WEEKLY;BYDAY=MO,TH.',
  },
  'recurrence-too-fine': {
    status: 400,
    vi: 'Quy tắc lặp "{rule}" lặp nhiều lần trong ngày. Một khung giờ mở mỗi ngày một lần; hãy lập thêm khung giờ.',
    en: 'The rule "{rule}" comes several times a day. A window opens once a day; make more windows.',
  },
  'recurrence-too-large': {
    status: 400,
    vi: 'Quy tắc lặp "{rule}" đếm quá xa: {part} nhiều nhất là {most}. Hãy ghi số nhỏ hơn, hoặc bỏ phần đó và đặt ngày kết thúc.',
    en: 'The rule "{rule}" counts too far: {part} is {most} at most. Write a smaller number, or leave it out and set a last day.',
  },
  'recurrence-too-many': {
    status: 400,
    vi: 'Quy tắc lặp "{rule}" có quá nhiều lần để tính. Hãy bỏ COUNT và đặt ngày kết thúc.',
    en: 'The rule "{rule}" comes too many times to be worked out. Leave out COUNT and set a last day.',
  },
} as const satisfies Catalogue

export const windowProblem = problemsOf(windowErrors)
