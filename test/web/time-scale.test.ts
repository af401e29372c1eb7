import { describe, expect, it } from 'vitest'
import { instantAt, scaleOf, ticksOf, topOf } from '../../web/data/time-scale.ts'

const MINUTE = 60_000
const morning = { startsAt: 5 * 60 * MINUTE, endsAt: 5 * 60 * MINUTE + 15 * MINUTE }
const noon = { startsAt: 11 * 60 * MINUTE, endsAt: 11 * 60 * MINUTE + 10 * MINUTE }

describe('a day drawn from top to bottom', () => {
  it('keeps windows to scale and folds the hours between them', () => {
    const scale = scaleOf([noon, morning], 1)
    expect(scale.stretches.map(({ folded, height }) => [folded, height])).toEqual([
      [false, 900],
      [true, 56],
      [false, 600],
    ])
    expect(scale.height).toBe(1556)
  })

  it('leaves a short gap as long as it is', () => {
    const scale = scaleOf(
      [morning, { startsAt: morning.endsAt + 30_000, endsAt: morning.endsAt + MINUTE }],
      1,
    )
    expect(scale.stretches.map(({ folded, height }) => [folded, height])).toEqual([
      [false, 900],
      [false, 30],
      [false, 30],
    ])
  })

  it('draws windows that overlap or touch as one stretch', () => {
    const scale = scaleOf(
      [morning, { startsAt: morning.startsAt + MINUTE, endsAt: morning.endsAt + MINUTE }],
      1,
    )
    expect(scale.stretches).toHaveLength(1)
    expect(scale.height).toBe(960)
  })

  it('finds an instant where it was drawn, in open and in folded time', () => {
    const scale = scaleOf([morning, noon], 2.5)
    for (const at of [
      morning.startsAt,
      morning.startsAt + 7_350,
      morning.endsAt,
      noon.startsAt + 1_000,
    ])
      expect(Math.abs(instantAt(scale, topOf(scale, at)) - at)).toBeLessThanOrEqual(1)
    const folded = 8 * 60 * MINUTE
    expect(topOf(scale, folded)).toBeGreaterThan(topOf(scale, morning.endsAt))
    expect(topOf(scale, folded)).toBeLessThan(topOf(scale, noon.startsAt))
  })

  it('keeps what lies outside at the edges', () => {
    const scale = scaleOf([morning], 1)
    expect(topOf(scale, 0)).toBe(0)
    expect(topOf(scale, 9e9)).toBe(900)
    expect(topOf(scaleOf([], 1), 5)).toBe(0)
  })

  it('rules whole steps that leave room for their labels, finer when nearer', () => {
    const far = ticksOf(scaleOf([morning], 0.07), 0, 0, 1e6)
    expect(far.step).toBe(900)
    expect(far.ticks.map(({ at }) => at)).toEqual([morning.startsAt, morning.endsAt])
    const near = ticksOf(scaleOf([morning], 80), 0, 0, 300)
    expect(near.step).toBe(1)
    expect(near.ticks.map(({ at }) => at - morning.startsAt)).toEqual([0, 1_000, 2_000, 3_000])
  })

  it('rules nothing in folded time', () => {
    const { ticks } = ticksOf(scaleOf([morning, noon], 0.1), 0, 0, 1e6)
    expect(ticks.every(({ at }) => at <= morning.endsAt || at >= noon.startsAt)).toBe(true)
  })
})
