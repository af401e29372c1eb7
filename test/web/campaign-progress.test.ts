import { describe, expect, it } from 'vitest'
import {
  fillOf,
  firstGrain,
  partsOf,
  plannedUntil,
  progressDays,
  spansOf,
} from '../../web/data/campaign-progress.ts'
import { aDay, aProgressStation } from './a-progress.ts'

const TODAY = '2024-08-12'
const one = { from: '', to: '', at: [0] }

/** What one day of a station that airs by itself says. */
function ownDay(date: string, own: Parameters<typeof aDay>[1] & object, until = '2024-08-20') {
  const station = aProgressStation([aDay(date, own)], { airs: true, role: 'district' })
  return partsOf(station, one, TODAY, until)[0]
}

describe('progress of what a station airs by itself', () => {
  it('is met or short once the day is over', () => {
    const met = ownDay('2024-08-10', { own: { floor: 3, planned: 3, aired: 3, short: 0 } })
    expect(met).toMatchObject({ standing: 'met', done: 3, asked: 3 })
    const short = ownDay('2024-08-10', { own: { floor: 3, planned: 3, aired: 2, short: 1 } })
    expect(short?.standing).toBe('short')
  })

  it('is open while enough is planned, and lacking while it is not', () => {
    expect(ownDay(TODAY, { own: { floor: 3, planned: 3, aired: 1 } })?.standing).toBe('open')
    expect(ownDay(TODAY, { own: { floor: 3, planned: 2, aired: 1 } })?.standing).toBe('lacking')
    expect(ownDay('2024-08-15', { own: { floor: 3, planned: 2 } })?.standing).toBe('lacking')
  })

  it('says nothing of days that are not planned yet', () => {
    expect(ownDay('2024-09-01', { own: { floor: 3 } })?.standing).toBe('ahead')
    expect(ownDay('2024-08-10', {})?.standing).toBe('nothing')
  })

  it('is short as a week as soon as one of its days was', () => {
    const station = aProgressStation(
      [
        aDay('2024-08-05', { own: { floor: 3, planned: 4, aired: 4, short: 0 } }),
        aDay('2024-08-06', { own: { floor: 3, planned: 3, aired: 2, short: 1 } }),
      ],
      { airs: true, role: 'district' },
    )
    const week = { from: '2024-08-05', to: '2024-08-11', at: [0, 1] }
    expect(partsOf(station, week, TODAY, '2024-08-20')).toEqual([
      { kind: 'own', done: 6, asked: 6, planned: 7, short: 1, unknown: 0, standing: 'short' },
    ])
  })
})

describe('days on which nothing could be owed', () => {
  it('say why, and are no debt', () => {
    const day = { floor: 0, short: 0 }
    const before = ownDay('2024-08-10', { own: { ...day, unasked: 'before' } })
    expect(before).toMatchObject({ standing: 'before', asked: 0, short: 0 })
    const closed = ownDay('2024-08-10', { own: { ...day, unasked: 'no-window' } })
    expect(closed?.standing).toBe('closed')
  })
})

describe('a week that has begun', () => {
  it('asks for its days up to today, and lacks what those that are over lack', () => {
    const station = aProgressStation(
      [
        aDay('2024-08-11', { own: { floor: 3, planned: 3, aired: 2, short: 1 } }),
        aDay(TODAY, { own: { floor: 3, planned: 3, aired: 1 } }),
        aDay('2024-08-13', { own: { floor: 3, planned: 3 } }),
      ],
      { airs: true, role: 'district' },
    )
    const week = { from: '2024-08-11', to: '2024-08-13', at: [0, 1, 2] }
    expect(partsOf(station, week, TODAY, '2024-08-20')).toEqual([
      { kind: 'own', done: 3, asked: 6, planned: 6, short: 1, unknown: 0, standing: 'short' },
    ])
  })
})

