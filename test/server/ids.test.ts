import { describe, expect, it } from 'vitest'
import { makeIds } from '../../server/ids.ts'
import { makeClock } from '../support/clock.ts'

describe('ids', () => {
  it('sort in the order of their making, also within a millisecond and when the clock goes back', async () => {
    const clock = makeClock(1_000_000)
    let now = 1_000_000
    let seed = 0
    const newId = makeIds({ ...clock, now: () => now }, (count) =>
      Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 256)),
    )
    const made = []
    for (let round = 0; round < 10_000; round++) {
      if (round % 100 === 0) now += round % 300 === 0 ? -50 : 20
      made.push(newId())
    }
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
    expect(
      made.every((id) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toBe(true)
  })
})
