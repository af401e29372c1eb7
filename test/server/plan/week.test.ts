import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import type { PlanWeek } from '../../../server/plan/plan-view.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

describe('a week of a station', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['09:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await centre.deps.db
      .insertInto('calendar_day')
      .values({
        ...{ id: 'tang', name: 'Quốc tang', from_date: '2024-08-15', to_date: '2024-08-16' },
        ...{ closed: 0, without_music: 1, stations: null, created_by: 'an', created_at: 0 },
        removed_at: null,
      })
      .execute()
    await planComingDays(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const week = async (from?: string, station = 'district') =>
    (
      await centre
        .as('lan')
        .get(`/plan/week?station=${station}${from === undefined ? '' : `&from=${from}`}`)
    ).json<z.output<typeof PlanWeek>>()
  const titles = ({ blocks }: z.output<typeof PlanWeek>['days'][number]) =>
    blocks.map(({ items }) => items.map(({ title }) => title).join(' '))

  it('has seven days from Monday on, and names special ones', async () => {
    const { from, days } = await week()
    expect(from).toBe('2024-08-12')
    expect(days.map(({ date }) => date.slice(-2))).toEqual([
      ...['12', '13', '14', '15', '16', '17', '18'],
    ])
    expect(days.flatMap(({ names }) => names)).toEqual(['Quốc tang', 'Quốc tang'])
    expect(days.every(({ forecast }) => !forecast)).toBe(true)
  })

  it('plays no tune on days without music', async () => {
    const { days } = await week()
    expect(titles(days[2] as never)[0]).toContain('nhac-hieu')
    expect(titles(days[3] as never).join(' ')).not.toContain('nhac-hieu')
  })

  it('says of later days that they are a forecast, which is what comes of them', async () => {
    const { days } = await week('2024-08-19')
    expect(days.map(({ forecast }) => forecast)).toEqual([
      ...[false, false, true, true, true, true, true],
    ])
    expect(days.every((day) => titles(day).length === 2 && titles(day)[0] !== '')).toBe(true)
    const relay = await week('2024-08-19', 'my-huong')
    expect(relay.days.map(titles)).toEqual(days.map(titles))
    await centre.wait(86_400_000)
    await planComingDays(centre.deps, centre.clock.now())
    const later = await week('2024-08-19')
    expect(later.days.slice(0, 3).map(({ forecast }) => forecast)).toEqual([false, false, false])
    expect(titles(later.days[2] as never)).toEqual(titles(days[2] as never))
  })

  it('keeps what was planned before today', async () => {
    await centre.wait(86_400_000)
    await planComingDays(centre.deps, centre.clock.now())
    const { days } = await week('2024-08-12')
    expect(titles(days[0] as never).length).toBe(2)
    expect(days[0]?.blocks.every(({ begun }) => begun)).toBe(true)
  })

  it('says why nothing opens on a day: no window does, or the calendar closes it', async () => {
    await centre.deps.db
      .insertInto('calendar_day')
      .values({
        ...{ id: 'nghi', name: 'Nghỉ', from_date: '2024-08-17', to_date: '2024-08-17' },
        ...{ closed: 1, without_music: 0, stations: null, created_by: 'an', created_at: 0 },
        removed_at: null,
      })
      .execute()
    await planComingDays(centre.deps, centre.clock.now())
    const { days } = await week()
    expect(days.map(({ why }) => why?.code ?? null)).toEqual([
      ...[null, null, null, null, null, 'closed-then', null],
    ])
    const before = await week('2023-12-18')
    expect(new Set(before.days.map(({ why }) => why?.code))).toEqual(new Set(['no-window-then']))
    const day = await centre.as('lan').get('/plan?station=district&date=2024-08-17')
    expect(day.json()).toMatchObject({ forecast: false, why: { code: 'closed-then' } })
  })

  it('takes an item out of a forecast day, which is then planned so', async () => {
    const { days } = await week('2024-08-26')
    const item = days[0]?.blocks[0]?.items.find(({ kind }) => kind === 'bulletin')
    const lan = centre.as('lan')
    const of = { station: 'district', date: '2024-08-26' }
    const changes = [{ kind: 'remove', item: item?.id, of }]
    const preview = await lan.post('/plan/changes/preview', { changes })
    expect(preview.json()).toMatchObject({ conflicts: [] })
    const { revision } = preview.json()
    const made = await lan.post('/plan/changes', { changes, resolve: null, revision })
    expect(made.statusCode, made.body).toBe(201)
    const after = await week('2024-08-26')
    const [block] = after.days[0]?.blocks ?? []
    expect(block?.bars).toMatchObject([{ version: item?.bulletin?.version }])
    expect(block?.items.map(({ id }) => id)).not.toContain(item?.id)
  })
})
