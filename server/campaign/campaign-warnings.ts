import { fillIn, type ProblemParams } from '../errors.ts'

/** What somebody should know of a campaign, and nothing forbids. */
export const campaignWarnings = {
  'campaign-over': {
    vi: 'Đợt đã hết ngày {to}: không bản tin nào của đợt được phát nữa. Nếu còn cần phát, hãy kéo dài đợt.',
    en: 'The campaign ended on {to}: nothing of it sounds any more. Extend it if it is still needed.',
  },
  'campaign-empty': {
    vi: 'Đợt chưa có bản tin nào, nên chưa có gì để phát. Hãy thêm bản tin vào đợt.',
    en: 'The campaign has no bulletins, so nothing can sound. Add bulletins to it.',
  },
  'campaign-nothing-approved': {
    vi: 'Đợt có {bulletins} bản tin nhưng chưa bản nào được duyệt và có âm thanh. Hãy trình duyệt.',
    en: 'The campaign has {bulletins} bulletins, none of them approved with its sound. Submit them.',
  },
  'report-date-before': {
    vi: 'Ngày báo cáo {date} trước ngày bắt đầu đợt ({from}). Hãy kiểm tra lại.',
    en: 'Report date {date} lies before the campaign begins ({from}). Look at it again.',
  },
  'phase-gap': {
    vi: 'Từ {from} đến {until} không có giai đoạn nào: không bản tin nào của đợt được phát lúc đó.',
    en: 'From {from} to {until} there is no phase: nothing of the campaign sounds then.',
  },
  'phase-empty': {
    vi: 'Giai đoạn "{phase}" chưa chọn bản tin nào: không có gì của đợt được phát trong giai đoạn này.',
    en: 'Phase "{phase}" names no version: nothing of the campaign sounds in it.',
  },
  'phase-outside-period': {
    vi: 'Giai đoạn "{phase}" nằm ngoài thời gian của đợt ({from} – {to}) nên không bao giờ phát.',
    en: 'Phase "{phase}" lies outside the campaign’s days ({from} – {to}), so it never sounds.',
  },
  'phase-version-unapproved': {
    vi: '"{title}" (bản {number}) trong giai đoạn "{phase}" chưa được duyệt, nên chưa phát.',
    en: '"{title}" (version {number}) of phase "{phase}" is not approved, so it does not sound yet.',
  },
  'phase-version-gone': {
    vi: '"{title}" (bản {number}) trong giai đoạn "{phase}" đã bị thu hồi, nên không phát nữa. Hãy chọn bản khác.',
    en: '"{title}" (version {number}) of phase "{phase}" was recalled and does not sound. Choose another.',
  },
  'phase-version-not-valid': {
    vi: '"{title}" (bản {number}) không có hiệu lực trong giai đoạn "{phase}", nên không phát trong giai đoạn đó.',
    en: '"{title}" (version {number}) is not valid in phase "{phase}", so it does not sound in it.',
  },
  'version-in-no-phase': {
    vi: '"{title}" (bản {number}) đã duyệt nhưng không thuộc giai đoạn nào, nên không phát.',
    en: '"{title}" (version {number}) is approved and in no phase, so it does not sound.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ vi: string; en: string }>>>

export type CampaignWarning = keyof typeof campaignWarnings

export function warningText(
  code: CampaignWarning,
  params: ProblemParams,
): Readonly<{ vi: string; en: string }> {
  const { vi, en } = campaignWarnings[code]
  return { vi: fillIn(vi, params, 'Vi'), en: fillIn(en, params) }
}
