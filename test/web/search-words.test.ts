import { expect, it } from 'vitest'
import { readFilter } from '../../web/data/airing-filter.ts'
import { texts } from '../../web/data/search-words.ts'

const read = texts('station', 'date', 'week')

it('reads texts of an address and drops what is none', () => {
  expect(read({ station: 7, date: '2024-08-15', week: null, other: 'x' })).toEqual({
    ...{ station: '7', date: '2024-08-15' },
  })
})

it.for(['abc', '2024-02-30', '2567-08-15', '15/08/2024', '2024-8-5', '', '99999-01-01'])(
  'shows today instead of %o, which is no day',
  (date) => {
    expect(read({ date, week: date })).toEqual({})
    expect(readFilter({ from: date, to: date, date })).toEqual({})
  },
)
