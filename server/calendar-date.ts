import { localDate } from '../playout/contract/wire.ts'

/** A date that a calendar has: `2024-02-30` has the right form and is none. */
export const calendarDate = localDate.refine(isDate, { message: 'no such date' })

function isDate(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}
