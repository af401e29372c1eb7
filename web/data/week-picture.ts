import type { Window } from '../api/shapes.ts'
import { weekdaysOfRule } from './window-repeat.ts'

/** Where a window stands in the picture of a week, as parts of a day (0–1). */
export type Band = Readonly<{
  id: string
  /** 0 Monday … 6 Sunday. */
  day: number
  from: number
  to: number
  /** False for one that does not open every week on that day. */
  weekly: boolean
}>

const DAY_MS = 86_400_000

/** Windows as bands of a usual week; one that runs past midnight goes on in the next day. */
export function weekBands(windows: readonly Window[]): Band[] {
  return windows.flatMap((window) => {
    const { id, rule, lengthMs } = window
    const weekdays = rule === null ? window.weekdays : (weekdaysOfRule(rule) ?? 127)
    const weekly = rule === null || /^FREQ=(DAILY|WEEKLY)(;BYDAY=[A-Z,]+)?$/.test(rule)
    const from = msOf(window.startsAt) / DAY_MS
    const to = from + lengthMs / DAY_MS
    return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => {
      if (!(weekdays & (1 << day))) return []
      const first = { id, day, from, to: Math.min(1, to), weekly }
      return to <= 1 ? [first] : [first, { id, day: (day + 1) % 7, from: 0, to: to - 1, weekly }]
    })
  })
}

/** Windows that still open on a date or later, earliest of the day first. */
export function standingOn(windows: readonly Window[], date: string): Window[] {
  return windows
    .filter(({ validTo, alsoDates }) => {
      const last = [validTo ?? '9999', ...alsoDates].sort().at(-1) ?? '9999'
      return validTo === null || date <= last
    })
    .sort((a, b) => (`${a.startsAt} ${a.validFrom}` < `${b.startsAt} ${b.validFrom}` ? -1 : 1))
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}
