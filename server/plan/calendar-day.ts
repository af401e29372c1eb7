import type { LocalDate } from '../../playout/contract/time.ts'

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
