import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { addDays, daysBetween, weekdayOf } from './local-time.ts'

/**
 * On which dates something comes back, after RFC 5545: a rule, dates that are left out (EXDATE) and
 * dates that are added (RDATE). The only place that knows the library. The time of day is not part of
 * it: that is a wall time of the station, so a clock change never moves a date. Only a last instant asks
 * for it.
 */
export type Recurrence = Readonly<{
  /** Value of an RRULE, `FREQ=WEEKLY;BYDAY=MO,FR`. */
  rule: string
  except: readonly LocalDate[]
  also: readonly LocalDate[]
}>

export type RecurrenceRefusal =
  | 'recurrence-malformed'
  | 'recurrence-too-fine'
  | 'recurrence-too-many'
  | 'recurrence-too-large'

/** What each part may hold (RFC 5545, 3.3.10); the library passes over what it does not know. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z)?$/,
  BYDAY: listOf('[+-]?([1-9]|[1-4]\\d|5[0-3])?(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: listOf('[+-]?([1-9]|[12]\\d|3[01])'),
  BYYEARDAY: listOf('[+-]?([1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  BYWEEKNO: listOf('[+-]?([1-9]|[1-4]\\d|5[0-3])'),
  BYMONTH: listOf('([1-9]|1[0-2])'),
  BYSETPOS: listOf('[+-]?([1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
}
/** RFC 5545 sets no bound; beyond these nobody could work the dates out, or would see one. */
const MOST: Readonly<Record<string, number>> = { INTERVAL: 9_999, COUNT: 9_999 }

/** Saying a day twice means nothing, and the library takes its time over it. */
function namesTwice(value: string): boolean {
  const listed = value.split(',').map((one) => one.replace('+', ''))
  return new Set(listed).size < listed.length
}

const TOO_FINE = /(^|;)(FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=)/i

function listOf(value: string): RegExp {
  return new RegExp(`^${value}(,${value}){0,365}$`)
}

/** Dates are worked out and remembered in stretches of so many days. */
const STRETCH_DAYS = 400
const MOST_REMEMBERED = 5_000

/** After so many days weekdays, month days and leap years stand as they did at the beginning. */
export const WHOLE_CYCLE_DAYS = 28 * 365 + 7

/**
 * Whether this can be the rule of a window: at most one date a day, so that no rule yields more
 * dates than there are days.
 */
export function checkRule(rule: string): Outcome<string, RecurrenceRefusal> {
  if (TOO_FINE.test(rule)) return refuse('recurrence-too-fine', { rule })
  const parts = rule
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='))
  for (const [part = '', value = ''] of parts) {
    const most = MOST[part]
    if (most !== undefined && /^[1-9]\d*$/.test(value) && Number(value) > most)
      return refuse('recurrence-too-large', { rule, part, most })
  }
  const known = parts.every(
    ([name = '', value = '', ...more]) =>
      more.length === 0 && PARTS[name]?.test(value) === true && !namesTwice(value),
  )
  const names = new Set(parts.map(([name]) => name))
  if (!known || names.size !== parts.length || !names.has('FREQ'))
    return refuse('recurrence-malformed', { rule })
  try {
    open(rule, '2024-01-01')
    return ok(rule)
  } catch {
    return refuse('recurrence-malformed', { rule })
  }
}

/**
 * The same for a rule that begins on a date: the library counts on from there, and gives up on rules
 * that would take it millions of steps, such as a count of 20,000 days.
 */
export function checkRuleFrom(rule: string, from: LocalDate): Outcome<string, RecurrenceRefusal> {
  const checked = checkRule(rule)
  if (!checked.ok) return checked
  const { days } = withoutInstant(rule)
  for (let day = 0; day < WHOLE_CYCLE_DAYS; day += STRETCH_DAYS)
    if (stretchOf(days, from, addDays(from, day)) === null)
      return refuse('recurrence-too-many', { rule })
  return checked
}

/** True when the rule, begun on `from`, can be worked out on these dates. */
export function isBounded(rule: string, from: LocalDate, dates: readonly LocalDate[]): boolean {
  const { days } = withoutInstant(rule)
  return dates.every((date) => date < from || stretchOf(days, from, date) !== null)
}

/** True for a rule of every so many days, or of certain weekdays: it takes no time to work out. */
export function isPlain(rule: string): boolean {
  return plainOf(withoutInstant(rule).days) !== null
}

const INSTANT = /;UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?=;|$)/i

