import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

describe('a bulletin that a commune both relays and airs by itself in one window', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await db.updateTable('campaign').set({ aired_by: '["district","my-huong"]' }).execute()
    await db.updateTable('bulletin_version').set({ class: 'priority' }).execute()
    const segments = [
      { source: 'district', lengthMs: 200_000, campaignShareMs: 200_000 },
      { source: 'commune', lengthMs: 200_000, campaignShareMs: null },
    ]
    await centre.as('an').post('/windows', districtWindow('11:00:00', { segments }))
  })
  afterEach(() => centre.stop())

  it('is planned as two airings, each with an identity of its own', async () => {
    const { db, clock } = centre.deps
    await planComingDays(centre.deps, clock.now())
    const items = await db
      .selectFrom('plan_item')
      .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
      .select(['plan_item.id', 'version_id', 'relay_of'])
      .where('station_id', '=', 'my-huong')
      .where('date', '=', '2024-08-12')
      .where('kind', '=', 'bulletin')
      .execute()
    const relayed = items.filter(({ relay_of }) => relay_of !== null)
    const own = items.filter(({ relay_of }) => relay_of === null)
    expect(relayed.length).toBeGreaterThan(0)
    expect(own.some(({ version_id }) => relayed.some((one) => one.version_id === version_id))).toBe(
      true,
    )
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  })
})
