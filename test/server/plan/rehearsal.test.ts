import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { PlanOutlook } from '../../../server/plan/change-view.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

describe('what another setting would bring about', () => {
  let centre: Centre
  let window: string

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    const made = await centre.as('an').post('/windows', districtWindow('17:00:00'))
    window = made.json()[0].id
    await planComingDays(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const rehearse = (wanted: Readonly<Record<string, unknown>>, who = 'an') =>
    centre.as(who).post('/plan/rehearsals', wanted)
  const outlook = async (wanted: Readonly<Record<string, unknown>>) => {
    const { stations } = (await rehearse(wanted)).json<z.output<typeof PlanOutlook>>()
    return new Map(
      stations.map(({ station, sounding }) => [
        station,
        sounding
          .filter(({ change }) => change !== 'same')
          .map(({ change, title, startsAt }) => {
            const time = new Date(startsAt + 7 * 3_600_000).toISOString().slice(11, 19)
            return `${change} ${title} ${time}`
          }),
      ]),
    )
  }

  it('is shown for a new window at everybody who would hear it, and nothing is saved', async () => {
    const seen = await outlook({ what: 'window', window: districtWindow('19:00:00') })
    expect([...seen.keys()].sort()).toEqual(['district', 'hung-phu', 'long-hung', 'my-huong'])
    expect(seen.get('hung-phu')).toContain('new nhac-hieu 19:00:00')
    expect((await centre.as('an').get('/windows?station=district')).json().length).toBe(1)
  })

  it('is shown for a window that is moved', async () => {
    const seen = await outlook({
      ...{ what: 'window', instead: window },
      window: { ...districtWindow('18:00:00'), validFrom: '2024-08-12' },
    })
    expect(seen.get('long-hung')).toContain('gone nhac-hieu 17:00:00')
    expect(seen.get('long-hung')).toContain('new nhac-hieu 18:00:00')
  })

  it('is shown for a window that ends, a day of silence, and other quiet hours', async () => {
    const ends = await outlook({ what: 'window-end', window, before: '2024-08-12' })
    expect(ends.get('district')?.[0]).toBe('gone nhac-hieu 17:00:00')
    const closed = await outlook({
      ...{ what: 'calendar-day', name: 'Tang lễ', from: '2024-08-12', to: '2024-08-12' },
      ...{ closed: true, withoutMusic: true, stations: ['my-huong'] },
    })
    expect([...closed.keys()]).toEqual(['my-huong'])
    const quiet = await outlook({
      ...{ what: 'quiet-hours', quietHours: { from: '16:00', to: '18:00' } },
    })
    expect(quiet.get('hung-phu')?.every((line) => line.startsWith('gone'))).toBe(true)
  })

  it('is refused as the real thing would be, and to who may not do it', async () => {
    const clash = await rehearse({ what: 'window', window: districtWindow('17:01:00') })
    expect(clash.json()).toMatchObject({ code: 'window-overlap' })
    const foreign = await rehearse({ what: 'window-end', window, before: '2024-08-12' }, 'lan')
    expect(foreign.statusCode).toBe(403)
    const next = await planComingDays(centre.deps, centre.clock.now())
    expect(next).toEqual([])
  })
})
