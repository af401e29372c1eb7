import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Block } from '../api/shapes.ts'
import { opensAt } from './board.ts'
import { instantOfLocal } from './local-moment.ts'
import { endOf } from './plan-line.ts'

/**
 * A time typed as `05:03:20` (or `05:03`) within a window, in samples from its start; null when it is no
 * time, lies outside, or has begun. A window past midnight takes times of the next day.
 */
export function offsetOfTyped(
  typed: string,
  block: Pick<Block, 'startsAt' | 'lengthSamples' | 'date' | 'openFrom'>,
  zone: string,
): number | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(typed.trim())
  if (!found) return null
  const [, hours = '', minutes = '', seconds = '0'] = found
  const minute = instantOfLocal(`${block.date}T${hours.padStart(2, '0')}:${minutes}`, zone)
  if (minute === null) return null
  const at = minute + Number(seconds) * 1000
  for (const wanted of [at, at + 86_400_000])
    if (opensAt(block) <= wanted && wanted < endOf(block as Block))
      return (wanted - block.startsAt) * SAMPLES_PER_MS
  return null
}
