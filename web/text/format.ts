/**
 * Instants (UTC ms) and figures as people read them. The zone is the station's, never the reader's;
 * Vietnamese and English screens write times and dates alike, since papers carry both.
 */

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The furthest instant that a calendar knows, ms before and after 1970 (ECMA-262, 21.4.1.1). */
const FURTHEST_MS = 8.64e15
/** What stands for an instant that is none: a wrong date must not take the page away. */
const NONE = {
  ...{ year: '––––', month: '––', day: '––' },
  ...{ hour: '––', minute: '––', second: '––' },
}

function isInstant(at: number): boolean {
  return Math.abs(at) <= FURTHEST_MS
}

function parts(at: number, zone: string): Record<string, string> {
  if (!isInstant(at)) return NONE
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(zone, clock)
  }
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
}

/** `05:00:07` */
export function timeOf(at: number, zone: string): string {
  const { hour, minute, second } = parts(at, zone)
  return `${hour}:${minute}:${second}`
}

/** `05:00` */
export function minuteOf(at: number, zone: string): string {
  const { hour, minute } = parts(at, zone)
  return `${hour}:${minute}`
}

/** `05:00:07,250`: where milliseconds matter. */
export function preciseTimeOf(at: number, zone: string): string {
  const thousandths = isInstant(at) ? String(((at % 1000) + 1000) % 1000).padStart(3, '0') : '–––'
  return `${timeOf(at, zone)},${thousandths}`
}

/** `15/08/2024` */
export function dateOf(at: number, zone: string): string {
  const { day, month, year } = parts(at, zone)
  return `${day}/${month}/${year}`
}

/** `15/08/2024 05:00:07` */
export function momentOf(at: number, zone: string): string {
  return `${dateOf(at, zone)} ${timeOf(at, zone)}`
}

/** The calendar date there, as the API writes it: `2024-08-15`. */
export function localDateOf(at: number, zone: string): string {
  const { day, month, year } = parts(at, zone)
  return `${year}-${month}-${day}`
}

/** `2024-08-15` as `15/08/2024`; anything else as it is. */
export function writtenDate(date: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return found ? `${found[3]}/${found[2]}/${found[1]}` : date
}

/** A calendar date some days on, `2024-02-28` and 2 gives `2024-03-01`; no date stays as it is. */
export function daysAfter(date: string, days: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const found = Date.UTC(year, month - 1, day + days)
  return isInstant(found) ? new Date(found).toISOString().slice(0, 10) : date
}

/** A length as `0:43`, `12:05` or `1:02:05`; never negative. */
export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** `640 kB`, `12,4 MB` or `2,07 GB`: bytes as disks are sold; what is there is never `0 kB`. */
export function sizeOf(bytes: number, language: string): string {
  if (bytes < 1_000_000)
    return `${figureOf(bytes > 0 ? Math.max(1, bytes / 1_000) : 0, 0, language)} kB`
  return bytes < 1_000_000_000
    ? `${figureOf(bytes / 1_000_000, 1, language)} MB`
    : `${figureOf(bytes / 1_000_000_000, 2, language)} GB`
}

/** `1.234,5`: decimals with a comma in Vietnamese, with a point in English. */
export function figureOf(value: number, decimals: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // No minus before a zero.
    signDisplay: 'negative',
  })
    .format(value)
    .replace('-', '−')
}

/** `+0,02` or `−12,50`: a signed difference, with a true minus. */
export function differenceOf(ms: number, language: string): string {
  const decimals = Math.abs(ms) < 10 ? 2 : Math.abs(ms) < 1000 ? 1 : 0
  const figure = figureOf(Math.abs(ms), decimals, language)
  return ms === 0 ? figure : `${ms < 0 ? '−' : '+'}${figure}`
}
