import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placesOfMyTu } from '../../../server/office/my-tu.ts'
import { instantOf } from '../../../server/plan/local-time.ts'
import { runSampleDay } from '../../../server/sample/sample-day.ts'
import { WINDOW_EVERY_MS } from '../../../server/sample/sample-windows.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const HOUR_MS = 3_600_000

describe('the sample’s day', () => {
  let centre: Centre

  // An hour before midnight, so that it has to cross it.
  beforeEach(async () => {
    centre = await startCentre({ startsAt: Date.parse('2026-11-22T23:00:00+07:00') })
    const { db } = centre.deps
    const places = placesOfMyTu('2024-01-01')
    await db.insertInto('unit').values(places.units).execute()
    await db
      .insertInto('station')
      .values(places.stations.filter(({ id }) => id !== 'district'))
      .execute()
  })
  afterEach(() => centre.stop())

  const starts = async () => {
    const rows = await centre.deps.db
      .selectFrom('window')
      .selectAll()
      .where('station_id', '=', 'district')
      .where('name', '=', 'Khung mẫu')
      .execute()
    return rows
      .filter(({ valid_to, valid_from }) => (valid_to ?? '') >= valid_from)
      .map(({ valid_from, starts_at }) => instantOf(valid_from, starts_at, ZONE))
      .sort((a, b) => a - b)
  }

  it('begins within 15 seconds and goes on every two and a half minutes, past midnight', async () => {
    const day = await runSampleDay(centre.deps, [], false)
    const laid = await starts()
    expect(laid[0]).toBe(day.firstSoundAt)
    expect(day.firstSoundAt - centre.clock.now()).toBeLessThanOrEqual(15_000)
    expect(laid.slice(1).every((at, index) => at - (laid[index] ?? 0) === WINDOW_EVERY_MS)).toBe(
      true,
    )
    expect((laid.at(-1) ?? 0) - centre.clock.now()).toBeGreaterThan(1.9 * HOUR_MS)
    day.stop()
  })

  it('is laid down further as time goes by, in the same rhythm', async () => {
    const day = await runSampleDay(centre.deps, [], false)
    await centre.wait(HOUR_MS)
    const laid = await starts()
    expect((laid.at(-1) ?? 0) - centre.clock.now()).toBeGreaterThan(1.8 * HOUR_MS)
    expect(laid.slice(1).every((at, index) => at - (laid[index] ?? 0) === WINDOW_EVERY_MS)).toBe(
      true,
    )
    day.stop()
  })

  it('begins anew at the next start: what had not begun is withdrawn', async () => {
    const first = await runSampleDay(centre.deps, [], false)
    first.stop()
    await centre.wait(10 * 60_000)
    const second = await runSampleDay(centre.deps, [], false)
    second.stop()
    const laid = await starts()
    const later = laid.filter((at) => at > centre.clock.now())
    expect(later[0]).toBe(second.firstSoundAt)
    expect(second.firstSoundAt - centre.clock.now()).toBeLessThanOrEqual(15_000)
    expect(later.slice(1).every((at, index) => at - (later[index] ?? 0) === WINDOW_EVERY_MS)).toBe(
      true,
    )
  })

  it('stays as it is when the server comes back after a fall', async () => {
    const first = await runSampleDay(centre.deps, [], false)
    first.stop()
    const before = await starts()
    await centre.wait(60_000)
    const second = await runSampleDay(centre.deps, [], true)
    second.stop()
    expect((await starts()).slice(0, before.length)).toEqual(before)
  })

  it('has every commune relay every window', async () => {
    const day = await runSampleDay(centre.deps, [], false)
    day.stop()
    const rows = await centre.deps.db
      .selectFrom('window')
      .select(['relays_window_id', (eb) => eb.fn.countAll<number>().as('times')])
      .where('relays_window_id', 'like', 'sample-%')
      .groupBy('relays_window_id')
      .execute()
    expect(rows.length).toBe((await starts()).length)
    expect(rows.every(({ times }) => Number(times) === 9)).toBe(true)
  })
})
