import { describe, expect, it } from 'vitest'
import { LOWEST_DB, levelVerdict, meterPercent, peakDb, settleDb } from '../../web/data/level.ts'

describe('the recorder’s meter', () => {
  it('shows the highest sample in dB, and nothing for silence', () => {
    expect(peakDb([0, 0.5, -1])).toBe(0)
    expect(peakDb([0.1, -0.1])).toBeCloseTo(-20)
    expect(peakDb([0, 0])).toBe(LOWEST_DB)
    expect([meterPercent(0), meterPercent(-30), meterPercent(-90)]).toEqual([100, 50, 0])
  })

  it('rises at once and falls slowly', () => {
    expect(settleDb(-40, -10, 50)).toBe(-10)
    expect(settleDb(-10, -60, 500)).toBe(-16)
  })

  it('says when to come closer and when to move away', () => {
    expect([-50, -12, -1].map(levelVerdict)).toEqual(['quiet', 'good', 'loud'])
  })
})
