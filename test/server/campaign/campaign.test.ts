import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectivePeriod, runsOn } from '../../../server/campaign/campaign.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

const ordered = { periodFrom: '2024-08-01', periodTo: '2024-09-16', extendedUntil: null }

describe('a campaign', () => {
  it('runs from its first day to its last, both included', () => {
    const days = ['2024-07-31', '2024-08-01', '2024-09-16', '2024-09-17']
    expect(days.map((day) => runsOn(ordered, day))).toEqual([false, true, true, false])
  })

  it('runs until the day to which it was extended', () => {
    const extended = { ...ordered, extendedUntil: '2024-10-16' }
    expect(effectivePeriod(extended)).toEqual({ from: '2024-08-01', to: '2024-10-16' })
    expect(runsOn(extended, '2024-10-16')).toBe(true)
  })
})

describe('ordering a campaign', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const order = (changes: Readonly<Record<string, unknown>> = {}, who = 'lan') =>
    centre.as(who).post('/campaigns', {
      ...{ name: 'Tắt sóng 2G', dispatch: '', ...ordered, ...changes },
    })

  it('is for the district’s editors, and everybody who is signed in sees it', async () => {
    expect((await order()).json()).toMatchObject({
      name: 'Tắt sóng 2G',
      unit: 'my-tu',
      bulletins: 0,
    })
    expect((await order({}, 'bien-long-hung')).statusCode).toBe(403)
    expect((await centre.as('truc-hung-phu').get('/campaigns')).json().length).toBe(1)
  })

  it('is refused when it ends before it begins, or on a day that no calendar has', async () => {
    expect((await order({ periodTo: '2024-07-01' })).statusCode).toBe(400)
    expect((await order({ extendedUntil: '2024-07-01' })).json().code).toBe('campaign-ends-before')
    expect((await order({ periodTo: '2024-09-31' })).statusCode).toBe(400)
  })
})
