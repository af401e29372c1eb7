import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../server/deps.ts'
import {
  type PlanAhead,
  planAhead,
  planComingDays,
  writePlan,
} from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

describe('planning the coming days', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['05:00:00', '09:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
  })
  afterEach(() => centre.stop())

  const plan = () => planComingDays(centre.deps, centre.clock.now())
  const blocks = async (station = 'district') =>
    centre.deps.db
      .selectFrom('plan_block')
      .select(['id', 'date', 'title', 'planned_at', 'starts_at'])
      .where('station_id', '=', station)
      .orderBy('starts_at')
      .execute()
  const titles = async (title: string, date = '2024-08-12') =>
    (
      await centre.deps.db
        .selectFrom('plan_item')
        .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
        .select('plan_item.title')
        .where('plan_block.title', '=', title)
        .where('plan_block.date', '=', date)
        .where('plan_block.station_id', '=', 'district')
        .orderBy('position')
        .execute()
    ).map((row) => row.title)

  it('plans what is still to come today and eight days more, for those that have a playlist', async () => {
    expect([...(await plan())].sort()).toEqual(['district', 'my-huong'])
    const planned = (await blocks()).map(({ date, title }) => `${date} ${title}`)
    expect(planned.length).toBe(2 + 8 * 3)
    expect(planned.slice(0, 3)).toEqual([
      ...['2024-08-12 09:00', '2024-08-12 17:00', '2024-08-13 05:00'],
    ])
    expect(planned.at(-1)).toBe('2024-08-20 17:00')
    expect((await blocks('long-hung')).length).toBe(0)
  })

  it('changes nothing when nothing has changed', async () => {
    await plan()
    const before = await blocks()
    await centre.wait(60_000)
    expect(await plan()).toEqual([])
    expect(await blocks()).toEqual(before)
  })

  it('loses no change that is made while it plans', async () => {
    const { db } = centre.deps
    let changed = false
    // What somebody else does between reading and writing.
    const busy = new Proxy(db, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value
        return () => ({
          execute: async (work: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => {
            if (!changed) await db.updateTable('window').set({ name: 'Đổi tên' }).execute()
            changed = true
            return target.transaction().execute(work)
          },
        })
      },
    })
    expect(await planComingDays({ db: busy }, centre.clock.now())).toContain('district')
    expect(changed).toBe(true)
    expect(new Set((await blocks()).map(({ title }) => title))).toEqual(new Set(['Đổi tên']))
    expect(await plan()).toEqual([])
  })

  it('takes a plan that was worked out ahead while nothing else has changed, and no other', async () => {
    const { db } = centre.deps
    const now = centre.clock.now()
    const by = { cause: 'edit', staff: null } as const
    await plan()
    const rename = async (tx: Db) => {
      await tx.updateTable('window').set({ name: 'Đổi tên' }).execute()
    }
    const write = (ahead: PlanAhead | null) =>
      db.transaction().execute(async (tx) => {
        await rename(tx)
        return writePlan(tx, now, by, ahead)
      })
    const names = async () => new Set((await blocks()).map(({ title }) => title))
    const before = await names()
    const ahead = await planAhead(db, now, rename)
    expect(await names()).toEqual(before)
    const { outcome } = ahead as PlanAhead
    expect(outcome.diff.written.map(({ block }) => block.title)).toContain('Đổi tên')
    // What is handed in is what is written: here nothing at all.
    const nothing = { ...outcome, diff: { gone: [], written: [] }, texts: [] }
    expect((await write({ inputs: `${ahead?.inputs}`, outcome: nothing })).stations).toEqual([])
    expect(await names()).toEqual(before)
    await addApproved(db, 'moi', 30)
    expect((await write({ inputs: `${ahead?.inputs}`, outcome: nothing })).stations).toContain(
      'district',
    )
    expect(await names()).toEqual(new Set(['Đổi tên']))
    expect(await plan()).toEqual([])
  })

  it('writes only what comes out differently', async () => {
    await plan()
    await centre.wait(60_000)
    await centre.as('an').post('/windows', districtWindow('19:00:00', { relayedBy: [] }))
    expect(await plan()).toContain('district')
    const rewritten = (await blocks()).filter(({ planned_at }) => planned_at === centre.clock.now())
    expect(rewritten.map(({ date, title }) => `${date} ${title}`)).toContain('2024-08-12 19:00')
    expect(rewritten.map(({ date, title }) => `${date} ${title}`)).not.toContain('2024-08-12 09:00')
  })

  it('leaves what has begun, or begins within five seconds, and plans the rest anew', async () => {
    await plan()
    const [morning, evening] = [await titles('09:00'), await titles('17:00')]
    await centre.wait(3_600_000 - 5_000 + 1)
    await addApproved(centre.deps.db, '0-moi', 30)
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('id', '=', 'c/1')
      .execute()
    await plan()
    expect(await titles('09:00')).toEqual(morning)
    expect(evening).toEqual(['nhac-hieu', 'c', 'a'])
    expect((await titles('17:00')).sort()).toEqual(['0-moi', 'a', 'nhac-hieu'])
  })

  it('never plays at noon what was missed in the morning', async () => {
    await centre.wait(4 * 3_600_000)
    await plan()
    expect((await blocks()).map(({ title }) => title)[0]).toBe('17:00')
  })

  it('takes up the turns where the day before left them', async () => {
    await plan()
    expect(await titles('17:00', '2024-08-20')).toEqual(['nhac-hieu', 'a', 'c'])
    await centre.wait(9 * 86_400_000)
    await plan()
    expect(await titles('05:00', '2024-08-21')).toEqual([])
    expect(await titles('09:00', '2024-08-21')).toEqual(['nhac-hieu', 'a', 'c'])
  })

  it('removes a window’s blocks when it is over before its time', async () => {
    await plan()
    await centre.deps.db
      .updateTable('window')
      .set({ valid_to: '2024-08-12' })
      .where('starts_at', '=', '17:00:00')
      .execute()
    await plan()
    expect((await blocks()).filter(({ title }) => title === '17:00').length).toBe(1)
    expect((await blocks('my-huong')).filter(({ title }) => title === '17:00').length).toBe(1)
  })
})
