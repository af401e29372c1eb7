import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../playout/contract/time.ts'
import { startCron } from '../../../server/cron.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const EVENING = Date.parse('2024-08-12T23:58:00+07:00')

describe('what happens by the clock', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre({ startsAt: EVENING })
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    vi.useFakeTimers({ now: EVENING, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await centre.stop()
  })

  const dates = async () =>
    (
      await centre.deps.db
        .selectFrom('plan_block')
        .select('date')
        .where('station_id', '=', 'district')
        .orderBy('date')
        .execute()
    ).map(({ date }) => date)

  const EIGHT_DAYS = Array.from({ length: 8 }, (_, day) => `2024-08-${13 + day}`)

  it('plans at the start what is missing, and half a minute after midnight the next day', async () => {
    const stop = await startCron({ ...centre.deps, clock: systemClock })
    expect(await dates()).toEqual(EIGHT_DAYS)
    await vi.advanceTimersByTimeAsync(149_000)
    expect(await dates()).toEqual(EIGHT_DAYS)
    await vi.advanceTimersByTimeAsync(2_000)
    for (let turn = 0; turn < 2_000 && (await dates()).length < 9; turn++)
      await new Promise((resolve) => setImmediate(resolve))
    expect(await dates()).toEqual([...EIGHT_DAYS, '2024-08-21'])
    await stop()
  })

  it('stops when it is told to', async () => {
    const stop = await startCron({ ...centre.deps, clock: systemClock })
    await stop()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(await dates()).toEqual(EIGHT_DAYS)
  })
})
