import { describe, expect, it } from 'vitest'
import { moved, stepOf } from '../../web/data/cut.ts'
import {
  loudnessAgainstAir,
  type Measures,
  peakVerdict,
  stretchesOf,
} from '../../web/data/measured.ts'

const none = { startMs: 0, endMs: 0 }

describe('the handles of a cut', () => {
  it('never meet: half a second is always left', () => {
    expect(moved(none, 'startMs', 20_000, 10_000)).toEqual({ startMs: 9_500, endMs: 0 })
    expect(moved({ startMs: 9_000, endMs: 0 }, 'endMs', 5_000, 10_000).endMs).toBe(500)
    expect(moved(none, 'startMs', -5, 10_000).startMs).toBe(0)
  })

  it('move inwards with the arrow that points inwards', () => {
    expect(stepOf('ArrowRight', false, 'startMs')).toBe(100)
    expect(stepOf('ArrowRight', true, 'endMs')).toBe(-1_000)
    expect(stepOf('Enter', false, 'endMs')).toBeNull()
  })
})

describe('what was measured of an original', () => {
  const measures = {
    ...{ lengthMs: 10_000, leadingSilenceMs: 1_000, trailingSilenceMs: 2_000 },
    silencesInside: [{ fromMs: 4_000, toMs: 6_500 }],
  } as Measures

  it('is drawn over its whole length, with what was cut off', () => {
    expect(stretchesOf(measures, { startMs: 500, endMs: 0 })).toEqual([
      { kind: 'silent', from: 0, width: 10 },
      { kind: 'silent', from: 40, width: 25 },
      { kind: 'silent', from: 80, width: 20 },
      { kind: 'cut', from: 0, width: 5 },
    ])
  })

  it('is compared with the level of the air', () => {
    expect(loudnessAgainstAir(-1_650).is).toBe('level')
    expect(loudnessAgainstAir(-900)).toEqual({ is: 'louder', by: 700 })
    expect(loudnessAgainstAir(-3_000).is).toBe('quieter')
  })

  it('is not said to stay below full scale when its peak is shown as 0,0', () => {
    expect([-4, 0, 4].map(peakVerdict)).toEqual(['at', 'at', 'at'])
    expect([-100, -6, 6, 120].map(peakVerdict)).toEqual(['under', 'under', 'over', 'over'])
  })
})
