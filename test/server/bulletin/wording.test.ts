import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkWording, type WordingRule } from '../../../server/bulletin/wording.ts'

const MOVED_AT = Date.parse('2024-09-13T17:00:00+07:00')
const AFTER = MOVED_AT + 1
const rule = (phrase: string, changes: Partial<WordingRule> = {}): WordingRule => ({
  ...{ language: 'vi', phrase, suggestion: null, note: 'vì vậy', validFrom: null },
  ...changes,
})
const found = (text: string, phrase: string) =>
  checkWording(text, [rule(phrase)], 'vi', AFTER).map((hit) => hit.phrase)

describe('the wording helper', () => {
  it('finds a phrase whatever its case and spaces, and says where, why and what instead', () => {
    const wave = rule('tắt sóng 2G', { suggestion: 'dừng phục vụ máy chỉ có 2G' })
    const text = 'Sắp TẮT  sóng\n2g ở huyện.'
    expect(checkWording(text, [wave], 'vi', AFTER)).toEqual([
      {
        ...{ start: 4, end: 16, phrase: 'TẮT  sóng\n2g', note: 'vì vậy' },
        suggestion: 'dừng phục vụ máy chỉ có 2G',
      },
    ])
  })

  it.each([
    ...['15/9', '15/09', '15/9/2024', '15/09/2024', '15-9-2024', '15.9.2024', '15 / 9'],
    ...['15 tháng 9', '15  tháng 09', '15 tháng 9 năm 2024', '15 tháng 9, năm 2024'],
    ...['15 tháng 9/2024', '15 Tháng 9'],
  ])('knows the day in "%s"', (spelling) => {
    expect(found(`Từ ngày ${spelling}, máy 2G dừng.`, '15/9/2024')).toEqual([spelling])
  })

  it.each([
    ...['15/9/2026', '15 tháng 9 năm 2026', '115/9', '15/91', '5/9', '15/10', '1/15/9', '2015/9'],
    ...['15/9/24', '15 tháng 91', '15 tháng 9/2026', '15'],
  ])('does not take "%s" for that day', (other) => {
    expect(found(`Ngày ${other} khác.`, '15/9/2024')).toEqual([])
  })

  it('takes any year when the rule names none', () => {
    expect(found('15/9/2026 và 15 tháng 9', '15/9')).toEqual(['15/9/2026', '15 tháng 9'])
  })

  it('finds a date within words', () => {
    expect(found('trước NGÀY 16 tháng 09 nhé', 'trước ngày 16/9/2024')).toEqual([
      'trước NGÀY 16 tháng 09',
    ])
  })

  it('does not find a phrase within a longer word', () => {
    expect(found('cai 2Gbit', 'ai 2G')).toEqual([])
    expect(found('(tắt sóng)', 'tắt sóng')).toEqual(['tắt sóng'])
  })

  it('is silent before a rule holds, and in another language', () => {
    const moved = rule('16/9/2024', { validFrom: MOVED_AT })
    expect(checkWording('16/9', [moved], 'vi', MOVED_AT - 1)).toEqual([])
    expect(checkWording('16/9', [moved], 'vi', MOVED_AT)).toHaveLength(1)
    expect(checkWording('16/9', [moved], 'km', MOVED_AT)).toEqual([])
    const khmer = rule('ទូរស័ព្ទ', { language: 'km' })
    expect(checkWording('ដូរទូរស័ព្ទថ្មី', [khmer], 'km', AFTER)).toHaveLength(1)
  })

  it('points into the text as it was typed, also with separate marks', () => {
    const typed = 'Tắt sóng: tắt sóng 2G'.normalize('NFD')
    const [hit] = checkWording(typed, [rule('tắt sóng 2G')], 'vi', AFTER)
    expect(typed.slice(hit?.start, hit?.end).normalize('NFC')).toBe('tắt sóng 2G')
  })

  it('treats every sign of a phrase as itself, and any text as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const phrase = `x${a}y`
        for (const hit of checkWording(b + phrase, [rule(phrase)], 'vi', AFTER))
          expect((b + phrase).slice(hit.start, hit.end)).toBe(hit.phrase)
      }),
    )
    expect(found('giá 5.000 đ (+10%)', '(+10%)')).toEqual(['(+10%)'])
    expect(found('giá 5 000', '5.000')).toEqual([])
  })
})
