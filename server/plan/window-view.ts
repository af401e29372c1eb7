import { z } from 'zod'
import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import { calendarDate, plannedDate } from '../calendar-date.ts'
import { visibleLine } from '../plain-text.ts'
import type { Segment as AirSegment, AirWindow, WindowParts } from './window.ts'

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
const MOST_DATES = 400

const Segment = z.object({
  source: z.enum(['vov', 'province', 'district', 'commune']),
  lengthMs: z
    .int()
    .min(1_000)
    .max(6 * 3_600_000),
  /** How much of the district's segment campaigns may take; null elsewhere. */
  campaignShareMs: z.int().min(0).nullable(),
  /** It may be cut down to this when the own part needs room; null for a fixed length. */
  leastMs: z.int().min(1_000).nullable().default(null),
  /** The live source that it carries. */
  live: z.string().max(100).nullable().default(null),
  /** Cut at its planned end, or let out for up to a minute. */
  end: z.enum(['hard', 'soft']).default('hard'),
})

const BulletinRef = z.string().max(100)

/** Bulletins that stand in every occurrence. */
const Parts = z.object({
  opens: z.array(BulletinRef).max(10),
  between: BulletinRef.nullable(),
  closes: z.array(BulletinRef).max(10),
  timeSignals: z.array(z.object({ bulletin: BulletinRef, at: LocalTime })).max(10),
})

const content = {
  name: visibleLine(100),
  startsAt: LocalTime,
  weekdays: z.int().min(1).max(127).default(127),
  /** An RRULE of RFC 5545 instead of weekdays, no finer than a day. */
  rule: z.string().trim().toUpperCase().max(300).nullable().default(null),
  exceptDates: z.array(plannedDate).max(MOST_DATES).default([]),
  alsoDates: z.array(plannedDate).max(MOST_DATES).default([]),
  validTo: plannedDate.nullable().default(null),
  segments: z.array(Segment).min(1).max(10),
  /** Bulletins that the own part holds at most; null for the usual number. */
  mostItems: z.int().min(1).max(100).nullable().default(null),
  /** Null for the usual: the newest tune opens. */
  parts: Parts.nullable().default(null),
  /** Communes, or groups of them, that relay it at the same time. */
  relayedBy: z.array(z.string().max(100)).max(200).default([]),
  /** Those that relay it later on the same day, from a local time on. */
  relayedLater: z
    .array(z.object({ place: z.string().max(100), startsAt: LocalTime }))
    .max(200)
    .default([]),
}

export const NewWindow = z.object({
  /** The station that has it, or lays it down for a group. */
  station: z.string().max(100),
  /** Then each member of the group has it. */
  group: z.string().max(100).nullable().default(null),
  validFrom: plannedDate,
  ...content,
})

export const ChangedWindow = z.object({
  /** What was planned before this day stays as it was. */
  from: plannedDate,
  ...content,
})

export const EndedWindow = z.object({ lastDate: plannedDate })

export const WindowExceptions = z.object({
  exceptDates: content.exceptDates,
  alsoDates: content.alsoDates,
})

export const WindowView = z.object({
  /** Of a group's window: `<laid down as>@<station>`. */
  id: z.string(),
  laidAs: z.string(),
  station: z.string(),
  group: z.string().nullable(),
  name: z.string(),
  /** Local `HH:MM:SS`. */
  startsAt: z.string(),
  lengthMs: z.int(),
  /** Bit 0 Monday … bit 6 Sunday; not looked at when there is a rule. */
  weekdays: z.int(),
  rule: z.string().nullable(),
  exceptDates: z.array(calendarDate),
  alsoDates: z.array(calendarDate),
  validFrom: calendarDate,
  validTo: calendarDate.nullable(),
  segments: z.array(Segment),
  mostItems: z.int().nullable(),
  parts: Parts.nullable(),
  relaysWindow: z.string().nullable(),
  relayMode: z.enum(['same', 'later']),
})

/** A window as it was laid down, with those that relay it. */
export const LaidWindowView = WindowView.extend({
  relays: z.array(WindowView),
  /** The first day from which it can be changed: what has begun stays. */
  changeableFrom: calendarDate,
  /** The next days on which it opens. */
  nextDates: z.array(calendarDate),
})

/** What a window that is not made yet would do. */
export const WindowTrial = z.object({
  nextDates: z.array(calendarDate),
  /** Why it cannot be made; null when it can. */
  refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
})

type Content = Omit<z.output<typeof ChangedWindow>, 'from'>

/** The window that somebody asks for, at a station or for a group. */
export function readWindow(
  id: string,
  at: Readonly<{ station: string; group: string | null; validFrom: string }>,
  wanted: Content,
): AirWindow {
  const { name, startsAt, weekdays, validTo, rule, exceptDates, alsoDates, mostItems } = wanted
  const differs = rule !== null || exceptDates.length > 0 || alsoDates.length > 0
  return {
    ...{ id: id as WindowId, laidAs: id as WindowId, station: at.station as StationId },
    ...{ group: at.group, name, startsAt, weekdays, validFrom: at.validFrom, validTo },
    ...(differs ? { recurrence: { rule, except: exceptDates, also: alsoDates } } : {}),
    segments: wanted.segments,
    lengthMs: wanted.segments.reduce((sum, { lengthMs }) => sum + lengthMs, 0),
    ...(mostItems === null ? {} : { mostItems }),
    parts: wanted.parts as WindowParts | null,
    ...{ relaysWindow: null, relayMode: 'same' },
  }
}

export function showWindow(window: AirWindow): z.output<typeof WindowView> {
  const { id, station, name, startsAt, lengthMs, weekdays, validFrom, validTo } = window
  const { recurrence, parts, relaysWindow } = window
  return {
    ...{ id, laidAs: window.laidAs ?? id, station, group: window.group ?? null, name, startsAt },
    ...{ lengthMs, weekdays, rule: recurrence?.rule ?? null, validFrom, validTo, relaysWindow },
    exceptDates: [...(recurrence?.except ?? [])],
    alsoDates: [...(recurrence?.also ?? [])],
    segments: window.segments.map(showSegment),
    mostItems: window.mostItems ?? null,
    parts: parts ? showParts(parts) : null,
    relayMode: window.relayMode ?? 'same',
  }
}

function showSegment({ source, lengthMs, campaignShareMs, leastMs, live, end }: AirSegment) {
  return {
    ...{ source, lengthMs, campaignShareMs },
    ...{ leastMs: leastMs ?? null, live: live ?? null, end: end ?? ('hard' as const) },
  }
}

function showParts({ opens, between, closes, timeSignals }: WindowParts): z.output<typeof Parts> {
  return {
    ...{ opens: [...opens], between, closes: [...closes] },
    timeSignals: timeSignals.map((one) => ({ ...one })),
  }
}
