import { describe, expect, it } from 'vitest'
import { newSegment, readSegments } from '../../web/data/window-draft.ts'
import { readTimes } from '../../web/data/window-form.ts'

describe('times as typed', () => {
  it('are taken apart at commas and spaces', () => {
    expect(readTimes('05:00, 11:00  17:00')).toEqual(['05:00', '11:00', '17:00'])
    expect(readTimes('')).toEqual([])
  })

  it('are refused as a whole when one is no time', () => {
    expect(readTimes('05:00, 25:00')).toBeNull()
    expect(readTimes('5h')).toBeNull()
  })
})

describe('segments as typed', () => {
  const one = { ...newSegment, minutes: '1,5', campaignMinutes: '0.5' }

  const fixed = { leastMs: null, live: null, end: 'hard' }

  it('take a comma or a point, and give a campaign its share of the district’s only', () => {
    expect(readSegments([one, { ...one, source: 'vov' }])).toEqual([
      { source: 'district', lengthMs: 90_000, campaignShareMs: 30_000, ...fixed },
      { source: 'vov', lengthMs: 90_000, campaignShareMs: null, ...fixed },
    ])
  })

  it('are refused when a length is missing, zero or no number', () => {
    for (const minutes of ['', '0', 'mười', '-3'])
      expect(readSegments([{ ...one, minutes }])).toBeNull()
    expect(readSegments([])).toBeNull()
  })
})
