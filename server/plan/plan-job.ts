import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Database } from '../db/schema.ts'
import type { Db, Deps } from '../deps.ts'
import { dayHands, isSameHands } from './hand.ts'
import { localDateOf } from './local-time.ts'
import { planOnAir } from './on-air-days.ts'
import { planByStation } from './plan-days.ts'
import { diffPlan, type PlanDiff, soundsTheSame, withoutThese } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
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

/** After so many changes in between, it is planned while nobody else can change anything. */
const MOST_ATTEMPTS = 3

/** Inputs from which nothing came out differently, by connection: they need not be planned again. */
const settled = new WeakMap<Db, string>()

/**
 * Plans today and the coming days of every station that has a playlist: the district and its IP
 * communes (FM and wired ones carry the live signal). What has begun, or is about to, stays; of the
 * rest only what came out differently is written.
 *
 * It reads, plans without holding the database or the process for longer than one station takes, and
 * writes in a transaction that makes sure first that everything is as it was read; otherwise it begins
 * again. So two runs cannot mix their inputs, and no change is lost.
 *
 * @param cause what the versions say that brought them about
 * @returns stations whose plan changed
 */
export async function planComingDays(
  { db }: Pick<Deps, 'db'>,
  now: Instant,
  cause: VersionCause = 'plan',
): Promise<readonly StationId[]> {
  const by: PlanCause = { cause, staff: null }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const gathered = await gatherPlanning(db, now, PLANNED_DAYS)
    if (!gathered || settled.get(db) === gathered.inputs) return []
    const outcome = await workedOut(gathered, now)
    const isSame = async (tx: Db) =>
      (await gatherPlanning(tx, now, PLANNED_DAYS))?.inputs === gathered.inputs
    if (isNothing(outcome)) {
      if (!(await isSame(db))) continue
      settled.set(db, gathered.inputs)
      return []
    }
    const written = await db
      .transaction()
      .execute(async (tx) => ((await isSame(tx)) ? save(tx, outcome, now, by) : null))
    if (written) return written.stations
  }
  const { stations } = await db.transaction().execute((tx) => writePlan(tx, now, by))
  return stations
}

/** A plan that was worked out before what brings it about is written. */
export type PlanAhead = Readonly<{ inputs: string; outcome: PlanOutcome }>

/**
 * Plans what a change would bring: it is made, read and undone again, and then planned while others
 * may read and write. Hand it to `writePlan` in the transaction that makes the change for good.
 *
 * @throws whatever making it is refused with
 */
export async function planAhead(
  db: Kysely<Database>,
  now: Instant,
  act: (tx: Db) => Promise<void>,
): Promise<PlanAhead | null> {
  const seen = await db.startTransaction().execute()
  const gathered = await act(seen)
    .then(() => gatherPlanning(seen, now, PLANNED_DAYS))
    .finally(() => seen.rollback().execute())
  return gathered && { inputs: gathered.inputs, outcome: await workedOut(gathered, now) }
}

/**
 * The same within a transaction that has changed something, and says who.
 *
 * @param ahead what was planned before; it holds when nothing else has changed since
 */
export async function writePlan(
  tx: Db,
  now: Instant,
  by: PlanCause,
  ahead: PlanAhead | null = null,
): Promise<Written> {
  const gathered = await gatherPlanning(tx, now, PLANNED_DAYS)
  if (!gathered) return { stations: [], versions: [] }
  if (ahead?.inputs === gathered.inputs) return save(tx, ahead.outcome, now, by)
  const { begun, rest } = wishedFor(gathered, now)
  return save(tx, outcomeOf(gathered, [...begun, ...[...rest].flat()]), now, by)
}

/** Station after station, so that the process does other things in between. */
async function workedOut(gathered: Gathered, now: Instant): Promise<PlanOutcome> {
  const { begun, rest } = wishedFor(gathered, now)
  const planned: PlannedBlock[] = []
  for (const blocks of rest) {
    planned.push(...blocks)
    await setImmediate()
  }
  return outcomeOf(gathered, [...begun, ...planned])
}

/** What is on air with what hands wish of it, and the rest, which is planned station by station. */
function wishedFor({ planning, onAir }: Gathered, now: Instant) {
  const begun = planOnAir(planning, onAir, now)
  const kept = [...withoutThese(planning.kept, onAir), ...begun]
  const date = ({ zone }: PlanStation) => localDateOf(now, zone)
  return { begun, rest: planByStation({ ...planning, kept }, date, PLANNED_DAYS) }
}

/** What has to be written so that the plan is the wanted one. */
type PlanOutcome = Readonly<{
  existing: readonly PlannedBlock[]
  diff: PlanDiff
  texts: ReturnType<typeof newTexts>
}>

function outcomeOf(gathered: Gathered, wanted: readonly PlannedBlock[]): PlanOutcome {
  const { planning, open, onAir } = gathered
  const existing = [...onAir, ...open]
  const kept = withoutThese(planning.kept, onAir)
  const before = { ...gathered, open: existing, planning: { ...planning, kept } }
  return { existing, diff: diffPlan(existing, wanted), texts: newTexts(before, wanted) }
}

function isNothing({ diff, texts }: PlanOutcome): boolean {
  return diff.gone.length + diff.written.length + texts.length === 0
}

async function save(
  tx: Db,
  { existing, diff, texts }: PlanOutcome,
  now: Instant,
  by: PlanCause,
): Promise<Written> {
  await replaceBlocks(tx, diff.gone, diff.written, now)
  const versions = await appendPlanVersions(tx, texts, { ...by, at: now })
  const gone = new Set(diff.gone)
  const stations = new Set([
    ...existing.filter(({ block }) => gone.has(block.id)).map(({ station }) => station),
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
