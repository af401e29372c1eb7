import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'
import { listCandidates, listPlanStations } from './candidate-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import { planDays } from './plan-days.ts'
import { diffPlan } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
import { listBlocks, listLastPlacements, replaceBlocks } from './plan-store.ts'
import type { PlannedBlock } from './playlist.ts'
import { findQuietHours } from './setting-store.ts'
import { listWindows } from './window-store.ts'

/** Days that are planned beside today. */
const DAYS_AHEAD = 2
/** What begins sooner is left as it is: stations may be about to play it. */
const FREEZE_MS = 5_000
/** How far back one looks for whose turn it is. */
const MEMORY_MS = 30 * 86_400_000

/**
 * Plans today and the next two days of every station that has a playlist: the district and its IP
 * communes (FM and wired ones carry the live signal). What has begun, or is about to, stays; of the
 * rest only what came out differently is written.
 *
 * It reads and writes in one transaction, so that two runs cannot mix their inputs; planning itself
 * takes milliseconds.
 *
 * @returns stations whose plan changed
 */
export function planComingDays(deps: Pick<Deps, 'db'>, now: Instant): Promise<StationId[]> {
  return deps.db.transaction().execute(async (tx) => {
    const stations = await listPlanStations(tx)
    const [district] = stations
    if (district?.role !== 'district') return []
    const today = localDateOf(now, district.zone)
    const existing = (
      await listBlocks(tx, { dates: datesFrom(addDays(today, -1), DAYS_AHEAD + 2) })
    ).filter(({ block }) => block.purpose === 'programme')
    const kept = existing.filter(({ block }) => block.startsAt < now + FREEZE_MS)
    const open = existing.filter(({ block }) => block.startsAt >= now + FREEZE_MS)
    const wanted = await planAll(tx, stations, kept, open, now)
    const diff = diffPlan(open, wanted)
    await replaceBlocks(tx, diff.gone, diff.written, now)
    const gone = new Set(diff.gone)
    return [
      ...new Set([
        ...open.filter(({ block }) => gone.has(block.id)).map(({ station }) => station),
        ...diff.written.map(({ station }) => station),
      ]),
    ]
  })
}

async function planAll(
  db: Db,
  stations: readonly PlanStation[],
  kept: readonly PlannedBlock[],
  open: readonly PlannedBlock[],
  now: Instant,
): Promise<PlannedBlock[]> {
  const district = stations[0] as PlanStation
  const today = localDateOf(now, district.zone)
  const windows = Map.groupBy(
    await listWindows(db, {
      validOn: addDays(today, -1),
      validUntil: addDays(today, DAYS_AHEAD + 1),
    }),
    ({ station }) => station as string,
  )
  const candidates = await listCandidates(db, now)
  const range = { since: now - MEMORY_MS, before: addDays(today, -1) }
  const history = await listLastPlacements(db, district.id, range)
  return planDays(
    {
      ...{ stations, kept, quiet: await findQuietHours(db), notBefore: now + FREEZE_MS },
      windowsOf: ({ id }) => windows.get(id) ?? [],
      candidatesOf: ({ role }) => (role === 'district' ? candidates : []),
      historyOf: ({ role }) => (role === 'district' ? history : []),
      standing: new Map(open.map(({ block }) => [block.id, block.items])),
      ...{ ordersOf: () => new Map(), mixOf: () => null, pins: new Map() },
      withoutMusic: () => false,
    },
    ({ zone }) => localDateOf(now, zone),
    DAYS_AHEAD + 1,
  )
}

function datesFrom(date: LocalDate, days: number): LocalDate[] {
  return Array.from({ length: days }, (_, day) => addDays(date, day))
}
