import type { BulletinId, StationId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { Pick, PriorityOrder } from './commune-programme.ts'

/** What communes take, of all of them or of one, in the order in which they took it. */
export async function listPicks(db: Db, station?: string): Promise<Pick[]> {
  let query = db.selectFrom('commune_pick').selectAll().where('dropped_at', 'is', null)
  if (station !== undefined) query = query.where('station_id', '=', station)
  const rows = await query.orderBy('picked_at').orderBy('id').execute()
  return rows.map((row) => ({
    ...{ id: row.id, station: row.station_id as StationId },
    ...{ bulletin: row.bulletin_id as BulletinId, by: row.picked_by, at: row.picked_at },
    windows: row.windows === null ? null : (JSON.parse(row.windows) as WindowId[]),
  }))
}

/** One that still holds; null when it was dropped or never was. */
export async function findPick(db: Db, id: string): Promise<Pick | null> {
  const row = await db
    .selectFrom('commune_pick')
    .select('station_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return (await listPicks(db, row.station_id)).find((pick) => pick.id === id) ?? null
}

export async function savePick(db: Db, pick: Pick): Promise<void> {
  await db
    .insertInto('commune_pick')
    .values({
      ...{ id: pick.id, station_id: pick.station, bulletin_id: pick.bulletin },
      windows: pick.windows && JSON.stringify(pick.windows),
      ...{ picked_by: pick.by, picked_at: pick.at, dropped_by: null, dropped_at: null },
    })
    .execute()
}

export async function dropPick(db: Db, id: string, by: string, at: Instant): Promise<void> {
  await db
    .updateTable('commune_pick')
    .set({ dropped_by: by, dropped_at: at })
    .where('id', '=', id)
    .where('dropped_at', 'is', null)
    .execute()
}

/** The order that holds at each station: its newest. */
export async function listPriorityOrders(db: Db): Promise<Map<string, PriorityOrder>> {
  const rows = await db
    .selectFrom('priority_order')
    .selectAll()
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return new Map(
    rows.map((row) => [
      row.station_id,
      {
        ...{ station: row.station_id as StationId, by: row.decided_by, at: row.decided_at },
        bulletins: JSON.parse(row.bulletins) as BulletinId[],
      },
    ]),
  )
}

/** Adds to the orders; the database lets nobody rewrite one. */
export async function addPriorityOrder(db: Db, id: string, order: PriorityOrder): Promise<void> {
  await db
    .insertInto('priority_order')
    .values({
      ...{ id, station_id: order.station, bulletins: JSON.stringify(order.bulletins) },
      ...{ decided_by: order.by, decided_at: order.at },
    })
    .execute()
}
