import { daysAfter } from '../text/format.ts'
import { instantOfLocal } from './local-moment.ts'

/** From when to when something lasts, instants; null for no end. */
export type Lasting = Readonly<{ fromAt: number; untilAt: number | null }>

/** What a line of time shows. */
export type TimeLine = Readonly<{ startsAt: number; endsAt: number }>

/** A campaign's days as a line, widened to whatever of its phases lies outside them. */
export function timeLineOf(
  from: string,
  to: string,
  phases: readonly Lasting[],
  zone: string,
): TimeLine {
  const first = instantOfLocal(`${from}T00:00`, zone) ?? 0
  const last = instantOfLocal(`${daysAfter(to, 1)}T00:00`, zone) ?? first
  return {
    startsAt: Math.min(first, ...phases.map(({ fromAt }) => fromAt)),
    endsAt: Math.max(last, ...phases.map(({ fromAt, untilAt }) => untilAt ?? fromAt)),
  }
}

/** Where an instant lies on the line, 0–100, or null when it lies beside it. */
export function placeOn({ startsAt, endsAt }: TimeLine, at: number): number | null {
  if (at < startsAt || at > endsAt || endsAt <= startsAt) return null
  return ((at - startsAt) / (endsAt - startsAt)) * 100
}

/** Which part of the line something takes, in percent; what has no end takes the rest. */
export function stretchOn(
  line: TimeLine,
  { fromAt, untilAt }: Lasting,
): Readonly<{ left: number; width: number }> {
  const left = placeOn(line, Math.max(fromAt, line.startsAt)) ?? 100
  const right = placeOn(line, Math.min(untilAt ?? line.endsAt, line.endsAt)) ?? 0
  return { left, width: Math.max(0, right - left) }
}

/** Labels that a phone's width has room for. */
const MOST_MONTHS = 5

/** The first of each month on the line, local; of a long one every second, third …. */
export function monthsOn(
  { startsAt, endsAt }: TimeLine,
  from: string,
  zone: string,
): readonly Readonly<{ date: string; at: number }>[] {
  const months: { date: string; at: number }[] = []
  let [year = 1970, month = 1] = from.split('-').map(Number)
  for (let count = 0; count < 120; count += 1) {
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
    const date = `${year}-${String(month).padStart(2, '0')}-01`
    const at = instantOfLocal(`${date}T00:00`, zone)
    if (at === null || at >= endsAt) break
    if (at > startsAt) months.push({ date, at })
  }
  const step = Math.ceil(months.length / MOST_MONTHS)
  return months.filter((_, index) => index % step === 0)
}
