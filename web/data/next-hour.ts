import type { Plan } from '../api/shapes.ts'
import { endOf, linesOf, type PlanLine } from './plan-line.ts'

/** The next hour to scale: positions are 0…1 from its top. */
export type Ribbon = Readonly<{
  from: number
  to: number
  /** Where "now" lies. */
  now: number
  bands: readonly Readonly<{
    id: string
    title: string
    startsAt: number
    top: number
    height: number
    items: number
    /** False where the band before it leaves no room for words, or its own beginning has gone by. */
    labelled: boolean
    parts: readonly Readonly<{ key: string; kind: PlanLine['kind']; top: number; height: number }>[]
  }>[]
}>

const BEFORE_MS = 3 * 60_000
const HOUR_MS = 60 * 60_000
/** A label needs this much of the ribbon's height. */
const LABEL_SHARE = 0.034

/** Gaps between bands are gaps on the air: nothing is stretched to look full. */
export function ribbonOf(plan: Plan | undefined, now: number): Ribbon {
  const from = now - BEFORE_MS
  const to = from + HOUR_MS
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / HOUR_MS))
  let labelEnds = -1
  const bands = (plan?.blocks ?? [])
    .filter((block) => endOf(block) > from && block.startsAt < to)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((block) => {
      const top = share(block.startsAt)
      const labelled = block.startsAt >= from && top >= labelEnds
      if (labelled) labelEnds = top + LABEL_SHARE
      return {
        id: block.id,
        title: block.title,
        startsAt: block.startsAt,
        top,
        height: share(endOf(block)) - top,
        items: block.items.filter((item) => item.kind === 'bulletin').length,
        labelled,
        parts: linesOf(block).map((line) => ({
          key: line.key,
          kind: line.kind,
          top: share(line.startsAt),
          height: share(line.endsAt) - share(line.startsAt),
        })),
      }
    })
  return { from, to, now: share(now), bands }
}
