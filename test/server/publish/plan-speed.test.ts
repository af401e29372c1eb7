import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveWindows } from '../../../server/plan/window-store.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { airWindow } from '../../support/plan.ts'
import { addProgramme } from '../../support/programme.ts'

const STATIONS = 10
const WINDOWS = 60

describe('planning and publishing a dense day of ten stations', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre({ startsAt: Date.parse('2024-08-12T05:59:00+07:00') })
    const { db } = centre.deps
    await addProgramme(db)
    const communes = Array.from({ length: STATIONS - 1 }, (_, index) => `c${index}`)
    await db
      .insertInto('station')
      .values(
        communes.map((id) => ({
          ...{ id, unit_id: 'xa-my-huong', name: id, role: 'commune' as const, phone: null },
          ...{ technology: 'ip' as const, languages: '["vi"]', zone: 'Asia/Ho_Chi_Minh' },
          volume_millibels: 0,
        })),
      )
      .execute()
    for (let count = 0; count < WINDOWS; count++) {
      const minutes = 6 * 60 + count * 15
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
      const district = airWindow(time, 300, { validFrom: '2024-08-12', validTo: '2024-08-12' })
      await saveWindows(db, [
        district,
        ...communes.map((station) => ({
          ...{ ...district, id: `${district.id}-${station}` as typeof district.id },
          ...{ station: station as typeof district.station, relaysWindow: district.id },
        })),
      ])
    }
  })
  afterAll(() => centre.stop())

  it('takes less than a second of the processor', async () => {
    // Processor time, so that other work on the machine does not count.
    const began = process.cpuUsage()
    const { published } = await planAndPublish(centre.deps, centre.clock.now())
    const { user, system } = process.cpuUsage(began)
    expect(published.length).toBe(STATIONS + 1)
    const items = await centre.deps.db.selectFrom('plan_item').select('id').execute()
    expect(items.length).toBe(STATIONS * WINDOWS * 3)
    expect((user + system) / 1000).toBeLessThan(1_000)
  })
})
