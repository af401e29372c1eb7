import type { ClusterRow, StationRow, UnitRow } from '../db/place-rows.ts'
import type { Db } from '../deps.ts'
import { stationProblem } from './station-errors.ts'
import type { VolumeHours } from './volume.ts'

/** A station with what the office knows of it. */
export type KnownStation = StationRow &
  Readonly<{
    unitCode: string
    lastSeenAt: number | null
    /** Its latest status as JSON. */
    status: string | null
    manifestVersion: number
    enrolled: boolean
    clusters: readonly ClusterRow[]
  }>

export async function listUnits(db: Db): Promise<UnitRow[]> {
  return db.selectFrom('unit').selectAll().orderBy('code').orderBy('valid_from').execute()
}

/** The district's station first, then by unit code. */
export async function listStations(db: Db): Promise<KnownStation[]> {
  return selectStations(db)
}

/** @throws Problem `station-unknown` */
export async function getStation(db: Db, id: string): Promise<KnownStation> {
  const [station] = await selectStations(db, id)
  if (!station) throw stationProblem('station-unknown', { station: id })
  return station
}

/**
 * The unit that a station belongs to, for a route's scope.
 * @throws Problem `station-unknown`
 */
export async function unitOfStation(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('station')
    .select('unit_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw stationProblem('station-unknown', { station: id })
  return row.unit_id
}

export async function savePhone(db: Db, station: string, phone: string | null): Promise<void> {
  await db.updateTable('station').set({ phone }).where('id', '=', station).execute()
}

/** @returns false when the station has no such cluster */
export async function saveClusterOutput(
  db: Db,
  station: string,
  cluster: string,
  output: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cluster')
    .set({ output })
    .where('id', '=', cluster)
    .where('station_id', '=', station)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** How loud a station is by the hour, and how long a window of it may be. */
export async function saveLimits(
  db: Db,
  station: string,
  limits: Readonly<{ volumeHours: readonly VolumeHours[]; longestSessionMs: number | null }>,
): Promise<void> {
  const { volumeHours, longestSessionMs } = limits
  await db
    .updateTable('station')
    .set({
      volume_hours: volumeHours.length === 0 ? null : JSON.stringify(volumeHours),
      longest_session_ms: longestSessionMs,
    })
    .where('id', '=', station)
    .execute()
}

/** @param mix JSON of percent by language; null for no wish */
export async function saveLanguageMix(db: Db, station: string, mix: string | null): Promise<void> {
  await db.updateTable('station').set({ language_mix: mix }).where('id', '=', station).execute()
}

async function selectStations(db: Db, id?: string): Promise<KnownStation[]> {
  let query = db
    .selectFrom('station')
    .innerJoin('unit', 'unit.id', 'station.unit_id')
    .leftJoin('station_contact', 'station_contact.station_id', 'station.id')
    .selectAll('station')
    .select([
      'unit.code as unitCode',
      'station_contact.received_at as lastSeenAt',
      'station_contact.status',
    ])
    .select((eb) => [
      eb
        .selectFrom('manifest')
        .select((max) => max.fn.max('version').as('version'))
        .whereRef('manifest.station_id', '=', 'station.id')
        .as('manifestVersion'),
      eb
        .selectFrom('station_key')
        .select((count) => count.fn.countAll<number>().as('keys'))
        .whereRef('station_key.station_id', '=', 'station.id')
        .where('station_key.revoked_at', 'is', null)
        .as('keys'),
    ])
    .orderBy('station.role', 'desc')
    .orderBy('unit.code')
    .orderBy('station.id')
  let clusters = db.selectFrom('cluster').selectAll().orderBy('id')
  if (id !== undefined) {
    query = query.where('station.id', '=', id)
    clusters = clusters.where('station_id', '=', id)
  }
  const [rows, all] = [await query.execute(), await clusters.execute()]
  const byStation = Map.groupBy(all, (cluster) => cluster.station_id)
  return rows.map(({ keys, manifestVersion, ...row }) => ({
    ...row,
    manifestVersion: Number(manifestVersion ?? 0),
    enrolled: Number(keys) > 0,
    clusters: byStation.get(row.id) ?? [],
  }))
}
