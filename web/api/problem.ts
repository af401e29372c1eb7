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
  const problem = error instanceof ProblemError ? error.problem : null
  if (problem) return language === 'en' ? problem.en : problem.vi
  return error instanceof Error ? error.message : String(error)
}
