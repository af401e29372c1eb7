import type { LocalDate } from '../../playout/contract/time.ts'
import { addDays } from './local-time.ts'
import { WHOLE_CYCLE_DAYS } from './recurrence.ts'
import { type AirWindow, occursOn } from './window.ts'

/** The first dates from a day on on which a window begins, at most so many; bounded for any rule. */
export function nextDates(
  window: AirWindow,
  zone: string,
  from: LocalDate,
  count: number,
): LocalDate[] {
  const dates: LocalDate[] = []
  const { first, last } = reach(window)
  const begins = first > from ? first : from
  for (let day = 0; day < WHOLE_CYCLE_DAYS && dates.length < count; day++) {
    const date = addDays(begins, day)
    if (last !== null && date > last) break
    if (occursOn(window, date, zone)) dates.push(date)
  }
  return dates
}

/** The first and last date on which a window can begin, dates that were added included. */
export function reach({ validFrom, validTo, recurrence }: AirWindow): {
  first: LocalDate
  last: LocalDate | null
} {
  const also = [...(recurrence?.also ?? [])].sort()
  const [early = validFrom] = also
  const late = also.at(-1) ?? validFrom
  return {
    first: early < validFrom ? early : validFrom,
    last: validTo === null ? null : late > validTo ? late : validTo,
  }
}

/** A window that was changed before it ever began is none. */
export function isReal(window: AirWindow): boolean {
  const { first, last } = reach(window)
  return last === null || first <= last
}
