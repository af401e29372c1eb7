import type { Instant } from '../playout/contract/time.ts'
import type { Deps } from './deps.ts'
import { planComingDays } from './plan/plan-job.ts'
import type { VersionCause } from './plan/plan-version-store.ts'
import { publishManifests } from './publish/publish-job.ts'

/**
 * Brings the plan of the coming days and every manifest up to what is true now. Doing it again
 * changes nothing, so it is the answer to every change, to a new day, and to a start after a pause:
 * whatever a job missed while the server was down is planned here, and nothing that has passed.
 */
export async function planAndPublish(
  deps: Pick<Deps, 'db' | 'keys' | 'live' | 'newId'>,
  now: Instant,
  cause: VersionCause = 'plan',
): Promise<{ planned: readonly string[]; published: readonly string[] }> {
  const planned = await planComingDays(deps, now, cause)
  const manifests = await publishManifests(deps, now)
  const published = manifests.filter(({ isNew }) => isNew).map(({ station }) => station)
  return { planned, published }
}
