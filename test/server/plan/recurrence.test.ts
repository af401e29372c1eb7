import { describe, expect, it } from 'vitest'
import { addDays, instantOf } from '../../../server/plan/local-time.ts'
import { checkRule, recursOn } from '../../../server/plan/recurrence.ts'

/** As in the examples of RFC 5545. */
const atNine = (date: string) => instantOf(date, '09:00', 'America/New_York')

/** All dates of a rule from its first day on, through the last day that is asked about. */
function datesOf(rule: string, from: string, until: string): string[] {
  const dates: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(until); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (recursOn({ rule, except: [], also: [] }, from, date, atNine)) dates.push(date.slice(5))
  }
  return dates
}

describe('what most windows come back by', () => {
  // A week’s first day makes no difference to these, but the library answers then.
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=DAILY;INTERVAL=10;UNTIL=20241015',
    'FREQ=WEEKLY;BYDAY=MO,FR',
    'FREQ=WEEKLY;BYDAY=SU;UNTIL=20240901',
  ])('%s has the dates that the library finds', (rule) => {
    const asked = ['2024-08-14', '2025-12-31'] as const
    const dates = datesOf(rule, ...asked)
    expect(dates.length).toBeGreaterThan(0)
    expect(dates).toEqual(datesOf(`${rule};WKST=MO`, ...asked))
  })
})

