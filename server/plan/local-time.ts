import { Temporal } from 'temporal-polyfill'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'

/**
 * Dates and wall times of a zone: the only place that knows the time-zone library. A local time that
 * a clock change leaves out moves forward by the gap; one that it repeats is the first.
 */

/** The calendar date in this zone at an instant. */
export function localDateOf(at: Instant, zone: string): LocalDate {
  return zoned(at, zone).toPlainDate().toString()
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
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
    .epochMilliseconds
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek - 1
}

function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}
