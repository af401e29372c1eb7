import type { Count } from '../api/shapes.ts'

export type Totals = Readonly<
  Pick<Count, 'aired' | 'relayed' | 'partial' | 'missed' | 'afterRecall' | 'planned' | 'soundMs'>
>

/** Sums of a counts table: each row's figures added, never multiplied out. */
export function totalsOf(counts: readonly Count[]): Totals {
  const sum = (figure: keyof Totals) => counts.reduce((all, row) => all + row[figure], 0)
  return {
    aired: sum('aired'),
    relayed: sum('relayed'),
    partial: sum('partial'),
    missed: sum('missed'),
    afterRecall: sum('afterRecall'),
    planned: sum('planned'),
    soundMs: sum('soundMs'),
  }
}
