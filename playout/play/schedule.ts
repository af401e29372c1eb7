import { isAbsolute, resolve } from 'node:path'
import type { Filler } from '../live/ladder.ts'
import { type LiveItem, liveName, type Schedule, type Scheduled } from './scheduled.ts'

/** 1970 and 2100, UTC ms: whoever writes anything else meant something else. */
const EARLIEST = 0
const LATEST = 4_102_444_800_000
/** A day: whoever writes more meant milliseconds. */
const MOST_SECONDS = 86_400

/**
 * A schedule file, or a station's manifest, signed or bare.
 *
 * @param folder what relative paths are relative to
 * @param now UTC ms: what had begun by then was not caught
 * @throws Error with a sentence when it is neither
 */
export async function readSchedule(text: string, folder: string, now: number): Promise<Schedule> {
  const document: unknown = JSON.parse(text)
  const inner = isRecord(document) && typeof document.text === 'string' ? document.text : text
  const bare: unknown = inner === text ? document : JSON.parse(inner)
  if (!isRecord(bare) || typeof bare.format !== 'string')
    return { items: parseSchedule(text, folder), left: [], stopped: new Set() }
  // A plain schedule starts sooner without the schemas that a manifest needs.
  const { scheduleOfManifest } = await import('./manifest-schedule.ts')
  return scheduleOfManifest(inner, folder, now)
}

/**
 * @param folder what relative paths are relative to
 * @throws Error with a sentence when it is not a schedule
 */
export function parseSchedule(text: string, folder: string): readonly Scheduled[] {
  const document: unknown = JSON.parse(text)
  const items = isRecord(document) ? document.items : null
  if (!Array.isArray(items)) throw new Error('a schedule is an object with a list "items"')
  let newest = Number.NEGATIVE_INFINITY
  const scheduled = items.map((item: unknown, index): Scheduled => {
    if (!isRecord(item)) throw new Error(`item ${index + 1} of the schedule is not an object`)
    const { id, at, duration } = item
    const name = typeof id === 'string' ? id : String(index + 1)
    const sources = sourcesOf(item, name, index)
    const path = sources ? liveName(index) : item.path
    if (typeof path !== 'string') throw new Error(`item ${index + 1} of the schedule has no path`)
    if (at !== undefined && typeof at !== 'number')
      throw new Error(`item ${index + 1} of the schedule: "at" is not a number of ms`)
    if (
      at !== undefined &&
      !(Number.isSafeInteger(Math.round(at)) && at >= EARLIEST && at < LATEST)
    )
      throw new Error(
        `item ${index + 1} of the schedule: "at" is no instant of this century in ms of UTC: ${at}`,
      )
    if (index === 0 && at === undefined) throw new Error('the first item needs an instant "at"')
    if ((at ?? newest) < newest)
      throw new Error(`item ${index + 1} of the schedule: "at" is before that of one above it`)
    newest = at ?? newest
    const seconds = durationOf(duration, index)
    if (sources && seconds === null)
      throw new Error(`item ${index + 1} of the schedule: a "stream" needs a "duration" in seconds`)
    return {
      id: name,
      path: sources || isAbsolute(path) ? path : resolve(folder, path),
      live: sources ? { sources, fillers: [] } : null,
      at: at ?? null,
      lengthSamples: seconds === null ? null : Math.round(seconds * 48_000),
      waitSamples: waitOf(item.start, index),
      late: lateOf(item.late, index),
      fade: fadeOf(item.fade, index),
      segueSamples: samplesIn(item, 'segue', index),
      under: underOf(item.under, index),
      gainMillibels: 0,
      outputs: null,
    }
  })
  const fillers = fillersIn(scheduled)
  return scheduled.map((item) => (item.live ? { ...item, live: { ...item.live, fillers } } : item))
}

/** What the schedule itself plays: what is said first, then tunes. */
function fillersIn(items: readonly Scheduled[]): readonly Filler[] {
  const files = items.filter(({ live }) => live === null)
  const said = files.filter(({ under }) => under === null)
  const byPath = new Map([...said, ...files].map(({ id, path }) => [path, { name: id, path }]))
  return [...byPath.values()]
}

/** Where something live comes from; null for an item with a file. */
function sourcesOf(
  { stream, backup, path }: Readonly<Record<string, unknown>>,
  name: string,
  index: number,
): LiveItem['sources'] | null {
  const of = `item ${index + 1} of the schedule`
  if (stream === undefined && backup === undefined) return null
  if (path !== undefined) throw new Error(`${of} has a "path" or a "stream", not both`)
  if (!isAddress(stream)) throw new Error(`${of}: "stream" is not http(s)://… or line-in:<name>`)
  if (backup === undefined) return [{ name, address: stream }]
  if (!isAddress(backup)) throw new Error(`${of}: "backup" is not http(s)://… or line-in:<name>`)
  return [
    { name, address: stream },
    { name: `${name} (2)`, address: backup },
  ]
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^(https?:\/\/|line-in:)/.test(value) && URL.canParse(value)
}

function durationOf(duration: unknown, index: number): number | null {
  if (duration === undefined || duration === null) return null
  if (typeof duration === 'number' && duration > 0 && duration <= MOST_SECONDS) return duration
  throw new Error(`item ${index + 1} of the schedule: "duration" is not a number of seconds`)
}

function lateOf(late: unknown, index: number): 'join' | 'skip' {
  if (late === undefined) return 'join'
  if (late === 'join' || late === 'skip') return late
  throw new Error(`item ${index + 1} of the schedule: "late" is "join" or "skip"`)
}

function fadeOf(fade: unknown, index: number): Scheduled['fade'] {
  if (fade !== undefined && !isRecord(fade))
    throw new Error(`item ${index + 1} of the schedule: "fade" is {"in": seconds, "out": seconds}`)
  return { inSamples: samplesIn(fade, 'in', index), outSamples: samplesIn(fade, 'out', index) }
}

function underOf(under: unknown, index: number): Scheduled['under'] {
  if (under === undefined) return null
  if (!isRecord(under))
    throw new Error(`item ${index + 1} of the schedule: "under" is {"db": n, "ramp": seconds}`)
  return {
    millibels: -Math.round(numberIn(under, 'db', index) * 100),
    rampSamples: samplesIn(under, 'ramp', index),
  }
}

/** `"now"` (also without it), `"next"`, or `{"wait": seconds}`. */
function waitOf(start: unknown, index: number): number {
  if (start === undefined || start === 'now') return 0
  if (start === 'next') return Number.POSITIVE_INFINITY
  if (isRecord(start)) return samplesIn(start, 'wait', index)
  throw new Error(
    `item ${index + 1} of the schedule: "start" is "now", "next" or {"wait": seconds}`,
  )
}

/** Seconds of a field as samples; 0 without it. */
function samplesIn(record: unknown, field: string, index: number): number {
  return Math.round(numberIn(record, field, index) * 48_000)
}

function numberIn(record: unknown, field: string, index: number): number {
  const value = isRecord(record) ? (record[field] ?? 0) : 0
  if (typeof value === 'number' && value >= 0 && value <= 3_600) return value
  throw new Error(`item ${index + 1} of the schedule: "${field}" is not a number from 0 to 3600`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
