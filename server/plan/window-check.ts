import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { addDays, clockChanges, instantOf, isZone } from './local-time.ts'
import type { PlanStation } from './plan-station.ts'
import {
  msOfDay,
  type QuietHours,
  touchesQuietHours,
  windowTouchesQuietHours,
} from './quiet-hours.ts'
import { checkRuleFrom, type RecurrenceRefusal } from './recurrence.ts'
import { type AirWindow, occursOn } from './window.ts'
import { firstClash } from './window-clash.ts'
import { nextDates } from './window-dates.ts'

const DAY_MS = 86_400_000

export type WindowRefusal =
  | RecurrenceRefusal
  | 'window-too-long'
  | 'window-district-twice'
  | 'window-least-wrong'
  | 'window-share-wrong'
  | 'window-signal-outside'
  | 'window-ends-before'
  | 'window-never'

/** Whether a window makes sense by itself, as it is laid down. */
export function checkForm(window: AirWindow, zone: string): Outcome<AirWindow, WindowRefusal> {
  const { segments, lengthMs, validFrom, validTo, recurrence, parts } = window
  if (lengthMs > DAY_MS) return refuse('window-too-long')
  if (segments.filter(({ source, live }) => source === 'district' && !live).length > 1)
    return refuse('window-district-twice')
  const stretched = segments.findIndex((one) => (one.leastMs ?? 0) > one.lengthMs)
  if (stretched >= 0) return refuse('window-least-wrong', { number: stretched + 1 })
  const shared = segments.findIndex((one) => (one.campaignShareMs ?? 0) > one.lengthMs)
  if (shared >= 0) return refuse('window-share-wrong', { number: shared + 1 })
  const outside = parts?.timeSignals.find(({ at }) => !isWithin(window, at))
  if (outside) return refuse('window-signal-outside', { at: outside.at })
  if (validTo !== null && validTo < validFrom)
    return refuse('window-ends-before', { from: validFrom, to: validTo })
  if (recurrence && recurrence.rule !== null) {
    const rule = checkRuleFrom(recurrence.rule, validFrom)
    if (!rule.ok) return rule
  }
  if (nextDates(window, zone, '2000-01-01', 1).length === 0)
    return refuse('window-never', { from: validFrom })
  return ok(window)
}

function isWithin({ startsAt, lengthMs }: AirWindow, time: string): boolean {
  const after = (msOfDay(time) - msOfDay(startsAt) + DAY_MS) % DAY_MS
  return after < lengthMs
}

/** What a rule has to know of the station that is to have a window. */
export type WindowPlace = Pick<
  PlanStation,
  'name' | 'role' | 'technology' | 'zone' | 'longestSessionMs'
>

export type PlaceRefusal =
  | 'window-zone-unknown'
  | 'window-session-too-long'
  | 'window-later-needs-ip'
  | 'window-quiet'
  | 'window-overlap'

/** Whether a station may have this window beside those that it has. */
export function checkWindow(
  wanted: AirWindow,
  others: readonly AirWindow[],
  place: WindowPlace,
  quiet: QuietHours | null,
): Outcome<AirWindow, PlaceRefusal> {
  const { zone, longestSessionMs, name: station } = place
  if (!isZone(zone)) return refuse('window-zone-unknown', { station, zone })
  if (longestSessionMs !== null && wanted.lengthMs > longestSessionMs) {
    const length = inMinutes(wanted.lengthMs)
    return refuse('window-session-too-long', { station, length, most: inMinutes(longestSessionMs) })
  }
  if (wanted.relayMode === 'later' && place.technology !== 'ip')
    return refuse('window-later-needs-ip', { station })
  if (quiet && isBarredByQuiet(wanted, place, quiet))
    return refuse('window-quiet', { station, from: quiet.from, to: quiet.to })
  // What is closed now may open again, and must not clash then.
  const open = { ...wanted, closed: [] }
  for (const other of others) {
    const date = firstClash(open, { ...other, closed: [] }, zone)
    if (date !== null)
      return refuse('window-overlap', {
        ...{ station, window: other.name },
        ...{ startsAt: other.startsAt.slice(0, 5), date },
      })
  }
  return ok(wanted)
}

/** True when it reaches into quiet hours and something in it comes from elsewhere. */
export function isBarredByQuiet(
  window: AirWindow,
  place: Pick<WindowPlace, 'role' | 'zone'>,
  quiet: QuietHours,
): boolean {
  return !isOwnAlone(window, place) && reachesIntoQuiet(window, quiet, place.zone)
}

/** True when nothing in it comes from elsewhere, so that nobody can wake a commune from there. */
function isOwnAlone(
  { segments, relaysWindow }: AirWindow,
  { role }: Pick<WindowPlace, 'role'>,
): boolean {
  return relaysWindow === null && segments.every(({ source, live }) => source === role && !live)
}

/** By wall time, and by instants around the dates on which clocks change. */
function reachesIntoQuiet(window: AirWindow, quiet: QuietHours, zone: string): boolean {
  if (windowTouchesQuietHours(quiet, window.startsAt, window.lengthMs)) return true
  return clockChanges(zone)
    .flatMap((date) => [addDays(date, -1), date])
    .some((date) => {
      if (!occursOn(window, date, zone)) return false
      const begins = instantOf(date, window.startsAt, zone)
      return touchesQuietHours(quiet, begins, begins + window.lengthMs, zone)
    })
}

/** To a tenth. */
export function inMinutes(ms: number): number {
  return Math.round(ms / 6_000) / 10
}
