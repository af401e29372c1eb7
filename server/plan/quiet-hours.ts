import type { Instant } from '../../playout/contract/time.ts'
import { addDays, instantOf, localDateOf } from './local-time.ts'

/** Local `HH:MM`, the end excluded; an end at or before the beginning is on the next day. */
export type QuietHours = Readonly<{ from: string; to: string }>

const DAY_MS = 86_400_000

/**
 * True when any part of `[startsAt, endsAt)` falls into quiet hours, in which nothing but an
 * emergency sounds (design.md, promise 5).
 */
export function touchesQuietHours(
  quiet: QuietHours | null,
  startsAt: Instant,
  endsAt: Instant,
  zone: string,
): boolean {
  if (!quiet) return false
  for (let day = Math.floor(startsAt / DAY_MS); day * DAY_MS < endsAt; day++)
    for (const span of quietSpansAround(quiet, zone, day))
      if (startsAt < span.until && span.from < endsAt) return true
  return false
}

type Span = Readonly<{ from: Instant; until: Instant }>

/** Quiet hours that touch `[startsAt, endsAt)`, in order and each once, with their own ends. */
export function quietSpansIn(
  quiet: QuietHours | null,
  startsAt: Instant,
  endsAt: Instant,
  zone: string,
): Span[] {
  const found = new Map<Instant, Span>()
  if (quiet)
    for (let day = Math.floor(startsAt / DAY_MS); day * DAY_MS < endsAt; day++)
      for (const span of quietSpansAround(quiet, zone, day))
        if (startsAt < span.until && span.from < endsAt) found.set(span.from, span)
  return [...found.values()].sort((a, b) => a.from - b.from)
}

/** The same day is asked for thousands of times while planning. */
const spans = new Map<string, Map<number, readonly Span[]>>()
const MOST_DAYS_REMEMBERED = 5_000

/** Quiet hours that may touch a day of UTC: those that begin a day earlier to a day later. */
function quietSpansAround(quiet: QuietHours, zone: string, day: number): readonly Span[] {
  const key = `${zone} ${quiet.from} ${quiet.to}`
  const known = spans.get(key) ?? new Map<number, readonly Span[]>()
  spans.set(key, known)
  const found = known.get(day)
  if (found) return found
  if (known.size >= MOST_DAYS_REMEMBERED) known.clear()
  const noon = localDateOf(day * DAY_MS + DAY_MS / 2, zone)
  const around = [-2, -1, 0, 1].map((shift) => {
    const date = addDays(noon, shift)
    return {
      from: instantOf(date, quiet.from, zone),
      until: instantOf(quiet.to > quiet.from ? date : addDays(date, 1), quiet.to, zone),
    }
  })
  known.set(day, around)
  return around
}

/** The same for a window that comes back every day: by wall time alone, whatever the date. */
export function windowTouchesQuietHours(
  quiet: QuietHours | null,
  startsAt: string,
  lengthMs: number,
): boolean {
  if (!quiet) return false
  const start = msOfDay(startsAt)
  const from = msOfDay(quiet.from)
  const until = msOfDay(quiet.to) + (quiet.to > quiet.from ? 0 : DAY_MS)
  return [-DAY_MS, 0, DAY_MS].some(
    (shift) => start < until + shift && from + shift < start + lengthMs,
  )
}

/** Milliseconds since midnight of `HH:MM` or `HH:MM:SS`. */
export function msOfDay(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** How a setting is kept: JSON of both times, or `null` when the office switched them off. */
export function parseQuietHours(setting: string | null): QuietHours | null {
  return setting === null ? USUAL_QUIET_HOURS : (JSON.parse(setting) as QuietHours | null)
}

const USUAL_QUIET_HOURS: QuietHours = { from: '21:00', to: '05:00' }
