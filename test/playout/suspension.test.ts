import { expect, it } from 'vitest'
import { createSuspension } from '../../playout/station/suspension.ts'
import { makeClock } from '../support/clock.ts'

it('a machine that slept is told from a clock that somebody set', async () => {
  const clock = makeClock(1_795_000_000_000)
  let asleep = 0
  const sleptMs = createSuspension(clock, () => clock.monotonic() + asleep)
  await clock.advance(5_000)
  clock.step(3_600_000)
  expect(sleptMs()).toBe(0)
  asleep = 600_000
  await clock.advance(1_000)
  expect(sleptMs()).toBe(600_000)
  await clock.advance(1_000)
  expect(sleptMs()).toBe(0)
})
