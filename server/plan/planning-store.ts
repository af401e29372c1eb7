import type { Item } from '../../playout/contract/manifest.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { FREEZE_MS, hasBegun } from './begun.ts'
import { blockIdOf } from './block.ts'
import { listCandidates, listPlanStations } from './candidate-store.ts'
import type { Hands } from './hand.ts'
import { listHands } from './hand-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import type { Planning } from './plan-days.ts'
import { listBlocks, listLastPlacements } from './plan-store.ts'
import type { PlannedBlock } from './playlist.ts'
import { findQuietHours } from './setting-store.ts'
import { listWindows } from './window-store.ts'

/** How far back one looks for whose turn it is. */
const MEMORY_MS = 30 * 86_400_000

/** Everything that a plan of the coming days depends on, and the plan as it stands. */
export type Gathered = Readonly<{
  planning: Planning
  today: LocalDate
  /** Blocks that may still change. */
  open: readonly PlannedBlock[]
  hands: Hands
}>

/**
 * Reads everything that planning today and some days more depends on: the one place where that is
 * read from the database. Null before there is a district.
 *
 * @param days today included
 */
export async function gatherPlanning(db: Db, now: Instant, days: number): Promise<Gathered | null> {
  const stations = await listPlanStations(db)
  const [district] = stations
  if (district?.role !== 'district') return null
  const today = localDateOf(now, district.zone)
  const [yesterday, last] = [addDays(today, -1), addDays(today, days)]
  const existing = (await listBlocks(db, { dates: datesFrom(yesterday, days + 1) })).filter(
    ({ block }) => block.purpose === 'programme',
  )
  const open = existing.filter(({ block }) => !hasBegun(block, now))
  const windows = Map.groupBy(
    await listWindows(db, { validOn: yesterday, validUntil: last }),
    ({ station }) => station as string,
  )
  const candidates = await listCandidates(db, now)
  const history = await listLastPlacements(db, district.id, {
    ...{ since: now - MEMORY_MS, before: yesterday },
  })
  const hands = await listHands(db, { from: yesterday, to: last })
  return {
    ...{ today, open, hands },
    planning: {
      ...{ stations, quiet: await findQuietHours(db), notBefore: now + FREEZE_MS },
      kept: existing.filter(({ block }) => hasBegun(block, now)),
      windowsOf: ({ id }) => windows.get(id) ?? [],
      candidatesOf: ({ role }) => (role === 'district' ? candidates : []),
      historyOf: ({ role }) => (role === 'district' ? history : []),
      standing: standingOf(open),
      ...{ ordersOf: () => new Map(), mixOf: () => null, pins: pinsOf(hands) },
      withoutMusic: () => false,
    },
  }
}

export function datesFrom(date: LocalDate, days: number): LocalDate[] {
  return Array.from({ length: days }, (_, day) => addDays(date, day))
}

function standingOf(open: readonly PlannedBlock[]): ReadonlyMap<string, readonly Item[]> {
  return new Map(open.map(({ block }) => [block.id, block.items]))
}

/** Wishes of hands as the planner takes them. */
export function pinsOf({ pins }: Hands): Planning['pins'] {
  const byBlock = Map.groupBy(pins, ({ window, date }) => blockIdOf(window, date))
  return new Map(
    [...byBlock].map(([block, list]) => [
      block,
      [...list]
        .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
        .map(({ version, offsetSamples }) => ({ version, offsetSamples })),
    ]),
  )
}

/** When each version that is planned from a date on was first heard at each station. */
export async function listFirstHeard(
  db: Db,
  stations: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Instant>>> {
  if (stations.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['block.station_id as station', 'item.version_id as version'])
    .select(({ fn }) => fn.min('block.starts_at').as('at'))
    .where('block.station_id', 'in', stations)
    .where('block.purpose', '=', 'programme')
    .where('item.version_id', 'is not', null)
    .groupBy(['block.station_id', 'item.version_id'])
    .execute()
  const found = new Map<string, Map<string, Instant>>()
  for (const { station, version, at } of rows) {
    const known = found.get(station) ?? new Map<string, Instant>()
    found.set(station, known.set(version ?? '', Number(at)))
  }
  return found
}
