import type { Cell, CellDeclaration, Matrix, Standing } from '../api/shapes.ts'
import { gradeOrder } from './standing.ts'

export type Total = Readonly<{ owed: number; relayed: number }>

/** Owed and relayed so far: what is not yet due is no debt, and would read as one. */
export function totalOf(cells: readonly Cell[]): Total {
  const due = cells.filter((cell) => cell.standing !== 'upcoming')
  return {
    owed: due.reduce((sum, cell) => sum + cell.owed, 0),
    relayed: due.reduce((sum, cell) => sum + cell.relayed, 0),
  }
}

/** Each window over all communes: the lower edge of the matrix. */
export function windowTotals(matrix: Matrix): readonly Total[] {
  return matrix.windows.map((_, index) =>
    totalOf(matrix.communes.flatMap((commune) => commune.cells[index] ?? [])),
  )
}

/** `2/3`, or nothing where nothing is owed yet. */
export function totalText({ owed, relayed }: Total): string {
  return owed > 0 ? `${relayed}/${owed}` : ''
}

/** Share of each grade among all obligations, in whole percent and as counted; no share of nothing. */
export function gradeShares(
  grades: Matrix['grades'],
): readonly Readonly<{ grade: Cell['grade']; count: number; percent: number | null }>[] {
  const all = gradeOrder.reduce((sum, grade) => sum + grades[grade], 0)
  return gradeOrder.map((grade) => ({
    grade,
    count: grades[grade],
    percent: all === 0 ? null : (grades[grade] / all) * 100,
  }))
}

/** The column to bring into view: the newest window that has begun, or the first. */
export function newestColumn(matrix: Matrix, now: number): number {
  const next = matrix.windows.findIndex((window) => window.startsAt > now)
  return next === -1 ? Math.max(0, matrix.windows.length - 1) : Math.max(0, next - 1)
}

export type Place = Readonly<{ row: number; column: number }>

/** Where an arrow, Home or End leads from here; null for any other key. */
export function moved(place: Place, key: string, rows: number, columns: number): Place | null {
  const { row, column } = place
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: Math.min(columns - 1, column + 1) }
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: columns - 1 }
    default:
      return null
  }
}

/** What people said that a cell rests on, each once: one declaration settles a whole window. */
export function declarationsOf({ obligations }: Cell): readonly CellDeclaration[] {
  return [
    ...new Map(
      obligations.flatMap(({ declaration }) =>
        declaration ? [[declaration.id, declaration]] : [],
      ),
    ).values(),
  ]
}

/** Columns that fit one sheet of A4 beside the names. */
const PAPER_COLUMNS = 24

/** The day cut into sheets, `[from, to)` each. */
export function sheets(columns: number): readonly Readonly<{ from: number; to: number }>[] {
  const count = Math.ceil(columns / PAPER_COLUMNS)
  return Array.from({ length: count }, (_, index) => ({
    from: index * PAPER_COLUMNS,
    to: Math.min(columns, (index + 1) * PAPER_COLUMNS),
  }))
}

/** Which sentence a cell says; the words are in the texts. */
export function cellSentence(
  standing: Standing,
): 'cellNothing' | 'cellUpcoming' | 'cellNoEvidence' | 'cellCounted' {
  if (standing === 'nothing-owed') return 'cellNothing'
  if (standing === 'upcoming') return 'cellUpcoming'
  return standing === 'no-evidence' ? 'cellNoEvidence' : 'cellCounted'
}
