import { expect, it } from 'vitest'
import { type DayOfAir, runDays } from '../support/long-air.ts'

it('a player is as small and as exact after a second day as after the first', async () => {
  const days: DayOfAir[] = []
  await runDays(2, (day) => days.push(day))
  const [first, second] = days as [DayOfAir, DayOfAir]
  expect([first.ended, second.ended]).toEqual([30, 30])
  expect(Math.max(first.worstStartMs, second.worstStartMs)).toBeLessThan(0.2)
  expect(second.heapMb - first.heapMb).toBeLessThan(1)
}, 600_000)
