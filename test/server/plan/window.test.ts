import { describe, expect, it } from 'vitest'
import type { AirWindow } from '../../../server/plan/window.ts'
import { occurrencesOn, occursOn } from '../../../server/plan/window.ts'
import { checkWindow as checkAt, checkForm } from '../../../server/plan/window-check.ts'
import { airWindow, MONDAY, ZONE } from '../../support/plan.ts'

const quiet = { from: '21:00', to: '05:00' }
const place = {
  ...{ name: 'Đài huyện', role: 'district' as const, technology: 'ip' as const },
  ...{ zone: ZONE, longestSessionMs: null },
}
const checkWindow = (window: AirWindow, others: readonly AirWindow[], hours: typeof quiet | null) =>
  checkAt(window, others, place, hours)
const province = { source: 'province', lengthMs: 60_000, campaignShareMs: null } as const

describe('a window', () => {
  it('begins at its wall time to the second in the zone of the station', () => {
    const [morning] = occurrencesOn([airWindow('05:00:15', 60)], MONDAY, ZONE)
    expect(morning?.startsAt).toBe(Date.parse('2024-08-12T05:00:15+07:00'))
    expect(morning?.endsAt).toBe(Date.parse('2024-08-12T05:01:15+07:00'))
    const [berlin] = occurrencesOn([airWindow('05:00:00', 60)], MONDAY, 'Europe/Berlin')
    expect(berlin?.startsAt).toBe(Date.parse('2024-08-12T05:00:00+02:00'))
  })

  it('may run past midnight and belongs to the date on which it begins', () => {
    const late = airWindow('23:50:00', 1_200)
    const [night] = occurrencesOn([late], MONDAY, ZONE)
    expect(night?.date).toBe(MONDAY)
    expect(night?.endsAt).toBe(Date.parse('2024-08-13T00:10:00+07:00'))
  })

  it('comes on its weekdays, from its first valid day to its last', () => {
    const weekend = airWindow('11:00:00', 60, {
      weekdays: 0b1100000,
      validFrom: '2024-08-11',
      validTo: '2024-08-17',
    })
    const dates = ['2024-08-10', '2024-08-11', '2024-08-12', '2024-08-17', '2024-08-18']
    expect(dates.map((date) => occursOn(weekend, date, ZONE))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ])
  })

  it('comes in order of time, whatever the order it is asked in', () => {
    const windows = [
      airWindow('17:00:00', 60),
      airWindow('05:00:00', 60),
      airWindow('11:00:00', 60),
    ]
    const names = occurrencesOn(windows, MONDAY, ZONE).map(({ window }) => window.startsAt)
    expect(names).toEqual(['05:00:00', '11:00:00', '17:00:00'])
  })
})

