import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import { addDays, daysBetween } from './local-time.ts'

/** Days that differ: stations are silent, or sound without music, as on days of mourning. */
export type CalendarDay = Readonly<{
  id: string
  name: string
  /** Local dates, both included. */
  from: LocalDate
  to: LocalDate
  closed: boolean
  withoutMusic: boolean
  /** Stations and groups; null for all. */
  stations: readonly string[] | null
}>

const LONGEST_DAYS = 60

export type CalendarRefusal =
  | 'calendar-day-backwards'
  | 'calendar-day-too-long'
  | 'calendar-day-nothing'
  | 'calendar-day-too-early'

/**
 * Whether days may be special from now on. Windows of a day that has begun may have aired already, so
 * closing begins tomorrow; to be without music may begin today, for what has not sounded yet.
 */
export function checkCalendarDay(
  day: CalendarDay,
  today: LocalDate,
): Outcome<CalendarDay, CalendarRefusal> {
  const { from, to, closed, withoutMusic } = day
  if (to < from) return refuse('calendar-day-backwards', { from, to })
  if (daysBetween(from, to) >= LONGEST_DAYS)
    return refuse('calendar-day-too-long', { most: LONGEST_DAYS })
  if (!closed && !withoutMusic) return refuse('calendar-day-nothing')
  const earliest = closed ? addDays(today, 1) : today
  if (from < earliest) return refuse('calendar-day-too-early', { date: earliest })
  return ok(day)
}

/**
 * What is left of special days that are withdrawn: what has passed stays a record.
 * @returns their new last day, or null when nothing of them has begun
 */
export function withdrawnTo(
  day: CalendarDay,
  today: LocalDate,
): Outcome<LocalDate | null, 'calendar-day-over'> {
  if (day.to < today) return refuse('calendar-day-over')
  return ok(day.from > today ? null : today)
}
