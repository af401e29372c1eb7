import { describe, expect, it } from 'vitest'
import { daysBetween, readDate } from '../../web/data/written-date.ts'

describe('a date as people write it', () => {
  it('is read with the day first, with or without zeros', () => {
    expect(readDate('15/8/2024')).toBe('2024-08-15')
    expect(readDate(' 05/09/2024 ')).toBe('2024-09-05')
    expect(readDate('29-02-2024')).toBe('2024-02-29')
    expect(readDate('1.7.2024')).toBe('2024-07-01')
  })

  it('is none where there is no such day, or another way of writing', () => {
    for (const text of ['', '31/9/2024', '29/2/2023', '8/15/2024', '2024-08-15', '15/8', 'mai'])
      expect(readDate(text), text).toBeNull()
  })

  it('is some days from another, across months and a leap day', () => {
    expect(daysBetween('2024-08-12', '2024-09-15')).toBe(34)
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2024-08-12', '2024-08-10')).toBe(-2)
  })
})
