import type { Campaign } from '../api/shapes.ts'
import { daysBetween } from './written-date.ts'

type Days = Pick<Campaign, 'periodFrom' | 'periodTo' | 'extendedUntil'>

/**
 * The campaign that runs on a date, when it is the only one; null when none or several do. The
 * office's extension stands for the ordered end, as in the server's planning.
 */
export function onlyRunning(campaigns: readonly Campaign[], date: string): Campaign | null {
  const running = campaigns.filter(
    ({ periodFrom, periodTo, extendedUntil }) =>
      periodFrom <= date && date <= (extendedUntil ?? periodTo),
  )
  return running.length === 1 ? (running[0] ?? null) : null
}

/** Where a date lies against a campaign's days; `days` left after today, until it begins, or since its end. */
export type CampaignTime = Readonly<{ phase: 'running' | 'upcoming' | 'ended'; days: number }>

export function timeOfCampaign(
  { periodFrom, periodTo, extendedUntil }: Days,
  date: string,
): CampaignTime {
  const last = extendedUntil ?? periodTo
  if (date < periodFrom) return { phase: 'upcoming', days: daysBetween(date, periodFrom) }
  if (date > last) return { phase: 'ended', days: daysBetween(last, date) }
  return { phase: 'running', days: daysBetween(date, last) }
}

/** The next day on which it is reported, today included; null when there is none left. */
export function nextReport(
  { reportDates }: Pick<Campaign, 'reportDates'>,
  date: string,
): string | null {
  return reportDates.toSorted().find((one) => one >= date) ?? null
}

const phaseOrder: readonly CampaignTime['phase'][] = ['running', 'upcoming', 'ended']

/** Running ones first, then those to come, soonest first, then those that are over, newest first. */
export function byTime<Some extends Days>(campaigns: readonly Some[], date: string): Some[] {
  return campaigns.toSorted((a, b) => {
    const [left, right] = [timeOfCampaign(a, date), timeOfCampaign(b, date)]
    return (
      phaseOrder.indexOf(left.phase) - phaseOrder.indexOf(right.phase) || left.days - right.days
    )
  })
}
