import { expect, it } from 'vitest'
import { healthOf } from '../../../server/station/station.ts'

const SEEN = 1_000_000

it.each([
  [0, 'well'],
  [15_000, 'well'],
  [15_001, 'late'],
  [120_000, 'late'],
  [120_001, 'out-of-reach'],
] as const)('an IP station that spoke %i ms ago is %s', (ago, health) => {
  expect(healthOf('ip', SEEN, SEEN + ago)).toBe(health)
})

it('an IP station that never spoke was never seen', () => {
  expect(healthOf('ip', null, SEEN)).toBe('never-seen')
})

it('a station on FM or wire has nothing to be judged by', () => {
  expect(healthOf('fm', null, SEEN)).toBe('no-telemetry')
  expect(healthOf('wired', SEEN, SEEN)).toBe('no-telemetry')
})
