import { readWorld } from '../../server/plan/world-check.ts'
import { planWorld, type WorldPlan } from '../../server/plan/world-plan.ts'
import { planningOf } from '../../server/plan/world-planning.ts'

/** The plan of a world given as JSON. */
export function planOf(
  json: unknown,
  from: string,
  days: number,
  standing?: ReadonlyMap<string, unknown>,
): WorldPlan {
  const read = readWorld(json)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const planning = planningOf(read.value)
  return planWorld(standing ? { ...planning, standing: standing as never } : planning, from, days)
}

/** What stands of a plan, as the planner takes it when it plans again. */
export function standingOf(plan: WorldPlan): ReadonlyMap<string, unknown> {
  return new Map(
    plan.playlists.flatMap(({ date, blocks }) =>
      blocks.map((block) => [
        `${block.window}@${date}`,
        block.items.map((item) => ({
          ...{ ...item, gainMillibels: 0 },
          bulletin: item.version === null ? null : { version: item.version },
        })),
      ]),
    ),
  )
}

/** Bulletins' versions of each window of stations with playlists, in order of time. */
export function soundsIn(plan: WorldPlan) {
  return plan.playlists.flatMap(({ date, blocks }) =>
    blocks.map(({ startsAtLocal, items }) => ({
      ...{ date, at: startsAtLocal.slice(0, 5) },
      items: items.flatMap(({ kind, version }) => (kind === 'bulletin' ? [version] : [])),
    })),
  )
}
