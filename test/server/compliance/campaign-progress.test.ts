import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const order = { floor: 3, cap: 6, spread: null, bulletinGapMs: 0, campaignGapMs: 0 }

/** A campaign for the season, put in on Monday 12/8/2024 at eight; windows at five and eleven. */
describe('what a campaign is owed', () => {
  let centre: Centre
  let campaign: string

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    const made = await centre.as('lan').post('/campaigns', {
      ...{ name: 'Mùa khô', dispatch: '12/CV', weight: 1, sharePercent: 100, ...order },
      ...{ periodFrom: '2024-07-01', periodTo: '2024-09-30', reportDates: [] },
    })
    expect(made.statusCode, made.body).toBe(201)
    campaign = made.json().id
  })
  afterEach(() => centre.stop())

  /** The district's days, as `asked short why`. */
  async function days(from: string, to: string): Promise<string[]> {
    const reply = await centre
      .as('hoa')
      .get(`/campaigns/${campaign}/progress?from=${from}&to=${to}`)
    expect(reply.statusCode, reply.body).toBe(200)
    type Own = { floor: number; short: number | null; unasked: string | null }
    const own: { own: Own }[] = reply.json().stations[0].days
    return own.map(({ own: { floor, short, unasked } }) => `${floor} ${short} ${unasked}`)
  }

  it('is nothing for days before somebody put it in, nor yet for today', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    expect(await days('2024-08-10', '2024-08-13')).toEqual([
      '0 0 before',
      '0 0 before',
      '3 null null',
      '3 null null',
    ])
  })

  it('is short once a day is over on which it was there', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.wait(DAY_MS)
    expect(await days('2024-08-11', '2024-08-13')).toEqual([
      '0 0 before',
      '3 3 null',
      '3 null null',
    ])
  })

  it('is nothing on the day itself when the last window had begun before', async () => {
    await centre.as('an').post('/windows', districtWindow('05:00:00'))
    await centre.wait(DAY_MS)
    expect(await days('2024-08-12', '2024-08-13')).toEqual(['0 0 before', '3 null null'])
  })

  it('is nothing where no window with an own part was', async () => {
    const window = districtWindow('11:00:00', { validFrom: '2024-08-14' })
    await centre.as('an').post('/windows', window)
    await centre.wait(3 * DAY_MS)
    expect(await days('2024-08-12', '2024-08-14')).toEqual([
      '0 0 no-window',
      '0 0 no-window',
      '3 3 null',
    ])
  })

  it('is what was asked on each day, not what the campaign asks since', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.wait(DAY_MS)
    const edit = (floor: number) => centre.as('lan').patch(`/campaigns/${campaign}`, { floor })
    // Tuesday at eight, before the window; then at noon, after it.
    expect((await edit(5)).statusCode).toBe(200)
    await centre.wait(4 * HOUR_MS)
    expect((await edit(1)).statusCode).toBe(200)
    await centre.wait(DAY_MS)
    expect(await days('2024-08-12', '2024-08-14')).toEqual(['3 3 null', '5 5 null', '1 null null'])
  })

  it('is what was asked where the campaign was aired then', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.wait(DAY_MS)
    await centre.as('lan').patch(`/campaigns/${campaign}`, { airedBy: ['my-huong'] })
    await centre.wait(DAY_MS)
    expect(await days('2024-08-12', '2024-08-13')).toEqual(['3 3 null', '0 0 null'])
  })
})