describe('progress of what a commune relays', () => {
  const relayDay = (date: string, relay: Parameters<typeof aDay>[1] & object) =>
    partsOf(aProgressStation([aDay(date, relay)]), one, TODAY, '2024-08-20')[0]

  it('never takes silence for a relay', () => {
    expect(relayDay('2024-08-10', { relay: { owed: 3, relayed: 2, noEvidence: 1 } })).toMatchObject(
      { standing: 'short', done: 2, asked: 3, unknown: 1 },
    )
    expect(relayDay('2024-08-10', { relay: { owed: 3, relayed: 3 } })?.standing).toBe('met')
  })

  it('waits for what is still to come', () => {
    expect(relayDay(TODAY, { relay: { owed: 3, relayed: 1, upcoming: 2 } })?.standing).toBe('open')
    expect(relayDay('2024-08-13', { relay: { owed: 3, upcoming: 3 } })?.standing).toBe('ahead')
    expect(relayDay('2024-08-10', {})?.standing).toBe('nothing')
  })

  it('stands beside what the commune airs by itself', () => {
    const day = aDay('2024-08-10', {
      own: { floor: 1, planned: 1, aired: 1, short: 0 },
      relay: { owed: 3, relayed: 2, missed: 1 },
    })
    const parts = partsOf(aProgressStation([day], { airs: true }), one, TODAY, '2024-08-20')
    expect(parts.map(({ kind, standing }) => [kind, standing])).toEqual([
      ['own', 'met'],
      ['relay', 'short'],
    ])
  })
})

describe('the days of progress', () => {
  const campaign = { periodFrom: '2024-07-01', periodTo: '2024-09-15', extendedUntil: null }

  it('are the campaign’s, as far as they are planned', () => {
    const days = (today: string, news = {}) => progressDays({ ...campaign, ...news }, today)
    const more = false
    expect(days(TODAY)).toEqual({ from: '2024-07-01', to: '2024-08-20', more })
    expect(days('2024-09-14')).toEqual({ from: '2024-07-01', to: '2024-09-15', more })
    expect(days('2024-06-01')).toEqual({ from: '2024-07-01', to: '2024-07-01', more })
    const prolonged = days('2024-12-30', { extendedUntil: '2024-12-31' })
    expect(prolonged).toEqual({ from: '2024-09-23', to: '2024-12-31', more: true })
  })

  it('are followed back to the first, stretch by stretch', () => {
    const long = { ...campaign, extendedUntil: '2024-12-31' }
    const before = progressDays(long, '2024-12-30', 1)
    expect(before).toEqual({ from: '2024-07-01', to: '2024-09-22', more: false })
  })
})

describe('the columns of progress', () => {
  it('are days, or weeks from Monday to Sunday', () => {
    const dates = ['2024-08-10', '2024-08-11', '2024-08-12', '2024-08-18', '2024-08-19']
    expect(spansOf(dates, 'day').map(({ from, at }) => [from, ...at])).toEqual(
      dates.map((date, at) => [date, at]),
    )
    expect(spansOf(dates, 'week')).toEqual([
      { from: '2024-08-10', to: '2024-08-11', at: [0, 1] },
      { from: '2024-08-12', to: '2024-08-18', at: [2, 3] },
      { from: '2024-08-19', to: '2024-08-19', at: [4] },
    ])
  })

  it('begin as weeks where days would not fit', () => {
    expect(firstGrain(10)).toBe('day')
    expect(firstGrain(70)).toBe('week')
  })

  it('are planned as far as anything is', () => {
    const stations = [
      aProgressStation([aDay('2024-08-12', { own: { planned: 1 } }), aDay('2024-08-13')]),
      aProgressStation([aDay('2024-08-12'), aDay('2024-08-13')]),
    ]
    expect(plannedUntil({ stations })).toBe('2024-08-12')
  })

  it('are drawn as full as what was done, never beyond', () => {
    expect(fillOf({ done: 1, asked: 4 })).toBe(0.25)
    expect(fillOf({ done: 5, asked: 4 })).toBe(1)
    expect(fillOf({ done: 0, asked: 0 })).toBe(0)
    expect(fillOf({ done: 2, asked: 0 })).toBe(1)
  })
})
