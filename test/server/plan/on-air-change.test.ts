import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ChangesMade, ChangesPreview } from '../../../server/plan/change-view.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import type { PlanView } from '../../../server/plan/plan-view.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Change = Readonly<Record<string, unknown>>

const SECOND = 48_000

/** The window of 17:00 holds a tune, then two bulletins of a minute; it is 17:00:20. */
describe('a window that is on air', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['17:00:00', '19:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planComingDays(centre.deps, centre.clock.now())
    await centre.wait(9 * 3_600_000 + 20_000)
    expect(new Date(centre.clock.now()).toISOString()).toBe('2024-08-12T10:00:20.000Z')
  })
  afterEach(() => centre.stop())

  const blocksOf = async (station = 'district') =>
    (await centre.as('lan').get(`/plan?station=${station}&date=2024-08-12`)).json<
      z.output<typeof PlanView>
    >().blocks
  const five = async (station = 'district') => {
    const [block] = await blocksOf(station)
    if (!block) throw new Error('no window')
    return block
  }
  const heard = async (station = 'district') =>
    (await five(station)).items.map(
      ({ title, offsetSamples }) => `${title} ${offsetSamples / SECOND}`,
    )
  const preview = async (changes: readonly Change[], resolve: string | null = null) =>
    (await centre.as('lan').post('/plan/changes/preview', { changes, resolve })).json<
      z.output<typeof ChangesPreview>
    >()
  const make = async (changes: readonly Change[], resolve: string | null = null) => {
    const { revision } = await preview(changes, resolve)
    const reply = await centre.as('lan').post('/plan/changes', { changes, resolve, revision })
    expect(reply.statusCode, reply.body).toBe(201)
    return reply.json<z.output<typeof ChangesMade>>()
  }
  const moveTo = async (at: number, seconds: number) => {
    const block = await five()
    const item = block.items[at]
    return {
      ...{ kind: 'move', item: item?.id, window: block.window, date: block.date },
      offsetSamples: seconds * SECOND,
    }
  }

  it('tells which items can still be changed', async () => {
    const { begun, openFrom, items } = await five()
    expect(begun).toBe(true)
    // 20 s in, and 15 s more are in the hands of players.
    expect(openFrom).toBe(35 * SECOND)
    expect(items.map((item) => item.begun)).toEqual([true, true, false])
  })

  it('lets a later item be moved, everywhere that relays it, and taken back', async () => {
    const [before, there] = [await heard(), await heard('my-huong')]
    expect(before).toEqual(['nhac-hieu 0', 'a 5', 'b 65'])
    const change = await moveTo(2, 100)
    const seen = await preview([change])
    expect(seen.conflicts).toEqual([])
    expect(seen.stations.map(({ station }) => station).sort()).toEqual([
      'district',
      'hung-phu',
      'long-hung',
      'my-huong',
    ])
    const { sounding = [] } = seen.stations.find(({ station }) => station === 'district') ?? {}
    expect(sounding.filter(({ change }) => change !== 'same').map((one) => one.change)).toEqual([
      ...['gone', 'new'],
    ])
    const made = await make([change])
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5', 'b 100'])
    expect(await heard('my-huong')).toEqual(['nhac-hieu 0', 'a 5', 'b 100'])
    expect(await heard('hung-phu')).toEqual(['nhac-hieu 0', 'a 5', 'b 100'])
    const [item] = (await five()).items.slice(2)
    expect(item?.pinned).not.toBe(null)
    // Planning again changes nothing of it.
    expect(await planComingDays(centre.deps, centre.clock.now())).toEqual([])
    await make(made.undo)
    expect(await heard()).toEqual(before)
    expect(await heard('my-huong')).toEqual(there)
  })

  it('lets a later item go, or another come, and one move to a later window', async () => {
    const block = await five()
    const removed = await make([{ kind: 'remove', item: block.items[2]?.id }])
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5'])
    const placed = { kind: 'place', station: 'district', window: block.window, date: block.date }
    await make([{ ...placed, version: 'c/1', offsetSamples: 70 * SECOND }])
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5', 'c 70'])
    expect(await heard('my-huong')).toEqual(['nhac-hieu 0', 'a 5', 'c 70'])
    await make(removed.undo, 'override')
    const [, seven] = await blocksOf()
    const c = (await five()).items.find(({ title }) => title === 'c')
    if (c)
      await make(
        [
          {
            ...{ kind: 'move', item: c.id, window: seven?.window, date: block.date },
            offsetSamples: null,
          },
        ],
        'override',
      )
    expect((await heard()).filter((one) => one.startsWith('c'))).toEqual([])
  })

  it('refuses what has begun, and what players have in hand, and says from when', async () => {
    const begun = await preview([await moveTo(1, 100)])
    expect(begun.conflicts[0]?.reason.code).toBe('begun-item')
    const early = await preview([await moveTo(2, 30)])
    expect(early.conflicts[0]?.reason).toMatchObject({ code: 'begun-there' })
    expect(early.conflicts[0]?.reason.vi).toContain('17:00:35')
    await centre.wait(180_000)
    const over = await five()
    const late = { kind: 'place', station: 'district', window: over.window, date: over.date }
    const after = await preview([{ ...late, version: 'c/1', offsetSamples: 190 * SECOND }])
    expect(after.conflicts.length).toBe(1)
  })

  it('says what a later item would meet, and settles it as somebody chooses', async () => {
    const block = await five()
    const placed = { kind: 'place', station: 'district', window: block.window, date: block.date }
    const wish = { ...placed, version: 'c/1', offsetSamples: 90 * SECOND }
    const { conflicts } = await preview([wish])
    expect(conflicts[0]?.inTheWay.map(({ title }) => title)).toEqual(['b'])
    expect(conflicts[0]?.choices).toEqual(expect.arrayContaining(['override', 'queue']))
    await make([wish], 'queue')
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5', 'b 65', 'c 125'])
    const [, , b] = (await five()).items
    await make([{ kind: 'remove', item: b?.id }])
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5', 'c 125'])
  })

  it('keeps within its part; what a hand puts there sounds, though it was just heard', async () => {
    const block = await five()
    const placed = { kind: 'place', station: 'district', window: block.window, date: block.date }
    // What is there already is not heard once more beside itself: it goes where it is wanted.
    await make([{ ...placed, version: 'b/1', offsetSamples: 130 * SECOND }])
    expect(await heard()).toEqual(['nhac-hieu 0', 'a 5', 'b 130'])
    const again = await preview([{ ...placed, version: 'a/1', offsetSamples: 70 * SECOND }])
    expect(again.conflicts).toEqual([])
    const beyond = await preview([{ ...placed, version: 'c/1', offsetSamples: 150 * SECOND }])
    expect(beyond.conflicts.length).toBe(1)
  })
})
