import { type ErrorParams, type MediaErrorCode, mediaErrors } from '../../media/errors.ts'
import { type Catalogue, Problem, problemsOf } from '../errors.ts'

/** What may go wrong with any file that comes in parts, or leaves in ranges. */
export const uploadErrors = {
  'upload-unknown': {
    status: 404,
    vi: 'Không có tệp tải lên này; có thể nó đã bị bỏ, hoặc quá 24 giờ chưa gửi xong. Hãy tải tệp lên lại.',
    en: 'There is no such upload; it may have been given up, or not finished within 24 hours. Upload the file again.',
  },
  'upload-offset': {
    status: 409,
    vi: 'Phần gửi tiếp không khớp với phần đã nhận. Hãy hỏi lại máy chủ đã nhận đến đâu rồi gửi tiếp từ đó.',
    en: 'This part does not follow what was received. Ask how far it has come and send on from there.',
  },
  'upload-version': {
    status: 412,
    vi: 'Chỉ nhận giao thức tus 1.0.0 (tiêu đề Tus-Resumable). Hãy tải lại trang rồi thử lại.',
    en: 'Only the tus protocol 1.0.0 is spoken here (header Tus-Resumable). Reload the page and try again.',
  },
  'upload-protocol': {
    status: 400,
    vi: 'Yêu cầu tải tệp không đúng giao thức tus 1.0.0 ({detail}). Hãy tải lại trang rồi thử lại.',
    en: 'This request does not follow the tus protocol 1.0.0 ({detail}). Reload the page and try again.',
  },
  'range-outside': {
    status: 416,
    vi: 'Đoạn yêu cầu nằm ngoài tệp. Hãy tải lại từ đầu.',
    en: 'The range lies outside the file. Fetch it again from the start.',
  },
} as const satisfies Catalogue

export const uploadProblem = problemsOf(uploadErrors)

/** What `media/` refuses, in its own words, with the status that HTTP knows for it. */
export function mediaProblem(code: MediaErrorCode, params: ErrorParams): Problem {
  return new Problem(code, { status: mediaStatus[code] ?? 422, ...mediaErrors[code] }, params)
}

const mediaStatus: Partial<Record<MediaErrorCode, number>> = {
  'file-too-large': 413,
  'disk-full': 507,
  'ffmpeg-missing': 500,
  'ffmpeg-path-broken': 500,
  'ffmpeg-failed': 500,
}

/**
 * What the refusal of a file that is too large names.
 * @param bytes as announced, or null when it went on beyond the limit
 */
export function tooLarge(bytes: number | null, limit: number): ErrorParams {
  const limitMegabytes = Math.floor(limit / 1_000_000)
  const megabytes = bytes === null ? `> ${limitMegabytes}` : Math.ceil(bytes / 1_000_000)
  return { megabytes, limitMegabytes }
}

/** True for what a disk or database says when it has no room left. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'disk-full'].includes(
    String((error as { code?: unknown }).code),
  )
}
