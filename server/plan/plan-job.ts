import type { StationId } from '../../playout/contract/ids.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'
import type { AiringPlace, Candidate } from './airworthy.ts'
import { listCandidates, listPlanStations } from './candidate-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import { diffPlan, placementsOf } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
import { listBlocks, listLastPlacements, replaceBlocks } from './plan-store.ts'
import { planStation } from './planner.ts'
import type { PlannedBlock } from './playlist.ts'
import { planRelay } from './relay-plan.ts'
import { findQuietHours } from './setting-store.ts'
import { type AirWindow, type Occurrence, occurrencesOn } from './window.ts'
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
    const wanted = await planAll(tx, stations, kept, now)
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
  now: Instant,
): Promise<PlannedBlock[]> {
  const district = stations[0] as PlanStation
  const today = localDateOf(now, district.zone)
  const windows = windowsByStation(
    await listWindows(db, {
      validOn: addDays(today, -1),
      validUntil: addDays(today, DAYS_AHEAD + 1),
    }),
  )
  const candidates = await listCandidates(db)
  const quiet = await findQuietHours(db)
  const placeOf = ({ zone, languages }: PlanStation): AiringPlace => ({ zone, languages, quiet })
  const own = kept.filter(({ station }) => station === district.id)
  const history = [
    ...(await listLastPlacements(db, district.id, {
      since: now - MEMORY_MS,
      before: addDays(today, -1),
    })),
    ...placementsOf(own),
  ]
  const planned = planStation({
    source: 'district',
    station: district.id,
    place: placeOf(district),
    occurrences: occurrencesToPlan(district, windows, now),
    candidates,
    history,
  })
  const blocks = new Map([...own, ...planned].map(({ block }) => [block.id, block]))
  return [
    ...planned,
    ...stations
      .filter(({ role, technology }) => role === 'commune' && technology === 'ip')
      .flatMap((station) =>
        planCommune(station, placeOf(station), windows, candidates, blocks, now),
      ),
  ]
}

function planCommune(
  station: PlanStation,
  place: AiringPlace,
  windows: ReadonlyMap<string, readonly AirWindow[]>,
  candidates: readonly Candidate[],
  district: ReadonlyMap<string, Block>,
  now: Instant,
): PlannedBlock[] {
  const occurrences = occurrencesToPlan(station, windows, now)
  return planRelay({ station: station.id, place, occurrences, candidates, district })
}

/** Windows of the station from today on that are still to begin. */
function occurrencesToPlan(
  { id, zone }: PlanStation,
  windows: ReadonlyMap<string, readonly AirWindow[]>,
  now: Instant,
): Occurrence[] {
  return datesFrom(localDateOf(now, zone), DAYS_AHEAD + 1)
    .flatMap((date) => occurrencesOn(windows.get(id) ?? [], date, zone))
    .filter(({ startsAt }) => startsAt >= now + FREEZE_MS)
}

function windowsByStation(windows: readonly AirWindow[]): Map<string, AirWindow[]> {
  return Map.groupBy(windows, ({ station }) => station as string)
}

function datesFrom(date: LocalDate, days: number): LocalDate[] {
  return Array.from({ length: days }, (_, day) => addDays(date, day))
}
