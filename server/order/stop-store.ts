import type { Manifest } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { StopOrderRow } from '../db/order-rows.ts'
import type { Db } from '../deps.ts'
import type { Stop } from './stop.ts'

/** With what a screen says of it. */
export type KnownStop = Stop &
  Readonly<{
    stationName: string
    stationUnit: string
    zone: string
    clusterName: string | null
    orderedByName: string
    endedByName: string | null
  }>

export async function saveStops(db: Db, stops: readonly Stop[]): Promise<void> {
  await db.insertInto('stop_order').values(stops.map(rowOf)).execute()
}

/** Those that hold, oldest first. */
export async function listHoldingStops(db: Db): Promise<Stop[]> {
  const rows = await db
    .selectFrom('stop_order')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('ordered_at')
    .orderBy('id')
    .execute()
  return rows.map(stopOf)
}

/** Those that hold or ended after an instant, newest act first, in the order of their stations. */
export async function listStops(db: Db, endedAfter: Instant): Promise<KnownStop[]> {
  const rows = await selectStops(db)
    .where((eb) => eb.or([eb('stop.ended_at', 'is', null), eb('stop.ended_at', '>', endedAfter)]))
    .execute()
  return rows.map(knownOf)
}

export async function findStops(
  db: Db,
  which: Readonly<{ group: string } | { ids: readonly string[] }>,
): Promise<KnownStop[]> {
  const query =
    'group' in which
      ? selectStops(db).where('stop.order_group', '=', which.group)
      : selectStops(db).where('stop.id', 'in', which.ids)
  return (await query.execute()).map(knownOf)
}

/** @returns how many were ended; those that somebody ended meanwhile are left out */
export async function endStops(
  db: Db,
  ids: readonly string[],
  by: Readonly<{ staff: string; at: Instant }>,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('stop_order')
    .set({ ended_by: by.staff, ended_at: by.at })
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A stop as a manifest has it. */
export function manifestStop({
  id,
  orderedAt,
  output,
  reason,
}: Stop): NonNullable<Manifest['stops']>[number] {
  return { id, at: orderedAt, outputs: output === null ? null : [output], reason }
}

function selectStops(db: Db) {
  return db
    .selectFrom('stop_order as stop')
    .innerJoin('station', 'station.id', 'stop.station_id')
    .innerJoin('unit', 'unit.id', 'station.unit_id')
    .innerJoin('staff as orderer', 'orderer.id', 'stop.ordered_by')
    .leftJoin('staff as ender', 'ender.id', 'stop.ended_by')
    .leftJoin('cluster', 'cluster.id', 'stop.cluster_id')
    .selectAll('stop')
    .select(['station.name as stationName', 'station.unit_id as stationUnit', 'station.zone'])
    .select(['orderer.name as orderedByName', 'ender.name as endedByName'])
    .select('cluster.name as clusterName')
    .orderBy('stop.ordered_at', 'desc')
    .orderBy('stop.order_group', 'desc')
    .orderBy('station.role', 'desc')
    .orderBy('unit.code')
    .orderBy('stop.id')
}

type Named = Pick<
  KnownStop,
  'stationName' | 'stationUnit' | 'zone' | 'clusterName' | 'orderedByName' | 'endedByName'
>

function knownOf(row: StopOrderRow & Named): KnownStop {
  const { stationName, stationUnit, zone, clusterName, orderedByName, endedByName } = row
  return {
    ...stopOf(row),
    ...{ stationName, stationUnit, zone, clusterName, orderedByName, endedByName },
  }
}

function stopOf(row: StopOrderRow): Stop {
  return {
    ...{ id: row.id, group: row.order_group, station: row.station_id, cluster: row.cluster_id },
    ...{ output: row.output, unit: row.unit_id, reason: row.reason },
    ...{ orderedBy: row.ordered_by, orderedAt: row.ordered_at },
    ...{ endedBy: row.ended_by, endedAt: row.ended_at },
  }
}

function rowOf(stop: Stop): StopOrderRow {
  return {
    ...{ id: stop.id, order_group: stop.group, station_id: stop.station },
    ...{ cluster_id: stop.cluster, output: stop.output, unit_id: stop.unit, reason: stop.reason },
    ...{ ordered_by: stop.orderedBy, ordered_at: stop.orderedAt },
    ...{ ended_by: stop.endedBy, ended_at: stop.endedAt },
  }
}
