import type { Instant, LocalDate } from '../../playout/contract/time.ts'

/** `2024-09-13` as `13/09/2024`, which both languages here read. */
export function writtenDate(date: LocalDate): string {
  return date.split('-').reverse().join('/')
}

/** An instant as wall time and date of a zone: `17:00 13/09/2024`. */
export function writtenMoment(at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? ''
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}/${part('year')}`
}
