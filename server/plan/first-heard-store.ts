import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { itemSpan } from './playlist.ts'
import { type AirWindow, occurrenceOn } from './window.ts'
import { listWindows } from './window-store.ts'

type FirstHeard = Map<string, Map<string, Instant>>

/** A version in a window of the district's, on a date. */
type Sounded = Readonly<{ version: string; date: LocalDate; startsAt: Instant; endsAt: Instant }>

/**
 * When the first window with each version began, by station: what tells a repeat (PL). Where there is
 * no player, listeners hear the district in the windows that relay it, so it is those that count.
 */
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
  const found: FirstHeard = new Map()
  for (const { station, version, at } of rows) note(found, station, version ?? '', Number(at))
  await noteCarried(db, stations, found)
  return found
}

async function noteCarried(db: Db, wanted: readonly string[], found: FirstHeard): Promise<void> {
  const silent = await db
    .selectFrom('station')
    .select(['id', 'zone'])
    .where('id', 'in', wanted)
    .where('role', '=', 'commune')
    .where('technology', '<>', 'ip')
    .execute()
  if (silent.length === 0) return
  const zones = new Map<string, string>(silent.map(({ id, zone }) => [id, zone]))
  const windows = (await listWindows(db)).filter(
    ({ station, relaysWindow }) => relaysWindow !== null && zones.has(station),
  )
  const sounded = await listSounded(db, [...new Set(windows.map((one) => `${one.relaysWindow}`))])
  for (const window of windows)
    for (const dates of sounded.get(window.relaysWindow ?? '') ?? []) {
      const first = firstCarried(window, zones.get(window.station) ?? '', dates)
      if (first) note(found, window.station, first.version, first.at)
    }
}

/** When the first occurrence begins that carries the whole of it. */
function firstCarried(window: AirWindow, zone: string, dates: readonly Sounded[]) {
  for (const { version, date, startsAt, endsAt } of dates) {
    const carries = occurrenceOn(window, date, zone)
    if (carries && carries.startsAt <= startsAt && endsAt <= carries.endsAt)
      return { version, at: carries.startsAt }
  }
  return null
}

/** Of windows, each version with the dates on which it sounds there, the earliest first. */
async function listSounded(
  db: Db,
  windows: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly Sounded[])[]>> {
  if (windows.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['block.window_id as window', 'block.date', 'block.starts_at as begins'])
    .select(['item.version_id as version', 'item.offset_samples as offset'])
    .select('item.length_samples as length')
    .where('block.window_id', 'in', windows)
    .where('block.purpose', '=', 'programme')
    .where('item.version_id', 'is not', null)
    .orderBy('block.starts_at')
    .execute()
  const byWindow = Map.groupBy(
    rows.map(({ version, window, date, begins, offset, length }) => ({
      ...{ window, date, version: version ?? '' },
      ...itemSpan({ startsAt: Number(begins) }, { offsetSamples: offset, lengthSamples: length }),
    })),
    ({ window }) => window,
  )
  return new Map(
    [...byWindow].map(([window, list]) => [
      window,
      [...Map.groupBy(list, ({ version }) => version).values()],
    ]),
  )
}

function note(found: FirstHeard, station: string, version: string, at: Instant): void {
  const known = found.get(station) ?? new Map<string, Instant>()
  found.set(station, known.set(version, Math.min(known.get(version) ?? at, at)))
}
