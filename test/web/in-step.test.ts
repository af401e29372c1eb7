import { describe, expect, it } from 'vitest'
import { aroundFind, originalAt, peaksIn, placeIn } from '../../web/data/in-step.ts'

const span = (fromMs: number, toMs: number, recordingFromMs: number) => ({
  ...{ fromMs, toMs, recordingFromMs, recordingToMs: recordingFromMs + toMs - fromMs },
})
const find = {
  ...{ startMs: 20_000, speedPpm: 1_000_000, lengthMs: 30_000 },
  spans: [span(0, 10_000, 20_000), span(12_000, 30_000, 31_000)],
}

describe('the original beside a recording', () => {
  it('stands where the recording is, also behind a second that the recorder lost', () => {
    expect(originalAt(find, 25_000)).toBe(5_000)
    expect(originalAt(find, 41_000)).toBe(22_000)
  })

  it('has nothing before its first sample and behind its last', () => {
    expect(originalAt(find, 19_000)).toBeNull()
    expect(originalAt(find, 49_001)).toBeNull()
  })

  it('runs as fast as it was played, and lies where it began when nothing was heard', () => {
    const fast = { ...find, speedPpm: 1_030_000, spans: [] }
    expect(originalAt(fast, 30_000)).toBe(10_300)
  })

  it('is looked at with some street around it, never beyond the recording', () => {
    expect(aroundFind(find, 60_000)).toEqual({ fromMs: 15_500, toMs: 54_500 })
    expect(aroundFind({ ...find, startMs: -5_000 }, 20_000)).toEqual({ fromMs: 0, toMs: 20_000 })
  })
})

describe('a stretch in a view', () => {
  const view = { fromMs: 10_000, toMs: 20_000 }

  it('is cut where the view ends, and is nowhere outside of it', () => {
    expect(placeIn(view, 12_500, 15_000)).toEqual({ left: 0.25, width: 0.25 })
    expect(placeIn(view, 5_000, 50_000)).toEqual({ left: 0, width: 1 })
    expect(placeIn(view, 20_000, 30_000)).toBeNull()
  })

  it('has the peaks of its own seconds', () => {
    expect(peaksIn([-1, 1, -2, 2, -3, 3, -4, 4], 4_000, { fromMs: 1_000, toMs: 3_000 })).toEqual([
      -2, 2, -3, 3,
    ])
    expect(peaksIn([], 4_000, view)).toEqual([])
  })
})
