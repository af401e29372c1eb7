import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'

/** How full the station's own part of a window is. */
export type Fill = Readonly<{
  kind: 'free' | 'full' | 'over'
  /** What is free, or too much; never negative. */
  ms: number
  /** 0…1 of the own part. */
  used: number
}>

type Filled = Readonly<{
  lengthSamples: number
  freeSamples: number
  relayTime: readonly Readonly<{ lengthSamples: number }>[]
}>

/** Less than this is rounding: a window is then said to be full. */
const ROUNDING_MS = 500

export function fillOf({ lengthSamples, freeSamples, relayTime }: Filled): Fill {
  const own = relayTime.reduce((rest, part) => rest - part.lengthSamples, lengthSamples)
  const ms = Math.round(freeSamples / SAMPLES_PER_MS)
  const used = own <= 0 ? 1 : Math.min(1, Math.max(0, 1 - freeSamples / own))
  if (Math.abs(ms) <= ROUNDING_MS) return { kind: 'full', ms: 0, used: 1 }
  return ms > 0 ? { kind: 'free', ms, used } : { kind: 'over', ms: -ms, used }
}
