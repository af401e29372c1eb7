import { describe, expect, it } from 'vitest'
import { cleanText } from '../../../media/speech/clean.ts'
import { splitSentences } from '../../../media/speech/sentences.ts'

const split = (text: string) => splitSentences(cleanText(text)).map((one) => one.text)

describe('a text as sentences', () => {
  it.each([
    ['Một. Hai! Ba? Bốn…', ['Một.', 'Hai!', 'Ba?', 'Bốn…']],
    ['Chi 1.500.000 đồng. Hết.', ['Chi 1.500.000 đồng.', 'Hết.']],
    ['TP. Cần Thơ có mưa. Bà con chú ý.', ['TP. Cần Thơ có mưa.', 'Bà con chú ý.']],
    ['ThS. Nguyễn Văn A. Kính mời.', ['ThS. Nguyễn Văn A.', 'Kính mời.']],
    ['PGS.TS. Trần B nói.', ['PGS.TS. Trần B nói.']],
    ['1. Mục đích. 2. Yêu cầu.', ['1. Mục đích.', '2. Yêu cầu.']],
    ['1.2. Yêu cầu. Xong.', ['1.2. Yêu cầu.', 'Xong.']],
    ['Gồm gạo, mắm, v.v. Các xã nhận đủ.', ['Gồm gạo, mắm, v.v.', 'Các xã nhận đủ.']],
    ['Đổi máy 4G. Bà con giữ số.', ['Đổi máy 4G.', 'Bà con giữ số.']],
    ['Hết ngày 15/10/2024. Từ 16/10 thì khóa.', ['Hết ngày 15/10/2024.', 'Từ 16/10 thì khóa.']],
    ['Vào mytu.gov.vn để xem. Cảm ơn.', ['Vào mytu.gov.vn để xem.', 'Cảm ơn.']],
    ['Đã đổi máy.Bà con chú ý.', ['Đã đổi máy.', 'Bà con chú ý.']],
    ['“Hãy đổi máy.” Ông nói.', ['“Hãy đổi máy.”', 'Ông nói.']],
    ['Dòng một\nvẫn dòng một', ['Dòng một vẫn dòng một']],
    ['Tiêu đề\nDòng hai', ['Tiêu đề', 'Dòng hai']],
    ['- Một;\n- Hai.', ['- Một;', '- Hai.']],
    ['... --- !!!', []],
    ['', []],
  ])('%s', (text, sentences) => {
    expect(split(text)).toEqual(sentences)
  })

  it('counts paragraphs by empty lines', () => {
    const paragraphs = splitSentences(cleanText('Một. Hai.\r\n\r\nBa.\n \nBốn.'))
    expect(paragraphs.map((one) => one.paragraph)).toEqual([0, 0, 1, 2])
  })

  it('breaks a sentence that is too long where it breathes, and loses nothing of it', () => {
    const long = `${'bà con chú ý, '.repeat(200)}hết.`
    const pieces = split(long)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith(','))).toBe(true)
    expect(pieces.join(' ')).toBe(long)
  })
})
