import type { Plan } from '../api/shapes.ts'
import { endOf, msOf } from './plan-line.ts'

type Wish = Readonly<{
  floor: number
  spread: number | null
  campaignGapMs: number
  sharePercent: number
}>

/** What a campaign needs each day, held against the windows of one. */
export type CampaignNeed = Readonly<{
  windows: number
  /** The station's own part of them. */
  ownMs: number
  /** As much of it as the campaign may take. */
  shareMs: number
  /** For its floor, by the mean length of its bulletins; null while it has none. */
  needMs: number | null
  /** What keeps it from fitting, surely: a floor needs at least this much. */
  hindrances: readonly Hindrance[]
}>

export type Hindrance =
  | Readonly<{ kind: 'time'; lacksMs: number }>
  | Readonly<{ kind: 'windows'; windows: number }>
  | Readonly<{ kind: 'gap'; lacksMs: number }>

/**
 * @param lengths of the bulletins that may sound, ms
 * @param plan a day of a station that airs it
 */
export function needOf(wish: Wish, lengths: readonly number[], plan: Plan): CampaignNeed {
  const blocks = plan.blocks.filter(({ purpose }) => purpose === 'programme')
  const ownMs = blocks.reduce((sum, block) => sum + ownPartMs(block), 0)
  const shareMs = Math.round((ownMs * wish.sharePercent) / 100)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const needMs = lengths.length === 0 ? null : Math.round(wish.floor * mean)
  // Between the first start and the last end every airing has to find its place.
  const reachMs =
    Math.max(...blocks.map(endOf)) - Math.min(...blocks.map(({ startsAt }) => startsAt))
  const gapsMs = Math.max(0, wish.floor - 1) * wish.campaignGapMs
  const hindrances: Hindrance[] = []
  if (blocks.length > 0) {
    if (needMs !== null && needMs > shareMs)
      hindrances.push({ kind: 'time', lacksMs: needMs - shareMs })
    if (wish.spread !== null && wish.spread > blocks.length)
      hindrances.push({ kind: 'windows', windows: blocks.length })
    if (gapsMs > reachMs) hindrances.push({ kind: 'gap', lacksMs: gapsMs - reachMs })
  }
  return { windows: blocks.length, ownMs, shareMs, needMs, hindrances }
}

/** A block without what other sources fill. */
function ownPartMs({ lengthSamples, relayTime }: Plan['blocks'][number]): number {
  const others = relayTime.reduce((sum, relay) => sum + relay.lengthSamples, 0)
  return msOf(Math.max(0, lengthSamples - others))
}
