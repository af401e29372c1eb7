import type { Plan } from '../api/shapes.ts'
import { msOf } from './plan-line.ts'

/** What a campaign needs each day, beside the time that there is on one. */
export type CampaignNeed = Readonly<{
  windows: number
  /** The station's own part of them. */
  ownMs: number
  /** For its floor, by the mean length of its bulletins; null while it has none. */
  needMs: number | null
}>

/**
 * @param floor airings a day
 * @param lengths of the bulletins that may sound, ms
 * @param plan a day of a station that airs it
 */
export function needOf(floor: number, lengths: readonly number[], plan: Plan): CampaignNeed {
  const blocks = plan.blocks.filter(({ purpose }) => purpose === 'programme')
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  return {
    windows: blocks.length,
    ownMs: blocks.reduce((sum, block) => sum + ownPartMs(block), 0),
    needMs: lengths.length === 0 ? null : Math.round(floor * mean),
  }
}

/** A block without what other sources fill. */
function ownPartMs({ lengthSamples, relayTime }: Plan['blocks'][number]): number {
  const others = relayTime.reduce((sum, relay) => sum + relay.lengthSamples, 0)
  return msOf(Math.max(0, lengthSamples - others))
}
