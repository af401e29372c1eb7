import { describe, expect, it } from 'vitest'
import type { Conflict, Piece } from '../../web/api/planning.ts'
import { conflictPicture } from '../../web/data/conflict-picture.ts'

const aPiece = (startsAt: number, endsAt: number): Piece => ({
  ...{ title: 'Tin', startsAt, endsAt, item: `${startsAt}`, pinned: false, source: null },
})

function aConflict(wanted: Piece, ...inTheWay: Piece[]): Conflict {
  return {
    ...{ change: 0, station: 'd', stationName: 'D', window: 'w', windowName: 'W' },
    ...{ date: '2024-08-12', wanted, inTheWay, choices: [], refused: [], relays: [] },
    reason: { code: 'overlaps', vi: 'chồng', en: 'overlaps' },
  }
}

describe('the picture of a conflict', () => {
  it('draws both pieces on one line of time, to scale, and hatches where both would sound', () => {
    const { wanted, there, clash } = conflictPicture(
      aConflict(aPiece(20_000, 50_000), aPiece(40_000, 100_000)),
    )
    expect(wanted.width / (there[0]?.width ?? 0)).toBeCloseTo(0.5)
    expect(clash?.left).toBeCloseTo(there[0]?.left ?? 0)
    expect(clash?.width).toBeCloseTo(wanted.width / 3)
    expect(wanted.left).toBeGreaterThan(0)
  })

  it('spans from the first to the last of several that are in the way', () => {
    const { clash } = conflictPicture(
      aConflict(aPiece(0, 60_000), aPiece(10_000, 20_000), aPiece(50_000, 80_000)),
    )
    expect((clash?.width ?? 0) / (clash?.left ?? 1)).toBeGreaterThan(1)
  })

  it('hatches nothing when a rule, not a piece, stands in the way', () => {
    expect(conflictPicture(aConflict(aPiece(0, 60_000))).clash).toBeNull()
  })
})
