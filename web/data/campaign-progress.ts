import type { Campaign, CampaignProgress } from '../api/shapes.ts'
import { daysAfter } from '../text/format.ts'

export type ProgressStation = CampaignProgress['stations'][number]
export type ProgressDay = ProgressStation['days'][number]

/**
 * How a figure stands: `met`; `short`, over and too little; `open`, not over and planned for;
 * `lacking`, not over and too little planned; `ahead`, not planned yet; `nothing` asked, as the
 * campaign was not put in (`before`) or the station had no window (`closed`).
 */
export type ProgressStanding =
  | ('met' | 'short' | 'open' | 'lacking' | 'ahead')
  | ('nothing' | 'before' | 'closed')

/** What a station did of what was asked: aired by itself, or relayed. */
export type ProgressPart = Readonly<{
  kind: 'own' | 'relay'
  done: number
  asked: number
  /** As planned, what already sounded included. */
  planned: number
  /** What days that are over lack. */
  short: number
  /** Relays of which nobody knows. */
  unknown: number
  standing: ProgressStanding
}>

/** A stretch of days that is one column. */
export type ProgressSpan = Readonly<{ from: string; to: string; at: readonly number[] }>

export type Grain = 'day' | 'week'

/** At first day by day when it fits a screen, else by weeks. */
export function firstGrain(days: number): Grain {
  return days > 16 ? 'week' : 'day'
}

/** Days that are asked for at once, and how far ahead playlists are planned. */
const MOST_DAYS = 100
const PLANNED_DAYS = 8

/**
 * A campaign's days as far as they are planned: the newest of them when it is long.
 * @param back how many such stretches before the newest
 * @returns with whether there are days before them
 */
export function progressDays(
  {
    periodFrom,
    periodTo,
    extendedUntil,
  }: Pick<Campaign, 'periodFrom' | 'periodTo' | 'extendedUntil'>,
  today: string,
  back = 0,
): Readonly<{ from: string; to: string; more: boolean }> {
  const last = extendedUntil ?? periodTo
  const ahead = daysAfter(today, PLANNED_DAYS)
  const reached = ahead < last ? ahead : last
  const newest = reached < periodFrom ? periodFrom : reached
  const to = daysAfter(newest, -back * MOST_DAYS)
  const earliest = daysAfter(to, 1 - MOST_DAYS)
  const more = periodFrom < earliest
  return { from: more ? earliest : periodFrom, to, more }
}

/** Columns: each day, or weeks from Monday to Sunday. */
export function spansOf(dates: readonly string[], grain: Grain): readonly ProgressSpan[] {
  if (grain === 'day') return dates.map((date, at) => ({ from: date, to: date, at: [at] }))
  const weeks = Map.groupBy(
    dates.map((date, at) => ({ date, at })),
    ({ date }) => mondayOf(date),
  )
  return [...weeks.values()].map((days) => ({
    from: days[0]?.date ?? '',
    to: days.at(-1)?.date ?? '',
    at: days.map(({ at }) => at),
  }))
}

function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7
  return daysAfter(date, -weekday)
}

/** The last day that anything is planned for; what lies behind it is not planned yet. */
export function plannedUntil({ stations }: Pick<CampaignProgress, 'stations'>): string {
  return stations
    .flatMap(({ days }) => days)
    .reduce((last, { date, own }) => (own.planned > 0 && date > last ? date : last), '')
}

/**
 * What a column says of a station: what it airs by itself, what it relays, or both.
 * @param until the last day that is planned
 */
export function partsOf(
  station: ProgressStation,
  span: ProgressSpan,
  today: string,
  until: string,
): readonly ProgressPart[] {
  const days = span.at.flatMap((at) => station.days[at] ?? [])
  const own = ownPart(days, today, until)
  const relay = relayPart(days, today)
  if (!station.airs) return [relay]
  return station.role === 'district' || relay.asked === 0 ? [own] : [own, relay]
}

function ownPart(days: readonly ProgressDay[], today: string, until: string): ProgressPart {
  // Of a week that has begun, what is still to come is not asked for yet.
  const begun = days.filter(({ date }) => date <= today)
  const counted = begun.length > 0 ? begun : days
  const done = sum(days, ({ own }) => own.aired)
  const asked = sum(counted, ({ own }) => own.floor)
  const planned = sum(counted, ({ own }) => own.planned)
  const over = days.filter(({ date }) => date < today)
  const short = sum(over, ({ own }) => own.short ?? Math.max(0, own.floor - own.aired))
  const part = { kind: 'own' as const, done, asked, planned, short, unknown: 0 }
  if (asked === 0 && planned === 0 && done === 0) return { ...part, standing: unaskedOf(days) }
  if (short > 0) return { ...part, standing: 'short' }
  const coming = days.filter(({ date }) => date >= today)
  if (coming.some(({ date, own }) => date <= until && own.planned < own.floor))
    return { ...part, standing: 'lacking' }
  if (coming.some(({ date, own }) => date <= until && own.aired < own.floor))
    return { ...part, standing: 'open' }
  return { ...part, standing: coming.some(({ date }) => date > until) ? 'ahead' : 'met' }
}

function unaskedOf(days: readonly ProgressDay[]): ProgressStanding {
  const why = new Set(days.map(({ own }) => own.unasked))
  if (why.has(null) || why.size === 0) return 'nothing'
  return why.has('no-window') ? 'closed' : 'before'
}

function relayPart(days: readonly ProgressDay[], today: string): ProgressPart {
  const done = sum(days, ({ relay }) => relay.relayed)
  const planned = sum(days, ({ relay }) => relay.owed)
  const upcoming = sum(days, ({ relay }) => relay.upcoming)
  // What is not yet due is no debt, and would read as one.
  const asked = planned - upcoming
  const unknown = sum(days, ({ relay }) => relay.noEvidence)
  const part = { kind: 'relay' as const, done, asked, planned, short: asked - done, unknown }
  if (asked === 0) {
    const ahead = days.some(({ date }) => date >= today)
    const before = days.every(({ own }) => own.unasked === 'before')
    return { ...part, standing: before ? 'before' : ahead ? 'ahead' : 'nothing' }
  }
  if (done < asked) return { ...part, standing: 'short' }
  return { ...part, standing: upcoming > 0 ? 'open' : 'met' }
}

function sum(days: readonly ProgressDay[], figure: (day: ProgressDay) => number): number {
  return days.reduce((total, day) => total + figure(day), 0)
}

/** How full a part is drawn, 0–1. */
export function fillOf({ done, asked }: Pick<ProgressPart, 'done' | 'asked'>): number {
  return asked === 0 ? (done > 0 ? 1 : 0) : Math.min(1, done / asked)
}

/** The most telling of a cell's parts: what is wrong before what is well. */
export function worstOf(parts: readonly ProgressPart[]): ProgressStanding {
  const order = ['short', 'lacking', 'open', 'met', 'ahead', 'closed', 'before'] as const
  return order.find((standing) => parts.some((part) => part.standing === standing)) ?? 'nothing'
}
