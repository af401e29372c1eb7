import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDispatch } from '../../server/campaign/dispatch.ts'
import { showDispatch } from '../../server/campaign/show-dispatch.ts'
import { emptyDraft } from '../../web/data/campaign-draft.ts'
import { isChanged, marksOf, readInto, unsureFields } from '../../web/data/dispatch-reading.ts'

const given = readFileSync(new URL('../support/dispatch.vi.txt', import.meta.url), 'utf8')
const communes = [
  { id: 'mh', name: 'Trạm Mỹ Hương' },
  { id: 'mt', name: 'Xã Mỹ Tú' },
  { id: 'lh', name: 'Xã Long Hưng' },
]
const read = (text: string) =>
  readInto(emptyDraft, showDispatch(readDispatch(text, '2024-07-20')), communes)

describe('the dispatch of July 2024, read into the form', () => {
  const reading = read(given)

  it('fills what it says, and leaves what it does not say as it was', () => {
    expect(reading.draft).toMatchObject({
      ...{ name: 'Dừng công nghệ di động 2G', from: '2024-07-20', to: '2024-09-30' },
      reportDates: ['2024-08-15', '2024-09-15'],
      ...{ heardAt: null, airedBy: null, floor: emptyDraft.floor, extendedUntil: '' },
    })
    expect(reading.draft.dispatch).toContain('/VHTT')
  })

  it('marks the very words that each field was read from', () => {
    const words = marksOf(reading).map(({ field, start, end }) => [
      field,
      reading.draft.dispatchText.slice(start, end),
    ])
    expect(words).toContainEqual(['reportDates', '15/8/2024'])
    expect(words).toContainEqual(['reportDates', '15/9/2024'])
    expect(words).toContainEqual(['to', 'tháng 9/2024'])
    expect(words).toContainEqual(['heardAt', 'UBND các xã, thị trấn'])
  })

  it('asks of what it is not sure of until somebody confirms it or puts it otherwise', () => {
    const { draft } = reading
    expect(unsureFields(reading, draft, new Set())).toEqual(['dispatch', 'from', 'to'])
    expect(unsureFields(reading, draft, new Set(['from']))).toEqual(['dispatch', 'to'])
    const mended = { ...draft, to: '2024-09-15' }
    expect(unsureFields(reading, mended, new Set(['from', 'dispatch']))).toEqual([])
    expect(isChanged(reading, mended, 'to')).toBe(true)
    expect(isChanged(reading, mended, 'from')).toBe(false)
  })
})

describe('communes that a dispatch names', () => {
  it('are those alone; the district of the same name is none of them', () => {
    const reading = read(
      given.replace('2. UBND các xã, thị trấn:', '2. UBND xã Mỹ Hương và xã Long Hưng:'),
    )
    expect(reading.draft.heardAt).toEqual(['mh', 'lh'])
    const district = read(
      given.replace('2. UBND các xã, thị trấn:', '2. UBND các xã thuộc huyện Mỹ Tú:'),
    )
    expect(district.draft.heardAt).toBeNull()
  })
})
