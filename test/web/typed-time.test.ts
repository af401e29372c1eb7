import { describe, expect, it } from 'vitest'
import { offsetOfTyped } from '../../web/data/typed-time.ts'
import { aBlock, SECOND } from './a-plan.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const block = (moment: string, seconds: number) =>
  aBlock(Date.parse(`${moment}+07:00`), seconds, { date: moment.slice(0, 10) })

describe('a time typed for a place in a window', () => {
  const noon = block('2024-08-15T11:00:00', 600)

  it('is counted in samples from the start of the window', () => {
    expect(offsetOfTyped('11:03:20', noon, ZONE)).toBe(200 * SECOND)
    expect(offsetOfTyped(' 11:03 ', noon, ZONE)).toBe(180 * SECOND)
  })

  it('is refused outside of the window and when it is no time', () => {
    for (const typed of ['10:59:59', '11:10:00', '11:61', 'trưa', ''])
      expect(offsetOfTyped(typed, noon, ZONE)).toBeNull()
  })

  it('may lie past midnight where the window does', () => {
    const night = block('2024-08-15T23:55:00', 600)
    expect(offsetOfTyped('00:01:00', night, ZONE)).toBe(360 * SECOND)
  })
})
