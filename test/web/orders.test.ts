import { describe, expect, it } from 'vitest'
import { happeningKey, saysWhy } from '../../web/data/happening.ts'
import { makeMeterTrack, readLevels } from '../../web/data/meter-track.ts'
import { nextItems } from '../../web/data/next-items.ts'
import { emergencyTrail, stopTrail, toCall } from '../../web/data/orders.ts'
import { outputReason } from '../../web/data/output-reason.ts'
import { aBlock, anItem, aPlan } from './a-plan.ts'

describe('the way of an order', () => {
  it('goes from sent over received to sounding, or to silence', () => {
    expect(emergencyTrail('received')).toEqual([
      { step: 'sending', isDone: true, isNow: false },
      { step: 'received', isDone: false, isNow: true },
      { step: 'sounding', isDone: false, isNow: false },
    ])
    expect(stopTrail('silent')?.at(-1)).toEqual({ step: 'silent', isDone: false, isNow: true })
  })

  it('is none where somebody has to call, or it is over', () => {
    expect(emergencyTrail('telephone')).toBe(null)
    expect(stopTrail('restarted')).toBe(null)
  })

  it('asks to call who is not reached by wire, until somebody was got hold of', () => {
    const place = (call: 'reached' | 'no-answer' | null, way: 'wire' | 'telephone', step = '') => ({
      ...{ station: 's', stationName: 's', technology: 'fm' as const, way, phone: null },
      ...{ contacts: [], lastSeenAt: null, step },
      call: call && { result: call, byName: 'Lan', at: 0 },
    })
    expect(toCall([place(null, 'telephone'), place('no-answer', 'telephone')])).toHaveLength(2)
    expect(toCall([place('reached', 'telephone'), place(null, 'wire')])).toEqual([])
    expect(toCall([place(null, 'telephone', 'silent')])).toEqual([])
  })
})

describe('a meter’s track', () => {
  const batch = (at: number, ...peaks: number[]) => ({
    at,
    outputs: [{ name: 'loa', peak: peaks, rms: peaks.map((peak) => peak - 1_000) }],
  })

  it('knows the level of each 50 ms, and nothing beyond what came', () => {
    const track = makeMeterTrack()
    track.push(batch(1_000, -100, -200))
    track.push(batch(1_100, -300, -400))
    expect(track.at('loa', 1_049)).toEqual({ peak: -100, rms: -1_100 })
    expect(track.at('loa', 1_050)?.peak).toBe(-200)
    expect(track.at('loa', 1_199)?.peak).toBe(-400)
    expect(track.at('loa', 1_200)).toBe(null)
    expect(track.at('loa', 999)).toBe(null)
    expect(track.at('nghe', 1_000)).toBe(null)
  })

  it('forgets what is long gone', () => {
    const track = makeMeterTrack()
    for (let at = 0; at < 100; at++) track.push(batch(at * 50, -at))
    expect(track.at('loa', 0)).toBe(null)
    expect(track.at('loa', 99 * 50)?.peak).toBe(-99)
  })

  it('takes nothing but levels', () => {
    expect(readLevels('{"at":1,"outputs":[]}')).toEqual({ at: 1, outputs: [] })
    for (const garbage of ['', 'null', '{"at":"1"}', '[]']) expect(readLevels(garbage)).toBe(null)
  })
})

describe('what comes next', () => {
  it('waits down to zero, and no sooner', () => {
    const plan = aPlan(aBlock(10_000, 60, { items: [anItem('a', 0, 30)] }))
    expect(nextItems(plan, 8_001, 5)).toMatchObject([{ startsAt: 10_000, inMs: 2_000 }])
    expect(nextItems(plan, 9_999, 5)).toMatchObject([{ inMs: 1_000 }])
    expect(nextItems(plan, 10_000, 5)).toEqual([])
    expect(nextItems(undefined, 0, 5)).toEqual([])
  })
})

describe('a player’s own words', () => {
  it('are put plainly where they are known', () => {
    expect(outputReason('connect ECONNREFUSED 127.0.0.1:8000')).toBe('refused')
    expect(outputReason('the server answered 401')).toBe('denied')
    expect(outputReason('ENOSPC: no space left on device')).toBe('full')
    expect(outputReason('ENODEV, no such device')).toBe('gone')
    expect(outputReason('a new kind of trouble')).toBe('other')
  })

  it('say of a station what happened to it', () => {
    const of = (type: string, reason = '', about = '') => happeningKey({ type, reason, about })
    expect(of('clock-step', 'suspended')).toBe('suspended')
    expect(of('stopped', '', 'local-1')).toBe('stopped-local')
    expect(of('stopped', '', 'stop-1')).toBe('stopped')
    expect(of('to-come')).toBe('other')
    expect(saysWhy({ type: 'stopped', reason: 'thử loa' })).toBe(true)
    expect(saysWhy({ type: 'boot', reason: '' })).toBe(false)
  })
})
