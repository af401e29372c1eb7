import { schedule } from 'node-cron'
import type { Instant } from '../playout/contract/time.ts'
import type { Deps } from './deps.ts'
import { listPlanStations } from './plan/candidate-store.ts'
import { planAndPublish } from './plan-and-publish.ts'
import { publishManifests } from './publish/publish-job.ts'

/** A day more is planned. */
function rollDays(deps: Deps, now: Instant) {
  return planAndPublish(deps, now, 'day')
}

/** What happens by the clock, in the zone of the district. Seconds come first in a pattern. */
const jobs: readonly Readonly<{
  name: string
  at: string
  run(deps: Deps, now: Instant): Promise<unknown>
}>[] = [
  // Just after midnight the plan gains a day; half a minute in, so that nothing begins meanwhile.
  { name: 'roll-days', at: '30 0 0 * * *', run: rollDays },
  // Keeps every manifest far from its expiry.
  { name: 'refresh-manifests', at: '0 7 * * * *', run: (deps, now) => publishManifests(deps, now) },
]

/**
 * Plans whatever is missing, since jobs may have been due while the program was down, then starts
 * them. A run that was missed while the program was blocked is made up for at once. The result stops
 * them.
 */
export async function startCron(deps: Deps): Promise<() => Promise<void>> {
  const { db, clock, log } = deps
  const [district] = await listPlanStations(db)
  await planAndPublish(deps, clock.now())
  const tasks = jobs.map(({ name, at, run }) => {
    const runDue = async (due: Date) => {
      try {
        // The day that was due, yet never an instant that has passed: what has begun is left alone.
        await run(deps, Math.max(due.getTime(), clock.now()))
      } catch (error) {
        log.error({ err: error, job: name }, 'a job failed; it runs again when it is next due')
      }
    }
    const task = schedule(at, ({ date }) => runDue(date), {
      name,
      noOverlap: true,
      ...(district ? { timezone: district.zone } : {}),
      suppressMissedWarning: true,
    })
    task.on('execution:missed', ({ date }) => runDue(date))
    task.on('execution:overlap', () => log.warn({ job: name }, 'still running, so not begun again'))
    return task
  })
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}
