import { describe, expect, it } from 'vitest'
import { nudge, type Surroundings, snap, stepAt } from '../../web/data/snap.ts'

const around: Surroundings = {
  neighbours: [{ startsAt: 100_000, endsAt: 143_000 }],
  parts: [{ startsAt: 60_000, endsAt: 360_000 }],
}

describe('a piece that is moved', () => {
  it('comes to rest against the end or the start of a neighbour', () => {
    expect(snap(146_000, 20_000, around, 2)).toEqual({ at: 143_000, against: 'after' })
    expect(snap(78_200, 20_000, around, 2)).toEqual({ at: 80_000, against: 'before' })
  })

  it('comes to rest at the ends of the part that may be filled', () => {
    expect(snap(62_000, 20_000, around, 2)).toEqual({ at: 60_000, against: 'part-start' })
    expect(snap(339_000, 20_000, around, 2)).toEqual({ at: 340_000, against: 'part-end' })
  })

  it('takes whole 5 s from afar, whole seconds near, tenths close up', () => {
    expect(snap(203_700, 20_000, around, 2)).toEqual({ at: 205_000, against: null })
    expect(snap(203_700, 20_000, around, 10)).toEqual({ at: 204_000, against: null })
    expect(snap(203_740, 20_000, around, 100)).toEqual({ at: 203_700, against: null })
    expect([stepAt(0.1), stepAt(10), stepAt(200)]).toEqual([5_000, 1_000, 100])
  })

  it('is drawn only from near: closer up, the same edge reaches fewer seconds', () => {
    expect(snap(146_000, 20_000, around, 20).against).toBeNull()
  })
})

describe('a piece moved by keys', () => {
  it('goes step by step on whole steps', () => {
    expect(nudge(203_700, 20_000, 1, around, 2)).toBe(205_000)
    expect(nudge(205_000, 20_000, -1, around, 2)).toBe(200_000)
  })

  it('stops at an edge that lies on the way', () => {
    expect(nudge(140_000, 20_000, 1, around, 2)).toBe(143_000)
    expect(nudge(143_000, 20_000, 1, around, 2)).toBe(145_000)
    expect(nudge(145_000, 20_000, -1, around, 2)).toBe(143_000)
  })
})
