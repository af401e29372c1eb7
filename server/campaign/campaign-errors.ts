import { type Catalogue, problemsOf } from '../errors.ts'

export const campaignErrors = {
  'campaign-unknown': {
    status: 404,
    vi: 'Không có đợt tuyên truyền này. Hãy chọn lại trong danh sách.',
    en: 'There is no such campaign. Choose one of the list.',
  },
  'campaign-ends-before': {
    status: 400,
    vi: 'Đợt tuyên truyền kéo dài đến {until}, trước khi bắt đầu ({from}). Hãy sửa lại ngày.',
    en: 'The campaign is extended until {until}, before it begins ({from}). Correct the dates.',
  },
} as const satisfies Catalogue

export const campaignProblem = problemsOf(campaignErrors)
