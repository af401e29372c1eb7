import { blockIdOf } from './block.ts'
import type { Bar, Hands } from './hand.ts'
import type { Planning } from './plan-days.ts'

/** Wishes of hands as the planner takes them. */
export function handsOf({ pins, bars }: Hands): Pick<Planning, 'pins' | 'bars'> {
  const blockOf = ({ window, date }: Bar) => blockIdOf(window, date)
  return {
    pins: Map.groupBy(pins, blockOf),
    bars: new Map(
      [...Map.groupBy(bars, blockOf)].map(([block, list]) => [
        block,
        new Set(list.map(({ version }) => version as string)),
      ]),
    ),
  }
}
