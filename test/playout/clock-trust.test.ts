import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import { createClockTrust } from '../../playout/station/clock-trust.ts'
import {
  createClockWord,
  sayClockIsRight,
  takeClockWordBack,
} from '../../playout/station/clock-word.ts'
import { createClockOffset } from '../../playout/sync/clock-offset.ts'
import { makeClock } from '../support/clock.ts'

const NOW = 1_795_000_000_000
const lastLine = { clock: { at: NOW } } as StationEvent

function station(now: number, recent: readonly StationEvent[] = []) {
  const clock = makeClock(now)
  const offset = createClockOffset()
  const trust = createClockTrust(clock, offset, recent)
  return {
    trust,
    /** As often as the median takes to believe it. */
    contact: (aheadMs: number) => {
      for (let i = 0; i < 9; i++) offset.note(clock.now(), clock.now() + aheadMs, clock.now())
    },
  }
}

describe('a clock that cannot be right', () => {
  it('begins nothing more than a minute away from the server, and says so once', () => {
    const { trust, contact } = station(NOW)
    contact(61_000)
    expect(trust.mayBegin()).toBe(false)
    expect(trust.changes()).toMatchObject([{ type: 'clock-distrusted', amountMs: 61_000 }])
    expect(trust.changes()).toEqual([])
    contact(0)
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toMatchObject([{ type: 'clock-trusted' }])
  })

  it('two seconds away is worth a line, and plays on', () => {
    const { trust, contact } = station(NOW)
    contact(-2_500)
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toMatchObject([{ type: 'clock-distrusted', amountMs: -2_500 }])
  })

  it('in 1970 waits for a server, since the log knows a later time', () => {
    const { trust, contact } = station(5_000, [lastLine])
    expect(trust.mayBegin()).toBe(false)
    expect(trust.changes()[0]).toMatchObject({ type: 'clock-distrusted', amountMs: 5_000 - NOW })
    contact(0)
    expect(trust.mayBegin()).toBe(true)
  })

  it('without a server and without anything that speaks against it is believed', () => {
    const { trust } = station(NOW + 3_600_000, [lastLine])
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toEqual([])
  })

  it('begins all the same when a person there says that it is right, until it is another clock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dong-ho-'))
    const clock = makeClock(5_000)
    const word = createClockWord(folder, clock, () => clock.monotonic())
    const trust = createClockTrust(clock, createClockOffset(), [lastLine], word.current)
    expect(trust.mayBegin()).toBe(false)
    expect(trust.changes()).toMatchObject([{ type: 'clock-distrusted' }])
    await sayClockIsRight(folder, clock.now(), clock.monotonic(), 'đã so với đồng hồ của xã')
    await word.look()
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toMatchObject([
      { type: 'clock-trusted', reason: 'a person: đã so với đồng hồ của xã' },
    ])
    // The word was about this clock; somebody sets another one, or the machine boots again.
    clock.step(61_000)
    expect(trust.mayBegin()).toBe(false)
    expect(trust.changes()).toMatchObject([{ type: 'clock-distrusted' }])
    clock.step(-61_000)
    expect(trust.mayBegin()).toBe(true)
    await takeClockWordBack(folder)
    await word.look()
    expect(trust.mayBegin()).toBe(false)
    rmSync(folder, { recursive: true })
  })
})
