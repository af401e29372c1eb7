import { describe, expect, it } from 'vitest'
import type { Obligation } from '../../web/api/shapes.ts'
import {
  cellSentence,
  declarationsOf,
  gradeShares,
  moved,
  newestColumn,
  sheets,
  totalOf,
  totalText,
  windowTotals,
} from '../../web/data/matrix.ts'
import { letterOf, shownStandings } from '../../web/data/standing.ts'
import { aCell, aMatrix } from './a-matrix.ts'

describe('the edges of the matrix', () => {
  it('add what is due, and hold nothing against anybody before its time', () => {
    expect(
      totalOf([aCell('relayed', 2, 2), aCell('no-evidence', 2, 0), aCell('upcoming', 2, 0)]),
    ).toEqual({ owed: 4, relayed: 2 })
  })

  it('add each window over all communes', () => {
    const matrix = aMatrix([
      [aCell('relayed', 2, 2), aCell('upcoming')],
      [aCell('partly', 2, 1), aCell('upcoming')],
    ])
    expect(windowTotals(matrix)).toEqual([
      { owed: 4, relayed: 3 },
      { owed: 0, relayed: 0 },
    ])
  })

  it('say nothing where nothing is owed, rather than 0/0', () => {
    expect(totalText({ owed: 0, relayed: 0 })).toBe('')
    expect(totalText({ owed: 4, relayed: 3 })).toBe('3/4')
  })

  it('share out the grades, and no share of nothing', () => {
    const grades = { heard: 0, logged: 3, imported: 0, declared: 1, none: 4 }
    expect(gradeShares(grades).map((one) => one.percent)).toEqual([0, 37.5, 0, 12.5, 50])
    const empty = { heard: 0, logged: 0, imported: 0, declared: 0, none: 0 }
    expect(gradeShares(empty).every((one) => one.percent === null)).toBe(true)
  })
})

describe('moving in the matrix', () => {
  it('stops at its edges', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowLeft', 9, 3)).toEqual({ row: 0, column: 0 })
    expect(moved({ row: 8, column: 2 }, 'ArrowDown', 9, 3)).toEqual({ row: 8, column: 2 })
    expect(moved({ row: 4, column: 1 }, 'ArrowRight', 9, 3)).toEqual({ row: 4, column: 2 })
    expect(moved({ row: 4, column: 1 }, 'End', 9, 3)).toEqual({ row: 4, column: 2 })
  })

  it('leaves other keys to the page', () => {
    expect(moved({ row: 0, column: 0 }, 'Tab', 9, 3)).toBeNull()
  })

  it('begins at the newest window that has begun', () => {
    const matrix = aMatrix([[aCell('relayed'), aCell('relayed'), aCell('upcoming')]])
    expect(newestColumn(matrix, 700_000)).toBe(1)
    expect(newestColumn(matrix, -1)).toBe(0)
    expect(newestColumn(matrix, 9_000_000)).toBe(2)
  })
})

describe('a cell', () => {
  it('names a declaration once, however many airings it settles', () => {
    const owed = (id: string, declaration: Obligation['declaration']): Obligation => ({
      ...{ id, title: id, dueAt: 0, lengthMs: 1, standing: 'relayed', grade: 'declared' },
      ...{ owes: id, airing: null, declaration, recordings: [], disagreement: null },
    })
    const said: Obligation['declaration'] = {
      ...{ id: 'd', station: 's', window: 'w', date: '2024-08-15', verdict: 'full' },
      ...{ reason: null, note: null, declaredBy: 'p', declaredByName: 'P', declaredAt: 1 },
      ...{ receivedAt: 2, replaces: null, leaf: 3 },
    }
    const obligations = [owed('a', said), owed('b', { ...said }), owed('c', null)]
    expect(declarationsOf({ ...aCell('relayed'), obligations })).toEqual([said])
  })
})

describe('the matrix on paper', () => {
  it('is cut into sheets that leave no window out', () => {
    const cut = sheets(50)
    expect(cut).toEqual([
      { from: 0, to: 24 },
      { from: 24, to: 48 },
      { from: 48, to: 50 },
    ])
    expect(sheets(0)).toEqual([])
  })

  it('tells every outcome by a letter of its own', () => {
    expect(shownStandings.map(letterOf)).toEqual(['Đ', 'M', 'T', 'K', '?'])
  })

  it('says what is not due, not owed or not known in sentences of their own', () => {
    expect(
      (['nothing-owed', 'upcoming', 'no-evidence', 'late'] as const).map(cellSentence),
    ).toEqual(['cellNothing', 'cellUpcoming', 'cellNoEvidence', 'cellCounted'])
  })
})
