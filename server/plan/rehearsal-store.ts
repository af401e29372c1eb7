import type { Kysely } from 'kysely'
import type { Instant } from '../../playout/contract/time.ts'
import type { Database } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import { listFirstHeard } from './first-heard-store.ts'
import { localDateOf } from './local-time.ts'
import type { TwoPlans } from './outlook.ts'
import { planDays } from './plan-days.ts'
import { planProblem } from './plan-errors.ts'
import { type Gathered, gatherPlanning, PLANNED_DAYS } from './planning-store.ts'
import { findReading } from './reading-store.ts'

/**
 * What the coming days would be if something were done: it is done, looked at, and undone again, so
 * that what is shown is what would come. Nothing of it is kept.
 *
 * @returns with the revision that a route which really does it asks for
 * @throws Problem `plan-no-district`, and whatever doing it is refused with
 */
export async function rehearse(
  db: Kysely<Database>,
  now: Instant,
  act: (tx: Db) => Promise<void>,
): Promise<TwoPlans & Readonly<{ revision: string }>> {
  const seen = await db.startTransaction().execute()
  let before: Gathered | null
  let after: Gathered | null
  let firstHeard: TwoPlans['firstHeard']
  const listLive = async () =>
    new Map((await listLiveSources(seen)).map((source) => [source.id, source]))
  let revision: string
  let live: TwoPlans['live']
  let liveBefore: TwoPlans['live']
  try {
    liveBefore = await listLive()
    before = await gatherPlanning(seen, now, PLANNED_DAYS)
    revision = await findReading(seen, now, before?.inputs ?? '')
    await act(seen)
    after = await gatherPlanning(seen, now, PLANNED_DAYS)
    live = await listLive()
    firstHeard = await listFirstHeard(seen, after?.planning.stations.map(({ id }) => id) ?? [])
  } finally {
    await seen.rollback().execute()
  }
  if (!before || !after) throw planProblem('plan-no-district')
  return {
    ...{ planning: after.planning, windowsBefore: before.planning.windowsOf, firstHeard, now },
    ...{ quietBefore: before.planning.quiet, stationsBefore: before.planning.stations },
    ...{ live, liveBefore, revision },
    before: wholePlan(before, now),
    after: wholePlan(after, now),
  }
}

function wholePlan({ planning }: Gathered, now: Instant) {
  const planned = planDays(planning, ({ zone }) => localDateOf(now, zone), PLANNED_DAYS)
  return [...planning.kept, ...planned]
}
