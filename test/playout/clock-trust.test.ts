import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createClockTrust } from '../../playout/station/clock-trust.ts'
import {
  createClockWord,
  sayClockIsRight,
  takeClockWordBack,
} from '../../playout/station/clock-word.ts'
import { createClockOffset } from '../../playout/sync/clock-offset.ts'
import { makeClock } from '../support/clock.ts'

const NOW = 1_795_000_000_000
const HOUR = 3_600_000

/** @param bootedAt when the machine was booted, by its clock */
function station(now: number, sureSince = 0, bootedAt = now - 86_400_000) {
  const clock = makeClock(now)
  const offset = createClockOffset()
  const uptimeMs = () => now - bootedAt + clock.monotonic()
  const trust = createClockTrust({ clock, offset, sureSince, uptimeMs, word: () => null })
  return {
    ...{ trust, clock },
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
    const { trust, contact } = station(5_000, NOW)
    expect(trust.mayBegin()).toBe(false)
    expect(trust.changes()[0]).toMatchObject({ type: 'clock-distrusted', amountMs: 5_000 - NOW })
    contact(0)
    expect(trust.mayBegin()).toBe(true)
  })

  it('without a server and without anything that speaks against it is believed', () => {
    const { trust } = station(NOW + 3_600_000, NOW)
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toEqual([])
  })

  it('begins all the same when a person there says that it is right, until it is another clock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dong-ho-'))
    const clock = makeClock(5_000)
    const word = createClockWord(folder, clock, () => clock.monotonic())
    const trust = createClockTrust({
      ...{ clock, offset: createClockOffset(), sureSince: NOW },
      ...{ uptimeMs: clock.monotonic, word: word.current },
    })
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

  it('that leaps two hours is known for wrong at once, by what the server said before', () => {
    const { trust, clock, contact } = station(NOW)
    contact(0)
    clock.step(2 * HOUR)
    trust.stepped(2 * HOUR, 0)
    expect(trust.mayFollow()).toBe(false)
    expect(trust.mayBegin()).toBe(true)
    expect(trust.changes()).toMatchObject([{ type: 'clock-distrusted', amountMs: -2 * HOUR }])
    clock.step(-2 * HOUR)
    trust.stepped(-2 * HOUR, 0)
    expect(trust.changes()).toMatchObject([{ type: 'clock-trusted', amountMs: 0 }])
  })

  it('that was right all along is followed when the server comes round to it', () => {
    const { trust, clock, contact } = station(NOW)
    contact(0)
    clock.step(2 * HOUR)
    trust.stepped(2 * HOUR, 0)
    contact(0)
    expect(trust.mayFollow()).toBe(true)
  })

  it('that nobody was asked about vouches for nothing that it leapt over', async () => {
    const { trust, clock, contact } = station(NOW, NOW - HOUR)
    expect(trust.surely(NOW)).toBe(NOW - HOUR)
    await clock.advance(1_000)
    expect(trust.surely(NOW + 1_000)).toBe(NOW - HOUR + 1_000)
    contact(0)
    expect(trust.surely(NOW + 1_000)).toBe(NOW + 1_000)
  })

  it('that is two hours ahead of the server vouches for nothing of these two hours', () => {
    const { trust, contact } = station(NOW)
    contact(-2 * HOUR)
    expect(trust.surely(NOW)).toBe(NOW - 2 * HOUR)
  })

  it('that stood still while the machine was off is followed when it is set, once', () => {
    const { trust, clock } = station(NOW + 20_000, NOW, NOW + 5_000)
    clock.step(8 * HOUR)
    trust.stepped(8 * HOUR, 0)
    expect(trust.mayFollow()).toBe(true)
    trust.followed()
    clock.step(8 * HOUR)
    trust.stepped(8 * HOUR, 0)
    expect(trust.mayFollow()).toBe(false)
    expect(trust.mayBegin()).toBe(false)
  })

  it('is followed over what the machine slept', () => {
    const { trust, clock, contact } = station(NOW)
    contact(0)
    clock.step(HOUR)
    trust.stepped(0, HOUR)
    expect(trust.mayFollow()).toBe(true)
    expect(trust.changes()).toEqual([])
  })
})
