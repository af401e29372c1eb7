import type { Change, ChangesPreview, Outlook, Sounding } from '../api/planning.ts'
import type { Station } from '../api/shapes.ts'
import { daysAfter, minuteOf } from '../text/format.ts'
import { instantOfLocal } from './local-moment.ts'
import type { Span } from './time-scale.ts'

/**
 * What comes after looking at a change: a conflict to settle, what will sound to read, or, where no
 * time moves, nothing more to ask.
 */
export function stepAfter(preview: ChangesPreview): 'choose' | 'read' | 'send' {
  if (preview.conflicts.length > 0) return 'choose'
  const moves =
    preview.toConfirm.length > 0 ||
    preview.leftovers.length > 0 ||
    preview.beside.length > 0 ||
    preview.windows.length > 0 ||
    preview.stations.some(({ sounding }) => sounding.some(({ change }) => change !== 'same'))
  return moves ? 'read' : 'send'
}

/** Hours at which nobody expects a loudspeaker; each is typed back before it is sent. */
export function oddHours(preview: Omit<ChangesPreview, 'revision'>): readonly string[] {
  const zones = new Map(preview.stations.map(({ station, zone }) => [station, zone]))
  const anyZone = preview.stations[0]?.zone ?? 'UTC'
  const hours = [
    ...preview.stations.flatMap(({ zone, sounding }) =>
      sounding
        .filter(({ quiet, change }) => quiet && change === 'new')
        .map(({ startsAt }) => minuteOf(startsAt, zone)),
    ),
    ...preview.toConfirm.map(({ station, startsAt }) =>
      minuteOf(startsAt, zones.get(station) ?? anyZone),
    ),
  ]
  return [...new Set(hours)].sort()
}

/** True when every odd hour was typed as it is written. */
export function isReadBack(
  hours: readonly string[],
  typed: Readonly<Record<string, string>>,
): boolean {
  return hours.every((hour) => typed[hour]?.trim() === hour)
}

/** One line of what will sound; `was` when it only takes another time, sound or source. */
export type OutlookLine = Readonly<{ one: Sounding; was: Sounding | null }>

/**
 * What will sound in order of time; gone here and new there is one thing that moves, within its window
 * before across windows.
 */
export function outlookLines({ sounding }: Outlook): readonly OutlookLine[] {
  const left = new Set(sounding.filter(({ change }) => change === 'gone'))
  const came = new Map<Sounding, Sounding>()
  const pair = (alike: (one: Sounding, other: Sounding) => boolean) => {
    for (const one of sounding) {
      if (one.change !== 'new' || came.has(one)) continue
      const before = [...left].find((other) => alike(one, other))
      if (!before) continue
      left.delete(before)
      came.set(one, before)
    }
  }
  const same = (one: Sounding, other: Sounding) =>
    one.title === other.title && one.kind === other.kind && one.language === other.language
  const near = (one: Sounding, other: Sounding) =>
    one.window === other.window && Math.abs(one.startsAt - other.startsAt) < HALF_DAY_MS
  pair((one, other) => same(one, other) && near(one, other))
  pair(same)
  return sounding
    .filter((one) => one.change !== 'gone' || left.has(one))
    .map((one) => ({ one, was: came.get(one) ?? null }))
    .sort((a, b) => a.one.startsAt - b.one.startsAt)
}

const HALF_DAY_MS = 43_200_000

/** What to show first: what changes and what stands beside it. */
export function nearChanges(lines: readonly OutlookLine[]): readonly OutlookLine[] {
  return lines.filter((_, at) =>
    [at - 1, at, at + 1].some((near) => (lines[near]?.one.change ?? 'same') !== 'same'),
  )
}

/** Stations that sound alike from now on, told of once: communes that relay the same. */
export function alike(stations: readonly Outlook[]): readonly (readonly Outlook[])[] {
  const soundsOf = ({ sounding }: Outlook) =>
    sounding
      .map(({ startsAt, endsAt, title, change, by, live, millibels }) =>
        [startsAt, endsAt, change, by, live?.address, millibels, title].join(' '),
      )
      .sort()
      .join()
  return [...Map.groupBy(stations, soundsOf).values()]
}

/** Quiet hours within a span, clipped to it; a day before and after are looked at too. */
export function quietSpans(
  quiet: Readonly<{ from: string; to: string }> | null,
  within: Span,
  firstDate: string,
  zone: string,
): readonly Span[] {
  if (!quiet) return []
  const spans: Span[] = []
  for (let day = -1; day <= 2; day += 1) {
    const date = daysAfter(firstDate, day)
    const until = quiet.to > quiet.from ? date : daysAfter(date, 1)
    const startsAt = Math.max(instantOfLocal(`${date}T${quiet.from}`, zone) ?? 0, within.startsAt)
    const endsAt = Math.min(instantOfLocal(`${until}T${quiet.to}`, zone) ?? 0, within.endsAt)
    if (endsAt > startsAt) spans.push({ startsAt, endsAt })
  }
  return spans
}

/** A day onto other days, for each station. */
export function copyDay(
  stations: readonly string[],
  from: string,
  to: readonly string[],
): Change[] {
  const targets = [...new Set(to)].filter((date) => date !== from).sort()
  return targets.length === 0
    ? []
    : stations.map((station) => ({ kind: 'copy', station, from, to: targets }))
}

/** Each day of a week onto the same day of other weeks; `to` are their Mondays. */
export function copyWeek(
  stations: readonly string[],
  monday: string,
  to: readonly string[],
): Change[] {
  return Array.from({ length: 7 }, (_, day) => day).flatMap((day) =>
    copyDay(
      stations,
      daysAfter(monday, day),
      to.map((target) => daysAfter(target, day)),
    ),
  )
}

/** How many stations with a player have not been given what was written; null when none is concerned. */
export function waitingToPublish(
  versions: readonly Readonly<{ station: string }>[],
  stations: readonly Pick<Station, 'id' | 'role' | 'technology' | 'manifestVersion'>[],
  before: ReadonlyMap<string, number>,
): number | null {
  const written = new Set(versions.map(({ station }) => station))
  const concerned = stations.filter(
    ({ id, role, technology }) => written.has(id) && (role === 'district' || technology === 'ip'),
  )
  if (concerned.length === 0) return null
  return concerned.filter(({ id, manifestVersion }) => manifestVersion <= (before.get(id) ?? 0))
    .length
}