/** What a rule says of days, and its last instant when it has one. */
function withoutInstant(rule: string): Readonly<{ days: string; until: Instant | null }> {
  const found = INSTANT.exec(`;${rule}`)
  if (!found) return { days: rule, until: null }
  const [year = 0, month = 0, day = 0, ...time] = found.slice(1).map(Number)
  const [hours, minutes, seconds] = time
  return {
    days: `;${rule}`.replace(INSTANT, '').slice(1),
    until: Date.UTC(year, month - 1, day, hours, minutes, seconds),
  }
}

/**
 * True when the recurrence that begins on `from` has this date.
 *
 * @param beginsOn when what comes back begins on a date: the last instant of a rule (UNTIL with a time)
 *   is one in UTC, whatever the date is there by then
 * @throws Error for a rule that `checkRule` refuses
 */
export function recursOn(
  { rule, except, also }: Recurrence,
  from: LocalDate,
  date: LocalDate,
  beginsOn: (date: LocalDate) => Instant,
): boolean {
  if (except.includes(date)) return false
  if (also.includes(date)) return true
  if (date < from) return false
  const { days, until } = withoutInstant(rule)
  if (until !== null && beginsOn(date) > until) return false
  const plain = plainOf(days)
  if (plain === null) return stretchOf(days, from, date)?.has(date) === true
  return (
    (plain.until === null || date <= plain.until) &&
    daysBetween(from, date) % plain.everyDays === 0 &&
    (plain.weekdays === null || plain.weekdays.includes(weekdayOf(date)))
  )
}

/** Every so many days from the first on, of these weekdays (0 Monday) when they are named. */
type Plain = Readonly<{
  everyDays: number
  weekdays: readonly number[] | null
  until: LocalDate | null
}>

const plains = new Map<string, Plain | null>()
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAILY = /^FREQ=DAILY(?:;INTERVAL=(?<days>[1-9]\d{0,3}))?(?:;UNTIL=(?<until>\d{8}))?$/i
const WEEKLY =
  /^FREQ=WEEKLY;BYDAY=(?<named>[A-Z]{2}(?:,[A-Z]{2}){0,6})(?:;UNTIL=(?<until>\d{8}))?$/i

/** Nearly every rule is of this kind, and is answered without the library, which takes long. */
function plainOf(rule: string): Plain | null {
  const known = plains.get(rule)
  if (known !== undefined) return known
  if (plains.size >= MOST_REMEMBERED) plains.clear()
  const { days, named, until } = (DAILY.exec(rule) ?? WEEKLY.exec(rule))?.groups ?? {}
  const weekdays =
    named
      ?.toUpperCase()
      .split(',')
      .map((day) => WEEKDAYS.indexOf(day)) ?? null
  const isPlain = DAILY.test(rule) || WEEKLY.test(rule)
  const plain = isPlain
    ? {
        ...{ everyDays: Number(days ?? 1), weekdays },
        until: until?.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3') ?? null,
      }
    : null
  plains.set(rule, plain)
  return plain
}

const stretches = new Map<string, ReadonlySet<LocalDate> | null>()

/** All dates of the stretch that a date lies in; null where the library gives up. */
function stretchOf(rule: string, from: LocalDate, date: LocalDate): ReadonlySet<LocalDate> | null {
  const days = Math.floor((Date.parse(date) - Date.parse(from)) / 86_400_000)
  const begins = addDays(from, Math.floor(days / STRETCH_DAYS) * STRETCH_DAYS)
  const key = `${from} ${begins} ${rule}`
  const known = stretches.get(key)
  if (known !== undefined) return known
  if (stretches.size >= MOST_REMEMBERED) stretches.clear()
  const dates = datesBetween(open(rule, from), begins, addDays(begins, STRETCH_DAYS))
  stretches.set(key, dates)
  return dates
}

function datesBetween(
  rule: RRuleTemporal,
  from: LocalDate,
  to: LocalDate,
): ReadonlySet<LocalDate> | null {
  try {
    const found = rule.between(noonOf(from), noonOf(to), true)
    return new Set(found.map((at) => at.toPlainDate().toString()))
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Maximum iterations')) return null
    throw error
  }
}

function open(rule: string, from: LocalDate): RRuleTemporal {
  // A last day without a time means that whole day; the strict reading wants it as an instant.
  const until = rule.replace(/UNTIL=(\d{8})(?=;|$)/i, 'UNTIL=$1T235959Z')
  return new RRuleTemporal({ rruleString: until, dtstart: noonOf(from), strict: true })
}

/** A day by its noon in UTC: the rule knows days only. */
function noonOf(date: LocalDate): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
}
