import { describe, expect, it } from 'vitest'
import { differences, type Piece } from '../../web/data/word-diff.ts'

const shown = (pieces: readonly Piece[]) =>
  pieces.map(({ kind, text }) =>
    kind === 'same' ? text : `${kind === 'gone' ? '-' : '+'}[${text}]`,
  )

describe('what changed between two texts', () => {
  it('is told word by word, a rewritten phrase as one', () => {
    const before = 'Từ 16/9/2024 nhà mạng tắt sóng 2G.'
    const after = 'Từ 16/10/2024 nhà mạng dừng dịch vụ 2G.'
    expect(shown(differences(before, after, 'vi'))).toEqual([
      ...['Từ ', '-[16/9/2024]', '+[16/10/2024]', ' nhà mạng '],
      ...['-[tắt sóng]', '+[dừng dịch vụ]', ' 2G.'],
    ])
  })

  it('is nothing where nothing changed, and everything where nothing is left', () => {
    expect(differences('như cũ', 'như cũ', 'vi')).toEqual([{ kind: 'same', text: 'như cũ' }])
    expect(shown(differences('', 'mới', 'vi'))).toEqual(['+[mới]'])
    expect(shown(differences('cũ', '', 'vi'))).toEqual(['-[cũ]'])
    expect(differences('', '', 'vi')).toEqual([])
  })

  it('gives both texts back whole', () => {
    const before = 'Bà con đổi máy trước ngày 16/9. Xin cảm ơn bà con.'
    const after = 'Bà con nên đổi máy điện thoại trước ngày 16/10. Cảm ơn.'
    const pieces = differences(before, after, 'vi')
    const without = (kind: Piece['kind']) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('')
    expect(without('new')).toBe(before)
    expect(without('gone')).toBe(after)
  })

  it('cuts Khmer, which writes no spaces, into words', () => {
    const pieces = differences('ទូរស័ព្ទចាស់', 'ទូរស័ព្ទថ្មី', 'km')
    expect(pieces[0]).toEqual({ kind: 'same', text: 'ទូរស័ព្ទ' })
    expect(pieces).toHaveLength(3)
  })

  it('does not hang on two long texts that share nothing', () => {
    const long = (word: string) => Array.from({ length: 4_000 }, (_, n) => `${word}${n}`).join(' ')
    expect(differences(long('a'), long('b'), 'vi').map(({ kind }) => kind)).toContain('new')
  })
})
