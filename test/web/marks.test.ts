import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markedPieces } from '../../web/data/marks.ts'

describe('a text with marks', () => {
  it('is cut where they begin and end, and names every field of a piece', () => {
    const pieces = markedPieces('Từ nay đến tháng 9/2024.', [
      { field: 'from', start: 0, end: 6 },
      { field: 'to', start: 11, end: 23 },
      { field: 'dates', start: 17, end: 23 },
    ])
    expect(pieces.map(({ text, fields }) => [text, fields.join('+')])).toEqual([
      ['Từ nay', 'from'],
      [' đến ', ''],
      ['tháng ', 'to'],
      ['9/2024', 'to+dates'],
      ['.', ''],
    ])
  })

  it('loses nothing of it, wherever marks lie', () => {
    const places = fc.array(fc.record({ start: fc.integer(), end: fc.integer() }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.string(), places, (text, marks) => {
        const pieces = markedPieces(
          text,
          marks.map((place) => ({ field: 'f', ...place })),
        )
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})