describe('a new window', () => {
  it('is refused when it would overlap another one of the station', () => {
    const others = [airWindow('11:00:00', 1_800)]
    expect(checkWindow(airWindow('11:29:59', 60), others, null)).toMatchObject({
      reason: 'window-overlap',
      params: { window: '11:00:00', startsAt: '11:00', date: '2024-01-01' },
    })
    expect(checkWindow(airWindow('11:30:00', 60), others, null).ok).toBe(true)
    expect(checkWindow(airWindow('10:59:00', 60), others, null).ok).toBe(true)
  })

  it('may overlap one that is on other weekdays or on other dates', () => {
    const weekdays = airWindow('11:00:00', 1_800, { weekdays: 0b0011111, validTo: '2024-06-30' })
    const sunday = airWindow('11:10:00', 60, { weekdays: 0b1000000 })
    const later = airWindow('11:10:00', 60, { validFrom: '2024-07-01' })
    expect(checkWindow(sunday, [weekdays], null).ok).toBe(true)
    expect(checkWindow(later, [weekdays], null).ok).toBe(true)
    const inTime = airWindow('11:10:00', 60, { validFrom: '2024-06-30' })
    expect(checkWindow(inTime, [weekdays], null).ok).toBe(true)
    const friday = airWindow('11:10:00', 60, { validFrom: '2024-06-28' })
    expect(checkWindow(friday, [weekdays], null)).toMatchObject({ reason: 'window-overlap' })
  })

  it('is refused when it begins inside one that ran past midnight', () => {
    const monday = airWindow('23:50:00', 1_200, { weekdays: 0b0000001 })
    const tuesday = airWindow('00:05:00', 60, { weekdays: 0b0000010 })
    expect(checkWindow(tuesday, [monday], null)).toMatchObject({ reason: 'window-overlap' })
    expect(checkWindow(monday, [tuesday], null)).toMatchObject({ reason: 'window-overlap' })
    const wednesday = airWindow('00:05:00', 60, { weekdays: 0b0000100 })
    expect(checkWindow(wednesday, [monday], null).ok).toBe(true)
  })

  it('is refused in quiet hours, from either side of midnight, unless the office has none', () => {
    const times = ['20:59:30', '21:00:00', '03:15:00', '04:59:59', '05:00:00', '20:58:00']
    const relayed = (time: string) => airWindow(time, 0, { segments: [province] })
    const verdicts = times.map((time) => checkWindow(relayed(time), [], quiet).ok)
    expect(verdicts).toEqual([false, false, false, false, true, true])
    expect(checkWindow(relayed('03:15:00'), [], null).ok).toBe(true)
  })

  it('is refused where it would only overlap on the night on which clocks go forward', () => {
    const berlin = { ...place, zone: 'Europe/Berlin' }
    const night = airWindow('01:30:00', 3_600)
    const after = airWindow('03:00:00', 600)
    expect(checkAt(after, [night], berlin, null)).toMatchObject({
      ...{ reason: 'window-overlap', params: { date: '2024-03-31' } },
    })
    expect(checkAt(after, [night], place, null).ok).toBe(true)
    const summer = airWindow('03:00:00', 600, { validFrom: '2024-04-01', validTo: '2025-03-29' })
    expect(checkAt(summer, [night], berlin, null).ok).toBe(true)
  })

  it('is refused when its rule meets another only on a leap day', () => {
    const leap = { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', except: [], also: [] }
    const rare = airWindow('11:00:00', 600, { recurrence: leap })
    const mondays = airWindow('11:05:00', 600, { weekdays: 0b0000001 })
    expect(checkWindow(rare, [mondays], null)).toMatchObject({ params: { date: '2044-02-29' } })
    const until = airWindow('11:05:00', 600, { weekdays: 0b0000001, validTo: '2044-02-28' })
    expect(checkWindow(rare, [until], null).ok).toBe(true)
  })

  it('is refused when it would never open, or its rule cannot be worked out', () => {
    const by = (rule: string, changes: Partial<AirWindow> = {}) =>
      checkForm(
        airWindow('11:00:00', 60, { recurrence: { rule, except: [], also: [] }, ...changes }),
        ZONE,
      )
    const leapDays = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'
    expect(by(leapDays).ok).toBe(true)
    expect(by(leapDays, { validFrom: '2025-01-01', validTo: '2027-12-31' })).toMatchObject({
      reason: 'window-never',
    })
    expect(by('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toMatchObject({ reason: 'window-never' })
    expect(by('FREQ=DAILY;COUNT=999999')).toMatchObject({ reason: 'recurrence-too-large' })
    expect(by('FREQ=SECONDLY;COUNT=1000000')).toMatchObject({ reason: 'recurrence-too-fine' })
    expect(by('mỗi ngày')).toMatchObject({ reason: 'recurrence-malformed' })
    expect(by('FREQ=DAILY', { validTo: '2023-12-31' })).toMatchObject({
      reason: 'window-ends-before',
    })
  })

  it('holds to the longest session of its station, and to what it can relay', () => {
    const short = { ...place, longestSessionMs: 1_800_000 }
    expect(checkAt(airWindow('11:00:00', 1_800), [], short, null).ok).toBe(true)
    expect(checkAt(airWindow('11:00:00', 1_890), [], short, null)).toMatchObject({
      ...{ reason: 'window-session-too-long', params: { length: 31.5, most: 30 } },
    })
    const later = airWindow('11:00:00', 60, { relayMode: 'later' })
    expect(checkAt(later, [], { ...place, technology: 'fm' }, null)).toMatchObject({
      reason: 'window-later-needs-ip',
    })
    expect(checkAt(later, [], { ...place, zone: 'Mars/Base' }, null)).toMatchObject({
      reason: 'window-zone-unknown',
    })
  })

  it('may reach into quiet hours with nothing but its own part, for an emergency', () => {
    expect(checkWindow(airWindow('03:15:00', 60), [], quiet).ok).toBe(true)
    const own = { source: 'district', lengthMs: 60_000, campaignShareMs: null } as const
    for (const segments of [[own, province], [{ ...own, live: 'studio' }]])
      expect(checkWindow(airWindow('03:15:00', 0, { segments }), [], quiet)).toMatchObject({
        reason: 'window-quiet',
      })
    const relaying = airWindow('03:15:00', 60, { relaysWindow: 'w' as AirWindow['id'] })
    expect(checkAt(relaying, [], { ...place, role: 'commune' }, quiet).ok).toBe(false)
  })

  it('has the district in it once at most, and lasts no longer than a day', () => {
    const district = { source: 'district', lengthMs: 60_000, campaignShareMs: null } as const
    const twice = airWindow('11:00:00', 0, { segments: [district, district] })
    expect(checkForm(twice, ZONE)).toMatchObject({ reason: 'window-district-twice' })
    expect(checkForm(airWindow('11:00:00', 86_401), ZONE)).toMatchObject({
      reason: 'window-too-long',
    })
  })
})
