import type { Cell, Standing } from '../api/shapes.ts'

/**
 * The letters of screens.md, the same on screen and paper, in either language. `L`, an approved
 * excuse, comes with excuses.
 */
const letters: Readonly<Record<Standing, string>> = {
  relayed: 'Đ',
  partly: 'M',
  late: 'T',
  missed: 'K',
  'no-evidence': '?',
  upcoming: '·',
  'nothing-owed': '–',
}

export function letterOf(standing: Standing): string {
  return letters[standing]
}

/** In the order of a legend. */
export const shownStandings: readonly Standing[] = [
  'relayed',
  'partly',
  'late',
  'missed',
  'no-evidence',
]

/** Strongest first. */
export const gradeOrder: readonly Cell['grade'][] = [
  'heard',
  'logged',
  'imported',
  'declared',
  'none',
]
