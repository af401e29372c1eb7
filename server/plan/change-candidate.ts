import type { Ground } from './change-ground.ts'
import { type ChangeReason, sayWhy } from './change-text.ts'
import { explain } from './explanation-text.ts'
import type { PlanStation } from './plan-station.ts'

/** Why a station may not choose a version: others may air it, or nobody may. */
export function whyNoCandidate(
  ground: Ground,
  station: PlanStation,
  version: string,
): ChangeReason {
  const title = ground.titleOf(version)
  const elsewhere = [...ground.stations.values()]
    .map((other) => ground.candidatesOf(other).get(version))
    .find((candidate) => candidate?.state === 'approved')
  if (!elsewhere) return explain({ code: 'not-approved', params: { title } })
  return sayWhy(elsewhere.campaign ? 'campaign-elsewhere' : 'of-another-station', {
    ...{ title: elsewhere.title, station: station.name },
  })
}
