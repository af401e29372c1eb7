import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { msOfDay, type QuietHours } from './quiet-hours.ts'

/** Other quiet hours that somebody asked for and nobody else has confirmed yet. */
export type AskedQuietHours = Readonly<{
  /** Null switches them off. */
  quietHours: QuietHours | null
  by: string
  at: Instant
}>

export type QuietHoursRefusal =
  | 'quiet-hours-none-asked'
  | 'quiet-hours-same-person'
  | 'quiet-hours-read-back'

const MINUTES_A_DAY = 1_440

/**
 * True when whatever was quiet stays so: nobody is woken by it, and it needs no second person. All
 * else lets loudspeakers sound at hours at which people sleep.
 */
export function keepsQuiet(before: QuietHours | null, after: QuietHours | null): boolean {
  return Array.from({ length: MINUTES_A_DAY }, (_, minute) => minute).every(
    (minute) => !isQuietMinute(before, minute) || isQuietMinute(after, minute),
  )
}

function isQuietMinute(quiet: QuietHours | null, minute: number): boolean {
  if (!quiet) return false
  const from = msOfDay(quiet.from) / 60_000
  const to = msOfDay(quiet.to) / 60_000
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}

/** What the second person types: the hours as they will be, or, when they go, those that go. */
export function hoursToRead(
  asked: QuietHours | null,
  inForce: QuietHours | null,
): QuietHours | null {
  return asked ?? inForce
}

/** Whether this person's word puts other quiet hours into force. */
export function checkQuietHoursRead(
  asked: AskedQuietHours | null,
  inForce: QuietHours | null,
  staff: string,
  readBack: QuietHours,
): Outcome<AskedQuietHours, QuietHoursRefusal> {
  if (!asked) return refuse('quiet-hours-none-asked')
  if (asked.by === staff) return refuse('quiet-hours-same-person')
  const hours = hoursToRead(asked.quietHours, inForce)
  if (hours && (hours.from !== readBack.from || hours.to !== readBack.to))
    return refuse('quiet-hours-read-back', { from: readBack.from, to: readBack.to })
  return ok(asked)
}
