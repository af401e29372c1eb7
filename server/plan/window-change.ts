import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { addDays, localDateOf } from './local-time.ts'
import { type AirWindow, occurrenceOn } from './window.ts'
import { reach } from './window-dates.ts'

export type ChangeRefusal = 'window-is-relay' | 'window-change-too-early' | 'window-ended'

/** What is about to begin may have gone out to stations already. */
const SETTLED_MS = 60_000

/** A window at its stations, with the zone of each. */
type Aired = Readonly<{ window: AirWindow; zone: string }>

/**
 * The first day from which windows can be changed: what has begun stays as it was, so it is tomorrow
 * once one of them has begun today.
 */
export function changeableFrom(windows: readonly Aired[], now: Instant): LocalDate {
  const days = windows.map(({ window, zone }) => {
    const today = localDateOf(now, zone)
    const begins = occurrenceOn(window, today, zone)?.startsAt
    return begins !== undefined && begins <= now + SETTLED_MS ? addDays(today, 1) : today
  })
  return days.sort().at(-1) ?? localDateOf(now, 'Etc/UTC')
}

/** Whether a window may be changed from a date on. */
export function checkChange(
  window: AirWindow,
  from: LocalDate,
  earliest: LocalDate,
): Outcome<LocalDate, ChangeRefusal> {
  if (window.relaysWindow !== null) return refuse('window-is-relay')
  const { last } = reach(window)
  if (last !== null && last < earliest) return refuse('window-ended', { date: last })
  if (from < earliest) return refuse('window-change-too-early', { date: earliest })
  return ok(from)
}

/** The name of a window that takes another's place: one that is named by its time is renamed with it. */
export function nameAfter(
  old: Pick<AirWindow, 'name' | 'startsAt'>,
  news: Readonly<{ name: string; startsAt: string }>,
): string {
  const clocks = (time: string) => [time.slice(0, 5), time]
  const named = clocks(old.startsAt).indexOf(news.name)
  return (news.name === old.name && clocks(news.startsAt)[named]) || news.name
}

/** The window as it was until the day before: history stays as it was planned. */
export function endedBefore(window: AirWindow, from: LocalDate): AirWindow {
  const { validTo, recurrence } = window
  const lastDate = addDays(from, -1)
  return {
    ...window,
    validTo: validTo !== null && validTo < lastDate ? validTo : lastDate,
    ...(recurrence
      ? { recurrence: { ...recurrence, also: recurrence.also.filter((date) => date < from) } }
      : {}),
  }
}

export type Exceptions = Readonly<{ except: readonly LocalDate[]; also: readonly LocalDate[] }>

/**
 * The window with other exceptions; a relaying one takes over what was changed at the relayed one, and
 * keeps exceptions of its own.
 */
export function withExceptions(window: AirWindow, old: Exceptions, wanted: Exceptions): AirWindow {
  const mine = exceptionsOf(window)
  const carry = (kind: keyof Exceptions) => {
    const dropped = old[kind].filter((date) => !wanted[kind].includes(date))
    const kept = mine[kind].filter((date) => !dropped.includes(date))
    return [...new Set([...kept, ...wanted[kind]])].sort()
  }
  const recurrence = {
    ...{ rule: window.recurrence?.rule ?? null, except: carry('except'), also: carry('also') },
  }
  return { ...window, recurrence }
}

export function exceptionsOf({ recurrence }: AirWindow): Exceptions {
  return { except: recurrence?.except ?? [], also: recurrence?.also ?? [] }
}

/** Exceptions of days that have begun are kept: a day that was aired is none that was left out. */
export function checkExceptions(
  old: Exceptions,
  wanted: Exceptions,
  earliest: LocalDate,
): Outcome<Exceptions, 'window-change-too-early'> {
  const changed = (['except', 'also'] as const).flatMap((kind) => [
    ...old[kind].filter((date) => !wanted[kind].includes(date)),
    ...wanted[kind].filter((date) => !old[kind].includes(date)),
  ])
  return changed.some((date) => date < earliest)
    ? refuse('window-change-too-early', { date: earliest })
    : ok(wanted)
}

/** Which window takes whose place, station by station. */
export function successorsOf(
  old: readonly AirWindow[],
  laid: readonly AirWindow[],
): ReadonlyMap<string, string> {
  const placeOf = ({ group, station, relaysWindow }: AirWindow) =>
    `${group ?? station} ${relaysWindow === null ? 'own' : 'relay'}`
  const next = new Map(laid.map((window) => [placeOf(window), window.id as string]))
  return new Map(
    old.flatMap((window) => {
      const id = next.get(placeOf(window))
      return id === undefined ? [] : [[window.id as string, id] as const]
    }),
  )
}
