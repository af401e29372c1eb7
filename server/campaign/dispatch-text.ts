/** What is said of a finding that somebody should look at, and of what was not found. */
export const dispatchNotes = {
  'number-open': {
    vi: 'Số công văn còn để trống; hãy ghi số khi có.',
    en: 'The number was left open; put it in once it is known.',
  },
  'day-open': {
    vi: 'Ngày ban hành còn để trống; tạm ghi ngày đầu tháng.',
    en: 'The day of issue was left open; the first of the month was taken.',
  },
  'issuer-from-text': {
    vi: 'Không có tên cơ quan ở đầu văn bản; đọc từ phần nội dung.',
    en: 'There is no letterhead; this was read from the text.',
  },
  'subject-from-text': {
    vi: 'Không có dòng "V/v"; đọc từ tiêu đề hoặc nội dung.',
    en: 'There is no "V/v" line; this was read from the title or the text.',
  },
  'from-issue': {
    vi: '"Từ nay" được hiểu là từ ngày ban hành.',
    en: '"From now" was taken for the day of issue.',
  },
  'from-today': {
    vi: '"Từ nay" được hiểu là từ hôm nay, vì công văn không ghi đủ ngày ban hành.',
    en: '"From now" was taken for today, since the dispatch has no full date.',
  },
  'from-month': {
    vi: 'Không ghi ngày bắt đầu rõ ràng; tạm lấy ngày đầu tháng ban hành.',
    en: 'No clear first day is given; the first of the month of issue was taken.',
  },
  'from-not-said': {
    vi: 'Không ghi ngày bắt đầu; tạm lấy ngày ban hành.',
    en: 'No first day is given; the day of issue was taken.',
  },
  'whole-month': {
    vi: 'Được hiểu là đến hết tháng.',
    en: 'Taken to mean until the end of the month.',
  },
  'whole-quarter': {
    vi: 'Được hiểu là đến hết quý.',
    en: 'Taken to mean until the end of the quarter.',
  },
  'part-of-month': {
    vi: 'Chỉ ghi đầu, giữa tháng; ngày này là ước chừng.',
    en: 'Only a part of the month is named; the day is a guess.',
  },
  'year-not-said': {
    vi: 'Không ghi năm; lấy theo các ngày khác của công văn.',
    en: 'No year is written; it was taken from other dates of the dispatch.',
  },
  'every-month': {
    vi: 'Báo cáo hằng tháng; các ngày được tính trong thời gian của đợt.',
    en: 'Reports are monthly; the dates were counted out within the period.',
  },
  'period-backwards': {
    vi: 'Ngày kết thúc trước ngày bắt đầu; hãy xem lại công văn và ghi đúng ngày.',
    en: 'The last day lies before the first; look at the dispatch and put in the right days.',
  },
  'several-periods': {
    vi: 'Công văn nêu nhiều khoảng thời gian; hãy chọn đúng khoảng của đợt này.',
    en: 'The dispatch names several periods; choose the one that is meant.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ vi: string; en: string }>>>

export type DispatchNote = keyof typeof dispatchNotes

export const dispatchMissing = {
  'no-sign': {
    vi: 'Không thấy số, ký hiệu công văn.',
    en: 'No number and sign were found.',
  },
  'no-date': {
    vi: 'Không thấy ngày ban hành.',
    en: 'No day of issue was found.',
  },
  'no-issuer': {
    vi: 'Không thấy cơ quan ban hành.',
    en: 'No issuing office was found.',
  },
  'no-subject': {
    vi: 'Không thấy nội dung (V/v). Hãy đặt tên cho đợt.',
    en: 'What it is about was not found. Give the campaign a name.',
  },
  'no-relays': {
    vi: 'Công văn không nói ai phải tiếp âm.',
    en: 'The dispatch does not say who has to relay.',
  },
  'no-period-from': {
    vi: 'Không thấy ngày bắt đầu. Hãy ghi ngày.',
    en: 'No first day was found. Put it in.',
  },
  'no-period-to': {
    vi: 'Không thấy ngày kết thúc. Hãy ghi ngày.',
    en: 'No last day was found. Put it in.',
  },
  'period-open': {
    vi: 'Công văn ghi thực hiện đến khi có thông báo mới. Hãy ghi một ngày kết thúc; sau này kéo dài được.',
    en: 'It holds until further notice. Put in a last day; it can be extended later.',
  },
  'no-reports': {
    vi: 'Không thấy ngày báo cáo.',
    en: 'No report dates were found.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ vi: string; en: string }>>>

export type DispatchMissing = keyof typeof dispatchMissing
