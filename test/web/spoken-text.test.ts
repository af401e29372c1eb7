import { describe, expect, it } from 'vitest'
import { stretchesOf, withReading, worthTelling } from '../../web/data/spoken-text.ts'

const sentence = {
  text: 'Từ 16/9, máy 2G – ភូមិ.',
  rewrites: [
    { kind: 'date', written: '16/9', spoken: 'ngày mười sáu tháng chín', at: 3 },
    { kind: 'abbreviation', written: '2G', spoken: 'hai gờ', at: 13 },
    { kind: 'range', written: '–', spoken: 'đến', at: 15 },
    { kind: 'unreadable', written: 'ភូមិ', spoken: '', at: 18 },
  ],
} as const

describe('a sentence and how it is read', () => {
  it('is marked where it is read otherwise, and is whole again when put together', () => {
    const stretches = stretchesOf({ text: sentence.text, rewrites: [...sentence.rewrites] })
    expect(stretches.map(({ text }) => text).join('')).toBe(sentence.text)
    expect(stretches.filter(({ rewrite }) => rewrite).map(({ text }) => text)).toEqual([
      ...['16/9', '2G', '–', 'ភូមិ'],
    ])
  })

  it('tells of words and figures and of what cannot be read, not of dashes', () => {
    const told = worthTelling({ rewrites: [...sentence.rewrites] })
    expect(told.map(({ written }) => written)).toEqual(['16/9', '2G', 'ភូមិ'])
  })
})

describe('one’s own readings', () => {
  it('hold one for each phrase, the newest', () => {
    const before = [{ phrase: '2G', say: 'hai gờ' }]
    expect(withReading(before, ' 2G ', ' hai giê ')).toEqual([{ phrase: '2G', say: 'hai giê' }])
  })

  it('take nothing empty', () => {
    const before = [{ phrase: '2G', say: 'hai gờ' }]
    expect(withReading(before, ' ', 'x')).toBe(before)
    expect(withReading(before, 'x', ' ')).toBe(before)
  })
})
