import type { Problem } from './shapes.ts'

/** A refusal or fault as the server told it, or ours when there was no answer at all. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.en)
    this.problem = problem
  }
}

/** Nothing came back: no network, or the server is down. Status 0, which no server sends. */
export const noAnswer: Problem = {
  status: 0,
  code: 'no-answer',
  vi: 'Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.',
  en: 'The server cannot be reached. Check the network, then try again.',
}

/** An error of this program itself: its message is for those who mend it, not for those who read. */
const ourFault: Problem = {
  status: 0,
  code: 'page-fault',
  vi: 'Phần này của trang gặp lỗi. Hãy thử lại; nếu vẫn lỗi, hãy tải lại trang và báo quản trị viên.',
  en: 'This part of the page has failed. Try again; if it still fails, reload the page and tell the administrator.',
}

/** What came back as a problem; an answer that is none (a proxy's page, say) gets our own words. */
export function problemOf(status: number, body: unknown): Problem {
  const said = body as Partial<Problem> | null | undefined
  if (said && typeof said === 'object' && typeof said.vi === 'string' && said.code)
    return { status, code: said.code, vi: said.vi, en: said.en ?? said.vi }
  return {
    status,
    code: 'unreadable-answer',
    vi: `Máy chủ trả lời không đọc được (mã ${status}). Hãy thử lại sau ít phút.`,
    en: `The server gave an unreadable answer (status ${status}). Try again in a few minutes.`,
  }
}

/** The sentence for whoever reads this language. */
export function sentenceOf(error: unknown, language: string): string {
  const { vi, en } = error instanceof ProblemError ? error.problem : ourFault
  return language === 'en' ? en : vi
}
