import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../web/api/shapes.ts'
import { byTime, nextReport, onlyRunning, timeOfCampaign } from '../../web/data/campaign.ts'

const campaign = (id: string, from: string, to: string, extendedUntil: string | null = null) =>
  ({
    ...{ id, unit: 'u', name: id, dispatch: '', periodFrom: from, periodTo: to, extendedUntil },
    ...{ reportDates: [], bulletins: 0, weight: 1, floor: 0, cap: null, spread: null },
    ...{ bulletinGapMs: 0, campaignGapMs: 0, sharePercent: 100, heardAt: null, airedBy: null },
  }) satisfies Campaign

const summer = campaign('summer', '2024-08-01', '2024-08-15')

describe('the campaign that a new bulletin is for', () => {
  it('is the only one that runs that day, both ends included', () => {
    const autumn = campaign('autumn', '2024-08-16', '2024-09-30')
    expect(onlyRunning([summer, autumn], '2024-08-15')?.id).toBe('summer')
    expect(onlyRunning([summer, autumn], '2024-08-16')?.id).toBe('autumn')
  })

  it('is left open when none runs, or more than one', () => {
    expect(onlyRunning([summer], '2024-08-16')).toBeNull()
    expect(
      onlyRunning([summer, campaign('b', '2024-08-10', '2024-08-20')], '2024-08-12'),
    ).toBeNull()
  })

  it('runs as long as the office prolonged it, or until it was cut short', () => {
    const prolonged = campaign('p', '2024-08-01', '2024-08-15', '2024-10-15')
    const cut = campaign('c', '2024-08-01', '2024-08-15', '2024-08-05')
    expect(onlyRunning([prolonged], '2024-10-01')?.id).toBe('p')
    expect(onlyRunning([cut], '2024-08-06')).toBeNull()
  })
})

describe('a campaign against today', () => {
  it('has days left until its last, which the office may have moved', () => {
    expect(timeOfCampaign(summer, '2024-08-12')).toEqual({ phase: 'running', days: 3 })
    expect(timeOfCampaign(summer, '2024-08-15')).toEqual({ phase: 'running', days: 0 })
    expect(timeOfCampaign(summer, '2024-07-30')).toEqual({ phase: 'upcoming', days: 2 })
    expect(timeOfCampaign(summer, '2024-08-18')).toEqual({ phase: 'ended', days: 3 })
    const prolonged = campaign('p', '2024-08-01', '2024-08-15', '2024-10-15')
    expect(timeOfCampaign(prolonged, '2024-10-14')).toEqual({ phase: 'running', days: 1 })
  })

  it('is reported next on the first report date from today on', () => {
    const reportDates = ['2024-09-15', '2024-08-15']
    expect(nextReport({ reportDates }, '2024-08-12')).toBe('2024-08-15')
    expect(nextReport({ reportDates }, '2024-08-15')).toBe('2024-08-15')
    expect(nextReport({ reportDates }, '2024-08-16')).toBe('2024-09-15')
    expect(nextReport({ reportDates }, '2024-09-16')).toBeNull()
  })

  it('stands before those to come, and those before what is over', () => {
    const over = campaign('over', '2024-06-01', '2024-06-30')
    const soon = campaign('soon', '2024-08-20', '2024-09-30')
    const later = campaign('later', '2024-10-01', '2024-10-30')
    const order = byTime([over, later, soon, summer], '2024-08-12')
    expect(order.map(({ id }) => id)).toEqual(['summer', 'soon', 'later', 'over'])
  })
})
