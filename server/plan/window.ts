import type { BulletinId, StationId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { type DateSpan, spansHold } from '../station/group.ts'
import { instantOf, weekdayOf } from './local-time.ts'
import { type Recurrence, recursOn } from './recurrence.ts'

/** A window carries no more campaign items than this, unless it says otherwise. */
export const USUAL_MOST_ITEMS = 2

export type Source = 'vov' | 'province' | 'district' | 'commune'

export type Segment = Readonly<{
  source: Source
  lengthMs: number
  /** How much of the district's segment campaigns may take, null for all of it. */
  campaignShareMs: number | null
  /** It may be cut down to this when the station's own part needs room; null for a fixed length. */
  leastMs?: number | null
  /** The live source that it carries; null for whatever is switched through there. */
  live?: string | null
  /** Hard: cut at its planned end; soft: it may run over by `SOFT_END_MS`, and what follows waits. */
  end?: 'hard' | 'soft'
}>

/** How long a live relay with a soft end may run over. */
export const SOFT_END_MS = 60_000

/** Bulletins that stand in every occurrence of a window, around what changes from day to day. */
export type WindowParts = Readonly<{
  /** Signature tune, station ID, opening words, in order. */
  opens: readonly BulletinId[]
  /** Stands between two bulletins. */
  between: BulletinId | null
  closes: readonly BulletinId[]
  /** Each stands at its instant, and the rest goes around it. */
  timeSignals: readonly Readonly<{
    bulletin: BulletinId
    /** Local `HH:MM:SS`. */
    at: string
  }>[]
}>

/** A span of the day in which a station airs, on certain weekdays, from one date to another. */
export type AirWindow = Readonly<{
  id: WindowId
  station: StationId
  name: string
  /** Local `HH:MM:SS` in the station's zone; the window may run past midnight. */
  startsAt: string
  /** Sum of the segments. */
  lengthMs: number
  /** Bit 0 Monday … bit 6 Sunday. */
  weekdays: number
  validFrom: LocalDate
  validTo: LocalDate | null
  /** In order of sounding. */
  segments: readonly Segment[]
  /** The district's window that this one relays. */
  relaysWindow: WindowId | null
  /** At the same time as the relayed one, which is usual, or later. */
  relayMode?: 'same' | 'later'
  /** Comes back by this rule; a null rule means by weekdays. */
  recurrence?: Omit<Recurrence, 'rule'> & Readonly<{ rule: string | null }>
  /** Bulletins that the station's own part holds at most; absent for the usual number. */
  mostItems?: number
  /** What opens, stands between and closes; absent or null for the usual. */
  parts?: WindowParts | null
  /** The group whose members all have this window; `laidAs` is then what it was laid down as. */
  group?: string | null
  laidAs?: WindowId
  /** The only dates on which the station has it, as a member of that group; absent: all. */
  within?: readonly DateSpan[]
  /** Dates on which the station is closed. */
  closed?: readonly DateSpan[]
}>

/** A window on one date: the date on which it begins. */
export type Occurrence<Kind extends AirWindow = AirWindow> = Readonly<{
  window: Kind
  date: LocalDate
  startsAt: Instant
  endsAt: Instant
}>

/** @param zone of its station: a rule may end at an instant */
export function occursOn(window: AirWindow, date: LocalDate, zone: string): boolean {
  const { recurrence, within, closed } = window
  if (recurrence?.except.includes(date)) return false
  if (closed && spansHold(closed, date)) return false
  if (within && !spansHold(within, date)) return false
  if (recurrence?.also.includes(date)) return true
  if (date < window.validFrom || (window.validTo !== null && window.validTo < date)) return false
  return recurrence && recurrence.rule !== null
    ? recursOn({ ...recurrence, rule: recurrence.rule }, window.validFrom, date, (on) =>
        instantOf(on, window.startsAt, zone),
      )
    : ((window.weekdays >> weekdayOf(date)) & 1) === 1
}

/** The window as it begins on this date, or null when it does not. */
export function occurrenceOn<Kind extends AirWindow>(
  window: Kind,
  date: LocalDate,
  zone: string,
): Occurrence<Kind> | null {
  if (!occursOn(window, date, zone)) return null
  const startsAt = instantOf(date, window.startsAt, zone)
  return { window, date, startsAt, endsAt: startsAt + window.lengthMs }
}

/** All windows that begin on this date, in order of time. */
export function occurrencesOn<Kind extends AirWindow>(
  windows: readonly Kind[],
  date: LocalDate,
  zone: string,
): Occurrence<Kind>[] {
  return windows
    .flatMap((window) => occurrenceOn(window, date, zone) ?? [])
    .sort((a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1))
}

/** Where the segment that a source fills with items lies in the window, in ms; null when it has none. */
export function segmentOf(
  window: AirWindow,
  wanted: Source,
): Readonly<{ offsetMs: number; lengthMs: number; campaignShareMs: number }> | null {
  let offsetMs = 0
  for (const { source, lengthMs, campaignShareMs, live } of window.segments) {
    if (source === wanted && !live)
      return {
        offsetMs,
        lengthMs,
        campaignShareMs: Math.min(campaignShareMs ?? lengthMs, lengthMs),
      }
    offsetMs += lengthMs
  }
  return null
}
