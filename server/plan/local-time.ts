import { Temporal } from 'temporal-polyfill'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'

/**
 * Dates and wall times of a zone: the only place that knows the time-zone library. A local time that
 * a clock change leaves out moves forward by the gap; one that it repeats is the first.
 *
 * Planning asks the same few questions thousands of times, so answers are remembered.
 */

const QUARTER_MS = 900_000
const MOST_REMEMBERED = 20_000
const dates = new Map<string, Map<number, LocalDate>>()
const instants = new Map<string, Map<string, Instant>>()

/** The calendar date in this zone at an instant. */
export function localDateOf(at: Instant, zone: string): LocalDate {
  // Zones of our time differ from UTC by whole quarters, so no date changes within one.
  const quarter = Math.floor(at / QUARTER_MS)
  return remember(dates, zone, quarter, () =>
    zoned(quarter * QUARTER_MS, zone)
      .toPlainDate()
      .toString(),
  )
}

/** Wall time in this zone at an instant, `HH:MM:SS`. */
export function localTimeOf(at: Instant, zone: string): string {
  return zoned(at, zone).toPlainTime().toString({ smallestUnit: 'second' })
}

/**
 * The instant of a wall time, `HH:MM` or `HH:MM:SS`, on a date in this zone.
 * @throws RangeError when date, time or zone are none
 */
export function instantOf(date: LocalDate, time: string, zone: string): Instant {
  return remember(
    instants,
    zone,
    `${date} ${time}`,
    () =>
      Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
        .epochMilliseconds,
  )
}

const changes = new Map<string, readonly LocalDate[]>()

/** Dates of this century's planning on which the zone's clocks are put forward or back. */
export function clockChanges(zone: string): readonly LocalDate[] {
  const known = changes.get(zone)
  if (known) return known
  const found: LocalDate[] = []
  let at = Temporal.PlainDate.from('2000-01-01').toZonedDateTime(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.year > 2099) break
    found.push(next.toPlainDate().toString())
    at = next
  }
  changes.set(zone, found)
  return found
}

/** True for a zone that the library knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(zone)
    return true
  } catch {
    return false
  }
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const day = midnightUtc(date)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

/** Whole days from one date to a later one. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

const dayNumbers = new Map<LocalDate, number>()

/** Days since 1970. */
function dayNumber(date: LocalDate): number {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  if (dayNumbers.size >= MOST_REMEMBERED) dayNumbers.clear()
  const number = Math.round(midnightUtc(date).getTime() / 86_400_000)
  dayNumbers.set(date, number)
  return number
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return (midnightUtc(date).getUTCDay() + 6) % 7
}

function midnightUtc(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}

function remember<Key, Value>(
  zones: Map<string, Map<Key, Value>>,
  zone: string,
  key: Key,
  find: () => Value,
): Value {
  const known = zones.get(zone) ?? new Map<Key, Value>()
  const found = known.get(key)
  if (found !== undefined) return found
  zones.set(zone, known)
  if (known.size >= MOST_REMEMBERED) known.clear()
  const value = find()
  known.set(key, value)
  return value
}
