import { describe, expect, it } from 'vitest'
import type { Sound } from '../../web/api/shapes.ts'
import { shelved } from '../../web/data/shelf.ts'
import { whyItem } from '../../web/data/why-item.ts'
import { aBulletin, aVersion } from './a-bulletin.ts'

const sound = { lengthMs: 43_000 } as Sound

describe('the shelf of approved bulletins', () => {
  const approved = (number: number, news = {}) =>
    aVersion(number, { state: 'approved', sound, ...news })

  it('offers the newest approved version of each language that the station speaks', () => {
    const bulletin = aBulletin(
      'Tắt sóng 2G',
      approved(1),
      approved(2),
      approved(3, { language: 'km' }),
    )
    expect(shelved([bulletin], ['vi'], 0).map(({ version }) => version.number)).toEqual([2])
    expect(shelved([bulletin], ['vi', 'km'], 0).map(({ version }) => version.number)).toEqual([
      2, 3,
    ])
  })

  it('leaves out drafts, what has no sound, tests and what is no longer in force', () => {
    const list = [
      aBulletin('nháp', aVersion(1, { sound })),
      aBulletin('không tiếng', approved(1, { sound: null })),
      aBulletin('âm thử', approved(1, { contentType: 'test' })),
      aBulletin('hết hạn', approved(1, { validTo: 5_000 })),
    ]
    expect(shelved(list, ['vi'], 5_000)).toEqual([])
    expect(shelved(list, ['vi'], 4_999).map(({ title }) => title)).toEqual(['hết hạn'])
  })
})

describe('why an item is there', () => {
  it('tells what is said of it from what is said of the whole window', () => {
    const explanations = [
      { code: 'placed', vi: 'Xếp "Tắt sóng 2G": đến lượt.', en: 'Placed.' },
      { code: 'free', vi: 'Còn trống 12 giây.', en: '12 s free.' },
    ]
    const why = whyItem({ explanations }, { title: 'Tắt sóng 2G' })
    expect(why.item.map(({ code }) => code)).toEqual(['placed'])
    expect(why.window.map(({ code }) => code)).toEqual(['free'])
  })
})
