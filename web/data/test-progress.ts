import type { Airing, Station, TestSent } from '../api/shapes.ts'

/** Nothing about air is optimistic: each step is shown when the station itself has said so. */
export type TestStep = 'sending' | 'received' | 'playing' | 'played' | 'failed'

/**
 * How far a test item has come. `received` is when the station holds the manifest that carries it;
 * before that the office has only published it.
 */
export function testStep(
  test: TestSent,
  station: Station | undefined,
  airings: readonly Airing[],
): TestStep {
  const airing = airings.find((one) => one.item === test.item)
  if (airing && airing.outcome !== 'sounding')
    return airing.outcome === 'aired' ? 'played' : 'failed'
  const status = station?.status
  if (airing || status?.onAir?.item === test.item) return 'playing'
  return status && status.held >= test.manifestVersion ? 'received' : 'sending'
}
