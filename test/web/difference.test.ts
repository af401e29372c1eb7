import { describe, expect, it } from 'vitest'
import { barOf, differenceMs } from '../../web/data/difference.ts'

describe('the difference from plan', () => {
  it('comes from samples, so that a single one is seen', () => {
    expect(differenceMs({ startErrorSamples: 1 })).toBeCloseTo(0.0208, 4)
    expect(differenceMs({ startErrorSamples: null })).toBeNull()
  })

  it('is drawn left of zero when early and right when late, full at a second', () => {
    expect(barOf(0)).toBe(0)
    expect(barOf(-20)).toBeCloseTo(-barOf(20))
    expect(barOf(1_000)).toBeCloseTo(1)
    expect(barOf(60_000)).toBe(1)
  })

  it('grows with the difference', () => {
    const sizes = [0.1, 1, 10, 100, 1_000].map(barOf)
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes)
    expect(new Set(sizes).size).toBe(5)
  })
})
