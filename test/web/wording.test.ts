import { describe, expect, it } from 'vitest'
import type { WordingHint } from '../../web/api/shapes.ts'
import { markedPieces, suggested } from '../../web/data/wording.ts'
import { newRow, rowsOf, rulesOf } from '../../web/data/wording-rules.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const text = 'Từ 16/9/2024 nhà mạng tắt sóng 2G.'

function aHint(phrase: string, suggestion: string | null = null): WordingHint {
  const start = text.indexOf(phrase)
  return { start, end: start + phrase.length, phrase, suggestion, note: 'Vì sao.' }
}

describe('a text with words to look at twice', () => {
  it('is cut at them, in order, and loses nothing', () => {
    const pieces = markedPieces(text, [aHint('tắt sóng 2G'), aHint('16/9/2024')])
    expect(pieces.map(({ text: piece, hint }) => (hint ? `[${piece}]` : piece)).join('')).toBe(
      'Từ [16/9/2024] nhà mạng [tắt sóng 2G].',
    )
  })

  it('marks the first of two that overlap, and nothing beyond the text', () => {
    const beyond = { ...aHint('2G'), end: 999 }
    const pieces = markedPieces(text, [aHint('sóng 2G'), aHint('tắt sóng'), beyond])
    expect(pieces.flatMap(({ hint, text: piece }) => (hint ? [piece] : []))).toEqual(['tắt sóng'])
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  })

  it('takes a suggestion up in its place only', () => {
    expect(suggested(text, aHint('16/9/2024', '16/10/2024'))).toBe(
      'Từ 16/10/2024 nhà mạng tắt sóng 2G.',
    )
    expect(suggested(text, aHint('tắt sóng 2G'))).toBe(text)
  })
})

describe('the rules of a campaign in a form', () => {
  it('come back as they were', () => {
    const rules = [
      {
        ...{ language: 'vi' as const, phrase: '16/9/2024', suggestion: '16/10/2024', note: 'Dời.' },
        validFrom: Date.parse('2024-09-13T00:00:00+07:00'),
      },
      {
        language: 'km' as const,
        phrase: 'ដូរ',
        suggestion: null,
        note: 'Chỉ nhắc.',
        validFrom: null,
      },
    ]
    const rows = rowsOf(rules, ZONE)
    expect(rows[0]?.from).toBe('2024-09-13')
    expect(rulesOf(rows, ZONE)).toEqual(rules)
  })

  it('grow by one that is told apart from all others', () => {
    const rows = [newRow([]), newRow([newRow([])])]
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
  })
})
