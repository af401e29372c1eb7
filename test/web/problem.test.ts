import { describe, expect, it } from 'vitest'
import { noAnswer, ProblemError, problemOf, sentenceOf } from '../../web/api/problem.ts'

describe('an error on screen', () => {
  it('is the server’s own sentence in the reader’s language', () => {
    const problem = problemOf(409, { code: 'x', vi: 'Không được.', en: 'Not so.', params: {} })
    expect(sentenceOf(new ProblemError(problem), 'vi')).toBe('Không được.')
    expect(sentenceOf(new ProblemError(problem), 'en')).toBe('Not so.')
    expect(problem.status).toBe(409)
  })

  it('is a sentence of ours when a proxy’s page came instead', () => {
    expect(problemOf(502, '<html>')).toMatchObject({ code: 'unreadable-answer', status: 502 })
    expect(problemOf(502, null).vi).toContain('502')
  })

  it('never shows what a program threw to people', () => {
    const thrown = new RangeError('Invalid time value')
    expect(sentenceOf(thrown, 'vi')).toContain('gặp lỗi')
    expect(sentenceOf(thrown, 'en')).toContain('has failed')
    for (const language of ['vi', 'en'])
      expect(sentenceOf(thrown, language)).not.toContain(thrown.message)
  })

  it('says that there is no connection when nothing came back', () => {
    expect(sentenceOf(new ProblemError(noAnswer), 'vi')).toContain('Không kết nối')
  })
})
