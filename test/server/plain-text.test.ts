import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { instantField } from '../../server/instant-field.ts'
import { plainLine, plainText, visibleLine, visibleText } from '../../server/plain-text.ts'

const any = fc.string({ unit: 'binary', maxLength: 60 })
const fields: readonly z.ZodType<string>[] = [
  ...[plainText(500), plainLine(500), visibleLine(500), visibleText(500)],
]

describe('words from people', () => {
  it('are well formed and composed, hold no control or turning marks, and stay so', () => {
    const halves = fc.array(fc.oneof(any, fc.constantFrom('\ud800', '\udc00', '\u0000', '\u202e')))
    fc.assert(
      fc.property(halves, fc.constantFrom(...fields), (parts, field) => {
        const read = field.safeParse(parts.join(''))
        if (!read.success) return
        expect(read.data.isWellFormed()).toBe(true)
        expect(read.data.normalize('NFC')).toBe(read.data)
        expect(read.data).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/u)
        expect(field.parse(read.data)).toBe(read.data)
      }),
    )
  })

  it('keep their lines in a text, and lose them in a title', () => {
    expect(plainText(50).parse('Một\r\nhai\tba\u0000')).toBe('Một\nhai\tba')
    expect(visibleLine(50).parse(' \u202eMột\n\nhai\u0000 ')).toBe('Một hai')
    expect(plainLine(50).parse('')).toBe('')
  })

  it('keep the spaces of Khmer that have no width', () => {
    expect(visibleLine(50).parse('ស្រុក\u200bមីទូ')).toBe('ស្រុក\u200bមីទូ')
  })

  it('must be seen where they name something', () => {
    for (const unseen of ['', ' \n', '\u200b', '\u202e\u0000', '\u3164', '\u2800\ufeff'])
      for (const field of [visibleLine(50), visibleText(50)])
        expect(field.safeParse(unseen).success).toBe(false)
    for (const seen of ['2G', 'ស', '…']) expect(visibleLine(50).parse(seen)).toBe(seen)
  })
})

describe('an instant that somebody names', () => {
  it('lies in this century', () => {
    const [first, past] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)]
    for (const at of [first, past - 1]) expect(instantField.parse(at)).toBe(at)
    for (const at of [first - 1, past, 9e15, -9e15, 0.5])
      expect(instantField.safeParse(at).success).toBe(false)
  })
})
