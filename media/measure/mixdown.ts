import type { Mixdown } from '../sound.ts'
import type { ChannelFacts } from './pcm-meter.ts'

/** A channel this much weaker than the other (30 dB) is a cable that was not plugged in. */
const DEAD_BELOW = 1e-3
/** When the mean keeps less than this of the stronger channel (−9 dB), the two cancel each other. */
const CANCELLED_BELOW = 0.125

/** How two channels become one, and why not by their mean. */
export type MixdownChoice = Readonly<{
  mixdown: Mixdown
  trouble: 'dead-channel' | 'out-of-phase' | null
}>

/** The mean of both, unless one is dead or the mean would make the sound vanish: then the stronger one. */
export function chooseMixdown(
  channels: readonly ChannelFacts[],
  covariance: number,
): MixdownChoice {
  const [left, right] = channels
  if (left === undefined || right === undefined) return { mixdown: 'mono', trouble: null }
  if (channels.length > 2) return { mixdown: 'mean', trouble: null }
  const stronger = left.power >= right.power ? 'left' : 'right'
  const most = Math.max(left.power, right.power)
  if (Math.min(left.power, right.power) < DEAD_BELOW * most) {
    return { mixdown: stronger, trouble: 'dead-channel' }
  }
  const mean = (left.power + right.power + 2 * covariance) / 4
  if (mean < CANCELLED_BELOW * most) return { mixdown: stronger, trouble: 'out-of-phase' }
  return { mixdown: 'mean', trouble: null }
}
