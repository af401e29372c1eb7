import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'
import { dayHands, isSameHands } from './hand.ts'
import { localDateOf } from './local-time.ts'
import { planDays } from './plan-days.ts'
import { diffPlan, soundsTheSame } from './plan-diff.ts'
import { replaceBlocks } from './plan-store.ts'
import { versionText } from './plan-version.ts'
import { appendPlanVersions, type PlanCause, type VersionCause } from './plan-version-store.ts'
import { type Gathered, gatherPlanning, PLANNED_DAYS } from './planning-store.ts'
import type { PlannedBlock } from './playlist.ts'

/** Playlists that were written anew. */
export type Written = Readonly<{
  stations: readonly StationId[]
  versions: readonly Readonly<{ station: StationId; date: string; number: number }>[]
}>

/**
 * Plans today and the coming days of every station that has a playlist: the district and its IP
 * communes (FM and wired ones carry the live signal). What has begun, or is about to, stays; of the
 * rest only what came out differently is written.
 *
 * It reads and writes in one transaction, so that two runs cannot mix their inputs.
 *
 * @param cause what the versions say that brought them about
 * @returns stations whose plan changed
 */
export function planComingDays(
  deps: Pick<Deps, 'db'>,
  now: Instant,
  cause: VersionCause = 'plan',
): Promise<readonly StationId[]> {
  return deps.db
    .transaction()
    .execute((tx) => writePlan(tx, now, { cause, staff: null }))
    .then(({ stations }) => stations)
}

/** The same within a transaction that has changed something, and says who. */
export async function writePlan(tx: Db, now: Instant, by: PlanCause): Promise<Written> {
  const gathered = await gatherPlanning(tx, now, PLANNED_DAYS)
  if (!gathered) return { stations: [], versions: [] }
  const { planning, open } = gathered
  const wanted = planDays(planning, ({ zone }) => localDateOf(now, zone), PLANNED_DAYS)
  const diff = diffPlan(open, wanted)
  await replaceBlocks(tx, diff.gone, diff.written, now)
  const texts = newTexts(gathered, wanted)
  const versions = await appendPlanVersions(tx, texts, { ...by, at: now })
  const gone = new Set(diff.gone)
  const stations = new Set([
    ...open.filter(({ block }) => gone.has(block.id)).map(({ station }) => station),
    ...diff.written.map(({ station }) => station),
  ])
  return { stations: [...stations], versions }
}

/** Of each date that sounds otherwise, or by other wishes, its whole playlist. */
function newTexts({ planning, open, hands, earlier }: Gathered, wanted: readonly PlannedBlock[]) {
  const dayOf = ({ station, block }: PlannedBlock) => `${station} ${block.date}`
  const before = Map.groupBy(open, dayOf)
  const after = Map.groupBy(wanted, dayOf)
  const kept = Map.groupBy(planning.kept, dayOf)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((day) => {
    const [had, has] = [before.get(day) ?? [], after.get(day) ?? []]
    const any = has[0] ?? had[0]
    if (!any) return []
    const { station, block } = any
    const wishes = dayHands(hands, { station, date: block.date })
    const newest = earlier.get(day)?.[0]
    const isSame = newest === undefined || isSameHands(newest.hands, wishes)
    if (isSame && soundsTheSame(had, has)) return []
    const text = versionText([...(kept.get(day) ?? []), ...has], wishes)
    return [{ station, date: block.date, text }]
  })
}