describe('recurrence after RFC 5545', () => {
  // Section 3.8.5.3, those examples that speak of dates; year and first day as printed there.
  it.each([
    [
      'FREQ=DAILY;COUNT=10',
      '1997-09-02',
      '1997-12-31',
      '09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11',
    ],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '1997-12-31', '09-02 09-12 09-22 10-02 10-12'],
    [
      'FREQ=WEEKLY;COUNT=10',
      '1997-09-02',
      '1997-12-31',
      '09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
      '1997-09-02',
      '1997-11-11',
      '09-02 09-16 09-30 10-14 10-28 11-11',
    ],
    [
      'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
      '1997-09-02',
      '1997-12-31',
      '09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
      '1997-09-02',
      '1997-12-31',
      '09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16',
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
      '1997-09-05',
      '1998-12-31',
      '09-05 10-03 11-07 12-05 01-02 02-06 03-06 04-03 05-01 06-05',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      '1997-09-07',
      '1998-12-31',
      '09-07 09-28 11-02 11-30 01-04 01-25 03-01 03-29 05-03 05-31',
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
      '1997-09-22',
      '1998-12-31',
      '09-22 10-20 11-17 12-22 01-19 02-16',
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
      '1997-09-02',
      '1998-12-31',
      '09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 01-02 01-15',
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
      '1997-09-30',
      '1998-12-31',
      '09-30 10-01 10-31 11-01 11-30 12-01 12-31 01-01 01-31 02-01',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
      '1997-09-02',
      '1997-11-30',
      '09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25',
    ],
    [
      'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
      '1997-06-10',
      '2002-12-31',
      '06-10 07-10 06-10 07-10 06-10 07-10 06-10 07-10 06-10 07-10',
    ],
    [
      'FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200',
      '1997-01-01',
      '2002-12-31',
      '01-01 04-10 07-19 01-01',
    ],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', '1999-12-31', '05-19 05-18 05-17'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-05-12', '1999-12-31', '05-12 05-11 05-17'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1998-02-13', '1999-12-31', '02-13 03-13 11-13 08-13'],
    [
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      '1997-09-13',
      '1997-12-31',
      '09-13 10-11 11-08 12-13',
    ],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '1996-11-05',
      '2004-12-31',
      '11-05 11-07 11-02',
    ],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '1997-09-04',
      '1998-12-31',
      '09-04 10-07 11-06',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      '1997-09-29',
      '1998-01-31',
      '09-29 10-30 11-27 12-30 01-29',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '1997-08-05',
      '1997-12-31',
      '08-05 08-10 08-19 08-24',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '1997-08-05',
      '1997-12-31',
      '08-05 08-17 08-19 08-31',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
      '2007-01-15',
      '2007-12-31',
      '01-15 01-30 02-15 03-15 03-30',
    ],
  ])('%s from %s', (rule, from, until, dates) => {
    expect(checkRule(rule)).toMatchObject({ ok: true })
    expect(datesOf(rule, from, until).join(' ')).toBe(dates)
  })

  it('takes the last day whole when it is given without a time', () => {
    expect(datesOf('FREQ=DAILY;UNTIL=20240903', '2024-09-01', '2024-09-30')).toEqual([
      '09-01',
      '09-02',
      '09-03',
    ])
  })

  it.each([
    // 22:00 in UTC on the 12th is 05:00 on the 13th in Vietnam.
    ['20240813T000000Z', '05:00', 'Asia/Ho_Chi_Minh', ['08-12', '08-13']],
    ['20240812T220000Z', '05:00', 'Asia/Ho_Chi_Minh', ['08-12', '08-13']],
    ['20240812T215959Z', '05:00', 'Asia/Ho_Chi_Minh', ['08-12']],
    ['20240813T123000Z', '20:00', 'Asia/Ho_Chi_Minh', ['08-12']],
    ['20240814T123000Z', '20:00', 'America/New_York', ['08-12', '08-13']],
    ['20240814T003000Z', '20:00', 'America/New_York', ['08-12', '08-13']],
    ['20240813T235959Z', '20:00', 'America/New_York', ['08-12']],
    // The clocks go back in the night: the same wall time is an hour later in UTC.
    ['20241027T040000Z', '05:00', 'Europe/Berlin', ['10-26', '10-27']],
    ['20241027T033000Z', '05:00', 'Europe/Berlin', ['10-26']],
  ])('ends at the instant %s for what begins at %s in %s', (until, time, zone, dates) => {
    const first = `2024-${dates[0]}`
    const begins = (date: string) => instantOf(date, time, zone)
    for (const rule of [
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
      'FREQ=MONTHLY;BYMONTHDAY=12,13,14,15,26,27,28',
    ]) {
      const recurrence = { rule: `${rule};UNTIL=${until}`, except: [], also: [] }
      const found = [0, 1, 2, 3]
        .map((ahead) => addDays(first, ahead))
        .filter((date) => recursOn(recurrence, first, date, begins))
      expect(found.map((date) => date.slice(5))).toEqual(dates)
    }
  })

  it('leaves dates out and adds others, and finds 29 February when there is one', () => {
    const tet = { rule: 'FREQ=WEEKLY;BYDAY=MO', except: ['2024-02-12'], also: ['2024-02-14'] }
    const has = (date: string) => recursOn(tet, '2024-01-01', date, atNine)
    expect(['2024-02-05', '2024-02-12', '2024-02-14', '2024-02-15'].map(has)).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(datesOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2023-01-01', '2028-12-31')).toEqual([
      '02-29',
      '02-29',
    ])
  })

  it('says beyond what a rule counts too far', () => {
    expect(checkRule('FREQ=DAILY;COUNT=1000000')).toMatchObject({
      params: { part: 'COUNT', most: 9_999 },
    })
    expect(checkRule('FREQ=WEEKLY;INTERVAL=9999')).toMatchObject({ ok: true })
  })

  it.each([
    ['FREQ=SECONDLY', 'recurrence-too-fine'],
    ['FREQ=DAILY;BYHOUR=9,10,11', 'recurrence-too-fine'],
    ['FREQ=DAILY;COUNT=1000000', 'recurrence-too-large'],
    ['FREQ=DAILY;COUNT=99999999', 'recurrence-too-large'],
    ['FREQ=WEEKLY;INTERVAL=999999999', 'recurrence-too-large'],
    ['FREQ=DAILY;INTERVAL=0', 'recurrence-malformed'],
    ['FREQ=YEARLY;BYMONTH=13', 'recurrence-malformed'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'recurrence-malformed'],
    ['FREQ=DAILY;SOMETHING=1', 'recurrence-malformed'],
    ['every Monday', 'recurrence-malformed'],
    ['', 'recurrence-malformed'],
  ])('refuses %s, so that no rule yields more dates than there are days', (rule, reason) => {
    expect(checkRule(rule)).toMatchObject({ ok: false, reason })
  })
})
