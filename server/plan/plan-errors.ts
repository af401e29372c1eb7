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
} as const satisfies Catalogue

export const planProblem = problemsOf(planErrors)
