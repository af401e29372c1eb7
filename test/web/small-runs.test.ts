import { describe, expect, it } from 'vitest'
import { isBesideRun, smallRuns } from '../../web/data/small-runs.ts'

const piece = (top: number, height: number) => ({ top, height })

describe('items too small for their names', () => {
  it('are named together where they lie together, and apart where there is room', () => {
    const close = [piece(40, 4), piece(44, 6), piece(50, 3)]
    const far = [piece(120, 5)]
    const runs = smallRuns([...close, ...far], 200)
    expect(runs.map(({ pieces }) => pieces)).toEqual([close, far])
    expect(runs.map(({ top, height }) => [top, height])).toEqual([
      [40, 13],
      [120, 5],
    ])
  })

  it('leave out those that have room for their own', () => {
    expect(smallRuns([piece(0, 30), piece(30, 15)], 100)).toEqual([])
  })

  it('never get names that lie on one another, or out of their window', () => {
    const runs = smallRuns([piece(10, 2), piece(25, 2), piece(60, 2), piece(97, 3)], 100)
    expect(runs.map(({ pieces }) => pieces.length)).toEqual([2, 1, 1])
    const tops = runs.map(({ labelTop }) => labelTop)
    expect(tops.every((top, at) => at === 0 || top - (tops[at - 1] ?? 0) >= 20)).toBe(true)
    expect(Math.max(...tops)).toBeLessThanOrEqual(80)
  })

  it('go without a name in a window that has no room for one', () => {
    expect(smallRuns([piece(0, 2)], 12)).toEqual([])
  })
})

it('keeps what is named itself out of the way of the name of a small one beside it', () => {
  const pieces = [
    { top: 0, height: 4 },
    { top: 4, height: 26 },
    { top: 30, height: 26 },
  ]
  const runs = smallRuns(pieces, 200)
  expect(pieces.map((piece) => isBesideRun(piece, runs))).toEqual([false, true, false])
})
