import { describe, expect, it } from 'vitest'
import { type MediaErrorCode, mediaErrors, showMediaError } from '../../media/errors.ts'

describe('the catalogue of media errors', () => {
  it.each(Object.entries(mediaErrors))(
    'tells the same facts of %s in both languages',
    (_code, text) => {
      const facts = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted()
      expect(facts(text.vi)).toEqual(facts(text.en))
      expect(text.vi).toBe(text.vi.normalize('NFC'))
      for (const sentence of [text.vi, text.en]) {
        expect(sentence).toMatch(/\.$/)
        expect(sentence.split(/[.;,(]\s/).length).toBeGreaterThan(1)
      }
    },
  )

  it('fills in the facts', () => {
    const code: MediaErrorCode = 'too-long'
    expect(showMediaError(code, { limitMinutes: 120 }, 'vi')).toContain('dài hơn 120 phút')
    expect(showMediaError(code, {}, 'en')).toContain('{limitMinutes}')
  })
})
