import { describe, expect, it } from 'vitest'
import { parseRange } from '../../../server/upload/byte-range.ts'
import { plainFileName } from '../../../server/upload/file-name.ts'
import { foldText, hasWords } from '../../../server/bulletin/search.ts'

describe('searching', () => {
  it.each([
    ['Điều trị sốt xuất huyết', 'dieu tri', true],
    ['Điều trị sốt xuất huyết', 'SỐT', true],
    ['Điều trị sốt xuất huyết', 'huyet dieu', true],
    ['Điều trị sốt xuất huyết'.normalize('NFD'), 'điều'.normalize('NFC'), true],
    ['Điều trị', 'dieu tra', false],
    ['Bất kỳ', '   ', true],
  ])('"%s" for "%s": %s', (text, question, found) => {
    expect(hasWords(foldText(text), foldText(question))).toBe(found)
  })
})

describe('a file name from outside', () => {
  it.each([
    ['bản tin.mp3', 'bản tin.mp3'],
    ['e\u0301.mp3', 'é.mp3'],
    ['anh\u202Egpj.exe', 'anh gpj.exe'],
    ['a\u0000\n\tb', 'a b'],
    ['   ', '?'],
  ])('%j reads %j', (name, plain) => {
    expect(plainFileName(name)).toBe(plain)
  })
})

describe('a byte range', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-', { start: 10, end: 99 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=5-2', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['items=0-1', 'whole'],
  ] as const)('%s of 100 bytes', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range)
  })
})
