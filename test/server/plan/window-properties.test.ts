import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WindowId } from '../../../playout/contract/ids.ts'
import { addDays, instantOf, localDateOf, localTimeOf } from '../../../server/plan/local-time.ts'
import { touchesQuietHours } from '../../../server/plan/quiet-hours.ts'
import { type AirWindow, occurrenceOn, occurrencesOn } from '../../../server/plan/window.ts'
import { changeableFrom, endedBefore } from '../../../server/plan/window-change.ts'
import { checkForm, checkWindow } from '../../../server/plan/window-check.ts'
import { airWindow } from '../../support/plan.ts'

/** Clocks that go forward and back by an hour in either half of the year, by half an hour, and never. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Ho_Chi_Minh']
const RULES = [
  null,
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO',
  'FREQ=MONTHLY;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=YEARLY;BYMONTH=3,11;BYDAY=-1SU,1SU',
]
const FROM = '2024-01-01'
const DAYS = 800
const quiet = { from: '21:00', to: '05:00' }

const zones = fc.constantFrom(...ZONES)
/** Around midnight and around the hour at which clocks change, most of all. */
const times = fc.oneof(
  fc.record({ hour: fc.constantFrom(0, 1, 2, 3, 22, 23), minute: fc.integer({ min: 0, max: 59 }) }),
  fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 45) }),
)
const dates = fc.integer({ min: 0, max: DAYS }).map((day) => addDays(FROM, day))

const windows = fc
  .record({
    at: times,
    minutes: fc.integer({ min: 1, max: 300 }),
    weekdays: fc.integer({ min: 1, max: 127 }),
    rule: fc.constantFrom(...RULES),
    from: fc.integer({ min: 0, max: 60 }),
    days: fc.option(fc.integer({ min: 0, max: 700 }), { nil: null }),
    except: fc.array(dates, { maxLength: 3 }),
    also: fc.array(dates, { maxLength: 3 }),
    source: fc.constantFrom('district' as const, 'vov' as const),
  })
  .map(({ at, minutes, from, days, rule, except, also, source, weekdays }): AirWindow => {
    const time = `${two(at.hour)}:${two(at.minute)}:00`
    const validFrom = addDays(FROM, from)
    return {
      ...airWindow(time, 0, {
        segments: [{ source, lengthMs: minutes * 60_000, campaignShareMs: null }],
      }),
      ...{ id: `w ${time} ${minutes} ${from}` as WindowId, weekdays, validFrom },
      validTo: days === null ? null : addDays(validFrom, days),
      recurrence: { rule, except, also },
    }
  })

const place = (zone: string) => ({
  ...{ name: 'Đài', role: 'district' as const, technology: 'ip' as const, zone },
  longestSessionMs: null,
})

describe('windows that a station may have beside each other', () => {
  it('never sound at once, also past midnight and on days on which clocks change', () => {
    fc.assert(
      fc.property(zones, fc.array(windows, { minLength: 2, maxLength: 4 }), (zone, wanted) => {
        const kept: AirWindow[] = []
        for (const window of wanted)
          if (checkForm(window, zone).ok && checkWindow(window, kept, place(zone), null).ok)
            kept.push(window)
        let ends = Number.NEGATIVE_INFINITY
        for (const { startsAt, endsAt } of allOf(kept, zone)) {
          expect(startsAt).toBeGreaterThanOrEqual(ends)
          ends = endsAt
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('are refused for an overlap only when there is one, on the date that is named', () => {
    fc.assert(
      fc.property(zones, windows, windows, (zone, one, other) => {
        fc.pre(checkForm(one, zone).ok && checkForm(other, zone).ok)
        const checked = checkWindow(one, [other], place(zone), null)
        if (checked.ok || checked.reason !== 'window-overlap') return
        const at = occurrenceOn(one, String(checked.params.date), zone)
        const around = [-1, 0, 1].flatMap(
          (shift) => occurrenceOn(other, addDays(String(checked.params.date), shift), zone) ?? [],
        )
        expect(at && around.some((b) => at.startsAt < b.endsAt && b.startsAt < at.endsAt)).toBe(
          true,
        )
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('carry nothing from elsewhere in quiet hours', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 95 }), windows, (zone, quarter, other) => {
        const startsAt = `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}:00`
        const relayed = other.segments.map((segment) => ({ ...segment, source: 'vov' as const }))
        const window = { ...other, startsAt, segments: relayed }
        if (!checkForm(window, zone).ok || !checkWindow(window, [], place(zone), quiet).ok) return
        for (const { startsAt, endsAt } of allOf([window], zone))
          expect(touchesQuietHours(quiet, startsAt, endsAt, zone)).toBe(false)
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('a window, whatever its rule', () => {
  it('begins at its wall time, or right after the hour that a clock change leaves out', () => {
    fc.assert(
      fc.property(zones, windows, (zone, window) => {
        for (const { date, startsAt } of allOf([window], zone)) {
          if (localTimeOf(startsAt, zone) === window.startsAt) continue
          // The wall time does not exist on this date: it is not to be found two hours around either.
          for (let minute = -120; minute <= 120; minute++)
            expect(
              `${localDateOf(startsAt + minute * 60_000, zone)} ${localTimeOf(startsAt + minute * 60_000, zone)}`,
            ).not.toBe(`${date} ${window.startsAt}`)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('keeps everything before a change and nothing after it, when it ends the day before', () => {
    fc.assert(
      fc.property(zones, windows, dates, (zone, window, from) => {
        const before = allOf([window], zone).filter(({ date }) => date < from)
        const left = allOf([endedBefore(window, from)], zone)
        expect(left.map(({ startsAt }) => startsAt)).toEqual(before.map(({ startsAt }) => startsAt))
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('can be changed from the first day on which it has not begun', () => {
    fc.assert(
      fc.property(zones, windows, dates, times, (zone, window, date, at) => {
        const now = instantOf(date, `${two(at.hour)}:${two(at.minute)}`, zone)
        const earliest = changeableFrom([{ window, zone }], now)
        const begun = occurrencesOn([window], earliest, zone).some(
          ({ startsAt }) => startsAt <= now,
        )
        expect(begun).toBe(false)
        expect(earliest <= addDays(localDateOf(now, zone), 1)).toBe(true)
      }),
    )
  })
})

function allOf(kept: readonly AirWindow[], zone: string) {
  return Array.from({ length: DAYS + 1 }, (_, day) => addDays(FROM, day))
    .flatMap((date) => occurrencesOn(kept, date, zone))
    .sort((a, b) => a.startsAt - b.startsAt)
}

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}
