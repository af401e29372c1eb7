import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TEXT_LIMIT } from '../../../media/speech/clean.ts'
import { parseRoman, readInteger } from '../../../media/speech/numbers.ts'
import { readAloud } from '../../../media/speech/read-aloud.ts'

/** Pieces that the rules look for, so that chance puts them side by side. */
const pieces = fc.constantFrom(
  ...['16/9/2024', '9/2024', '2–3/9', '17h30', '05:41', '1.500.000đ', '1800 8098', '-5°C', '12,5%'],
  ...[
    '39/2020/TT-BTTTT',
    'Quý III',
    'UBND',
    'TP.',
    '2G',
    '*098#',
    '1:500',
    '½',
    '²',
    'www.a.vn/x?1',
  ],
  ...[
    ' ',
    '.',
    ',',
    '/',
    '-',
    '–',
    '\n',
    '\n\n',
    '(',
    ')',
    '[[',
    ']]',
    '<break/>',
    '&lt;',
    '\u0001',
    '\u0000',
  ],
  ...[
    'ngày ',
    'thứ ',
    'số ',
    'từ ',
    'Bà con',
    '១២',
    '一',
    '😀',
    '\u202e',
    '\ud800',
    '٣',
    '𝟙',
    'đ',
    "'",
  ],
)
const anyText = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const languages = fc.constantFrom('vi', 'en', 'km')

describe('reading aloud, whatever the text', () => {
  it('never throws, and says every word of it at most so many times longer', () => {
    fc.assert(
      fc.property(anyText, languages, (text, language) => {
        const said = readAloud(text, { language }).map(({ spoken }) => spoken)
        expect(said.join(' ').length).toBeLessThanOrEqual(40 * text.length + 100)
      }),
    )
  })

  it('leaves no figure and no unspeakable sign in Vietnamese', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { spoken } of readAloud(text, { language: 'vi' }))
          expect(spoken).toMatch(/^[\p{L}\p{M}\s.,;:!?'-]*$/u)
      }),
    )
  })

  it('leaves nothing that a synthesiser takes for a command, in any language', () => {
    fc.assert(
      fc.property(anyText, languages, (text, language) => {
        for (const { spoken } of readAloud(text, { language })) {
          expect(spoken).not.toMatch(/[<>[\]{}|\\^`]|\p{C}/u)
          expect(spoken).not.toMatch(/^-/)
        }
      }),
    )
  })

  it('reports each rewritten token where it stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { text: sentence, rewrites } of readAloud(text, { language: 'vi' })) {
          let end = 0
          for (const { written, at } of rewrites) {
            expect(at).toBeGreaterThanOrEqual(end)
            expect(sentence.slice(at)).toSatisfy((rest: string) =>
              rest.trimStart().startsWith(written),
            )
            end = at + written.length
          }
        }
      }),
    )
  })

  it('says the same when asked again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readAloud(text, { language: 'vi' })).toEqual(readAloud(text, { language: 'vi' }))
      }),
    )
  })

  it('reads two different numbers differently', () => {
    const numbers = fc.integer({ min: 0, max: 999_999_999_999_999 })
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(readInteger(String(a)) === readInteger(String(b))).toBe(a === b)
      }),
    )
  })

  it('knows a Roman numeral only in its one spelling', () => {
    expect(parseRoman('MMXXIV')).toBe(2024)
    expect(parseRoman('XIV')).toBe(14)
    for (const wrong of ['IIII', 'VX', 'IXIX', '', 'ABC', 'MMMM'])
      expect(parseRoman(wrong)).toBeNull()
  })

  it.each([
    ['figures', '9'.repeat(30_000)],
    ['dots', '.'.repeat(30_000)],
    ['points and figures', '1.'.repeat(15_000)],
    ['slashes', '1/'.repeat(15_000)],
    ['dashes', '1-'.repeat(15_000)],
    ['capitals', 'B'.repeat(30_000)],
    ['spaces', `a${' '.repeat(30_000)}b`],
    ['line breaks', 'a\n'.repeat(15_000)],
    ['pictures', '😀'.repeat(15_000)],
    ['phone numbers', '0912 '.repeat(6_000)],
    ['addresses', 'a.'.repeat(15_000)],
    ['brackets', '[[('.repeat(10_000)],
  ])('reads %s without end, and no more of it than it may', (_what, text) => {
    const sentences = readAloud(text, { language: 'vi' })
    expect(sentences.map((one) => one.text).join('').length).toBeLessThanOrEqual(TEXT_LIMIT)
    expect(sentences.every((one) => one.text.length <= 600)).toBe(true)
  })
})
