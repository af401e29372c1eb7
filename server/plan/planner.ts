import { blockOf } from './block.ts'
import { composed } from './compose.ts'
import { createHeard } from './heard.ts'
import { type DayPlan, planDay } from './plan-day.ts'
import { placementsOf } from './plan-diff.ts'
import type { PlannedBlock } from './playlist.ts'
import type { StationPlanning } from './station-planning.ts'
import type { Occurrence } from './window.ts'

/**
 * Fills the station's own part of each window, day by day: what opens it, then campaign items around
 * what stands at its instant, then what closes it. The same inputs, in whatever order, give the same plan.
 */
export function planStation(planning: StationPlanning): PlannedBlock[] {
  const heard = createHeard(planning.history)
  const days = Map.groupBy(
    [...planning.occurrences].sort(
      (a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1),
    ),
    ({ date }) => date,
  )
  return [...days.values()].flatMap((occurrences) => {
    const planned = blocksOf(planning, occurrences, planDay(planning, occurrences, heard))
    heard.add(placementsOf(planned))
    return planned
  })
}

function blocksOf(
  { station, source }: StationPlanning,
  occurrences: readonly Occurrence[],
  { windows }: DayPlan,
): PlannedBlock[] {
  const code = source === 'district' ? 'no-district-segment' : 'no-own-segment'
  return occurrences.map((occurrence, at) => {
    const window = windows[at]
    return window
      ? composed(station, source, window)
      : {
          ...{ station, block: blockOf(occurrence, [], source) },
          explanations: [{ code, params: {} }],
        }
  })
}
