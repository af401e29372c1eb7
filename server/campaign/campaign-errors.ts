import { type Catalogue, problemsOf } from '../errors.ts'

export const campaignErrors = {
  'campaign-unknown': {
    status: 404,
    vi: 'Không có đợt tuyên truyền này. Hãy chọn lại trong danh sách.',
    en: 'There is no such campaign. Choose one of the list.',
  },
  'campaign-ends-before': {
    status: 400,
    vi: 'Đợt tuyên truyền kết thúc ngày {until}, trước khi bắt đầu ({from}). Hãy sửa lại ngày.',
    en: 'The campaign ends on {until}, before it begins ({from}). Correct the dates.',
  },
  'campaign-already-over': {
    status: 400,
    vi: 'Đợt tuyên truyền đã hết từ ngày {to}, hôm nay là {today}. Hãy sửa lại ngày, hoặc ghi ngày kéo dài.',
    en: 'The campaign ended on {to}, and today is {today}. Correct the dates, or say until when it is extended.',
  },
  'campaign-floor-above-cap': {
    status: 400,
    vi: 'Mỗi ngày ít nhất {floor} lượt nhưng nhiều nhất {cap} lượt thì không thể đạt. Hãy giảm số ít nhất hoặc tăng số nhiều nhất.',
    en: 'At least {floor} airings a day and at most {cap} cannot both be. Lower the floor or raise the cap.',
  },
  'campaign-cap-zero': {
    status: 400,
    vi: 'Nhiều nhất 0 lượt mỗi ngày nghĩa là không bao giờ phát. Hãy ghi ít nhất 1, hoặc để trống; muốn dừng đợt, hãy sửa ngày kết thúc.',
    en: 'At most 0 airings a day means never. Write at least 1, or leave it open; to stop the campaign, change its last day.',
  },
  'campaign-place-unknown': {
    status: 400,
    vi: 'Không có đài, trạm hay nhóm trạm "{place}". Hãy chọn lại trong danh sách.',
    en: 'There is no station or group "{place}". Choose one of the list.',
  },
  'phase-ends-before': {
    status: 400,
    vi: 'Giai đoạn "{phase}" kết thúc ({until}) trước khi bắt đầu ({from}). Hãy sửa lại giờ.',
    en: 'Phase "{phase}" ends ({until}) before it begins ({from}). Correct the times.',
  },
  'phase-overlap': {
    status: 400,
    vi: 'Giai đoạn "{next}" bắt đầu lúc {from}, khi giai đoạn "{phase}" còn kéo dài đến {until}: hai nội dung khác nhau sẽ phát lẫn lộn. Hãy cho giai đoạn trước kết thúc khi giai đoạn sau bắt đầu.',
    en: 'Phase "{next}" begins at {from}, while phase "{phase}" lasts until {until}: different words would sound side by side. Let the first end where the next begins.',
  },
  'phase-version-foreign': {
    status: 400,
    vi: 'Giai đoạn "{phase}" chọn bản "{version}" không thuộc đợt này. Hãy chọn bản tin của đợt.',
    en: 'Phase "{phase}" names version "{version}", which is not of this campaign. Choose one of its bulletins.',
  },
  'phase-version-apart': {
    status: 400,
    vi: '"{title}" (bản {number}) nằm trong các giai đoạn cách quãng nhau. Một bản chỉ phát trong một quãng liền: hãy chọn thêm bản này ở giai đoạn giữa, hoặc tạo bản mới cho giai đoạn sau.',
    en: '"{title}" (version {number}) stands in phases with a pause between them. A version sounds in one stretch: name it in the phase between, or make a new version for the later one.',
  },
  'phase-version-recalled': {
    status: 409,
    vi: '"{title}" (bản {number}) đã bị thu hồi nên không đưa vào giai đoạn "{phase}" được. Hãy chọn bản khác.',
    en: '"{title}" (version {number}) was recalled and cannot be put into phase "{phase}". Choose another.',
  },
} as const satisfies Catalogue

/** Codes of this catalogue. */
export type CampaignProblemCode = keyof typeof campaignErrors

export const campaignProblem = problemsOf(campaignErrors)
