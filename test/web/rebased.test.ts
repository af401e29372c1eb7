import { expect, it } from 'vitest'
import { rebased, touchedOf } from '../../web/data/rebased.ts'

const base = { name: 'Tất sóng 2G', floor: 2, stations: ['a', 'b'] }

it('sends what somebody touched and nothing else', () => {
  expect(touchedOf(base, { ...base, floor: 3 })).toEqual({ floor: 3 })
  expect(touchedOf(base, { ...base, stations: ['a', 'b'] })).toEqual({})
})

it('keeps what others saved meanwhile where nobody touched it here, and says of what', () => {
  const mine = { ...base, floor: 3 }
  const theirs = { ...base, name: 'Tắt sóng 2G', stations: ['a'] }
  expect(rebased(base, mine, theirs)).toEqual({
    wanted: { name: 'Tắt sóng 2G', floor: 3, stations: ['a'] },
    others: ['name', 'stations'],
  })
})

it('saves one’s own where both touched the same, and says that the other did', () => {
  const found = rebased(base, { ...base, floor: 3 }, { ...base, floor: 4 })
  expect(found).toEqual({ wanted: { ...base, floor: 3 }, others: ['floor'] })
})
