import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { replaceBlocks } from '../../../server/plan/plan-store.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { relayedOn } from '../../support/relayed.ts'

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

/** A commune that relays on some days only, as a school’s loudspeakers do. */
describe('a relay that lies further back than yesterday', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await db.updateTable('campaign').set({ aired_by: '["district","my-huong"]' }).execute()
    await db.updateTable('bulletin_version').set({ class: 'priority' }).execute()
    await centre.as('an').post('/windows', {
      ...{ station: 'my-huong', name: 'Khung xã', startsAt: '11:00:00', validFrom: '2024-01-01' },
      segments: [{ source: 'commune', lengthMs: 130_000, campaignShareMs: null }],
    })
  })
  afterEach(() => centre.stop())

  const first = async () => {
    await planComingDays(centre.deps, centre.clock.now())
    const row = await centre.deps.db
      .selectFrom('plan_item as item')
      .innerJoin('plan_block as block', 'block.id', 'item.block_id')
      .select('item.bulletin_id')
      .where('block.station_id', '=', 'my-huong')
      .where('block.date', '=', '2024-08-12')
      .where('item.kind', '=', 'bulletin')
      .orderBy('item.position')
      .executeTakeFirstOrThrow()
    return row.bulletin_id ?? ''
  }

  const firstAfter = async (...bulletins: string[]) => {
    const { db } = centre.deps
    await db.deleteFrom('plan_item').execute()
    await db.deleteFrom('plan_block').execute()
    await replaceBlocks(db, [], [relayedOn('2024-08-09', bulletins)], centre.clock.now())
    return first()
  }

  it('is still kept away from, as long as its campaign asks', async () => {
    const gap = { bulletin_gap_ms: 4 * 86_400_000 }
    await centre.deps.db.updateTable('campaign').set(gap).execute()
    const wished = await first()
    const other = wished === 'a' ? 'b' : 'a'
    expect(await firstAfter(other)).toBe(wished)
    expect(await firstAfter(wished)).not.toBe(wished)
  })
})
