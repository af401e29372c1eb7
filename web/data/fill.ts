import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'

/** How full the station's own part of a window is. */
export type Fill = Readonly<{
  kind: 'free' | 'full' | 'over'
  /** What is free, or too much; never negative. */
  ms: number
  /** 0…1 of the own part. */
  used: number
  /** Bulletins that it holds, when that is as many as the planner puts there; absent while it takes more. */
  holds?: number
}>

type Filled = Readonly<{
  lengthSamples: number
  freeSamples: number
  relayTime: readonly Readonly<{ lengthSamples: number }>[]
  items?: readonly Readonly<{ kind: string; relayOf: object | string | null }>[]
  explanations?: readonly Readonly<{ code: string }>[]
}>

/** Less than this is rounding: a window is then said to be full. */
const ROUNDING_MS = 500

export function fillOf(filled: Filled): Fill {
  const { lengthSamples, freeSamples, relayTime } = filled
  const own = relayTime.reduce((rest, part) => rest - part.lengthSamples, lengthSamples)
  const ms = Math.round(freeSamples / SAMPLES_PER_MS)
  const used = own <= 0 ? 1 : Math.min(1, Math.max(0, 1 - freeSamples / own))
  if (Math.abs(ms) <= ROUNDING_MS) return { kind: 'full', ms: 0, used: 1 }
  const holds = holdsAll(filled)
  return ms > 0
    ? { kind: 'free', ms, used, ...(holds === null ? {} : { holds }) }
    : { kind: 'over', ms: -ms, used }
}

/** The planner says that others wait although there may be room: the window is full by count. */
function holdsAll({ items = [], explanations = [] }: Filled): number | null {
  if (explanations.every(({ code }) => code !== 'enough')) return null
  return items.filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null).length
}
