import type { Cell, Matrix, Standing } from '../../web/api/shapes.ts'

export function aCell(standing: Standing, owed = 2, relayed = 0): Cell {
  const nothing = { obligations: [], afterRecall: [], disagreements: 0 }
  return { window: 'w0', standing, grade: 'none', owed, relayed, ...nothing }
}

/** A day with one row of cells per commune and windows ten minutes apart from zero. */
export function aMatrix(rows: readonly (readonly Cell[])[]): Matrix {
  return {
    sample: true,
    date: '2024-08-15',
    zone: 'Asia/Ho_Chi_Minh',
    windows: (rows[0] ?? []).map((_, index) => ({
      id: `w${index}`,
      name: `${index}`,
      startsAt: index * 600_000,
      endsAt: index * 600_000 + 60_000,
      emergency: false,
    })),
    communes: rows.map((cells, index) => ({
      station: `commune-${index}`,
      name: `Xã ${index}`,
      unitCode: `${index}`,
      technology: 'fm',
      cells: [...cells],
      owed: 0,
      relayed: 0,
    })),
    grades: { heard: 0, logged: 0, imported: 0, declared: 0, none: 0 },
  }
}
