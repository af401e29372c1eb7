import type { LocalDate } from '../../playout/contract/time.ts'
import { addDays, clockChanges, instantOf } from './local-time.ts'
import { msOfDay } from './quiet-hours.ts'
import { WHOLE_CYCLE_DAYS } from './recurrence.ts'
import { type AirWindow, occursOn } from './window.ts'
import { reach } from './window-dates.ts'

const DAY_MS = 86_400_000
/** No zone has put its clocks further in this century. */
const LONGEST_CLOCK_CHANGE_MS = 2 * 3_600_000

/**
 * The first date on which `wanted` would sound over `other`; null when never. Both are of one station.
 *
 * A window is at most a day long, so only the day before, the same and the day after can meet. Where
 * their times of day overlap, every date of a whole cycle of years is looked at; where they come near,
 * only those on which clocks change, since a window keeps its length and the clock may not.
 */
export function firstClash(wanted: AirWindow, other: AirWindow, zone: string): LocalDate | null {
  const found = [-1, 0, 1].flatMap((shift) => clashAcross(wanted, other, shift, zone) ?? [])
  return found.sort()[0] ?? null
}

/** @param shift days from the date of `wanted` to that of `other` */
function clashAcross(
  wanted: AirWindow,
  other: AirWindow,
  shift: number,
  zone: string,
): LocalDate | null {
  const gapMs = shift * DAY_MS + msOfDay(other.startsAt) - msOfDay(wanted.startsAt)
  const meet = (slackMs: number) =>
    gapMs < wanted.lengthMs + slackMs && -gapMs < other.lengthMs + slackMs
  const dates = meet(0)
    ? sharedDates(wanted, other, shift)
    : meet(LONGEST_CLOCK_CHANGE_MS)
      ? clockChanges(zone).flatMap((date) => [addDays(date, -1), date])
      : []
  for (const date of dates) {
    const theirs = addDays(date, shift)
    if (!occursOn(wanted, date, zone) || !occursOn(other, theirs, zone)) continue
    const begins = instantOf(date, wanted.startsAt, zone)
    const begin = instantOf(theirs, other.startsAt, zone)
    if (begins < begin + other.lengthMs && begin < begins + wanted.lengthMs) return date
  }
  return null
}

/** Dates of `wanted` on which both may begin, in order, at most a whole cycle of years. */
function* sharedDates(wanted: AirWindow, other: AirWindow, shift: number): Generator<LocalDate> {
  const also = [
    ...(wanted.recurrence?.also ?? []),
    ...(other.recurrence?.also ?? []).map((date) => addDays(date, -shift)),
  ]
  if (neverOnOneWeekday(wanted, other, shift)) {
    yield* also.sort()
    return
  }
  const [mine, theirs] = [reach(wanted), reach(other)]
  const start = laterOf(mine.first, addDays(theirs.first, -shift))
  const last = earlierOf(mine.last, theirs.last && addDays(theirs.last, -shift))
  for (let day = 0; day < WHOLE_CYCLE_DAYS; day++) {
    const date = addDays(start, day)
    if (last !== null && date > last) return
    yield date
  }
}

/** Most pairs differ by their weekdays alone, and need no looking at dates. */
function neverOnOneWeekday(wanted: AirWindow, other: AirWindow, shift: number): boolean {
  if (wanted.recurrence?.rule || other.recurrence?.rule) return false
  const theirs = Array.from(
    { length: 7 },
    (_, day) => (other.weekdays >> ((day + shift + 7) % 7)) & 1,
  )
  return theirs.every((sounds, day) => !sounds || ((wanted.weekdays >> day) & 1) === 0)
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

function earlierOf(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b
}
