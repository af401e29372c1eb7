import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** That somebody was called about an order; the newest word about a station holds. */
export type Call = Readonly<{
  station: string
  result: 'reached' | 'no-answer'
  by: string
  byName: string
  at: Instant
}>

export async function saveCall(
  db: Db,
  call: Readonly<{ id: string; order: string }> & Omit<Call, 'byName'>,
): Promise<void> {
  await db
    .insertInto('order_call')
    .values({
      ...{ id: call.id, order_id: call.order, station_id: call.station, result: call.result },
      ...{ called_by: call.by, called_at: call.at },
    })
    .execute()
}

/** The newest word about each station, by order and station. */
export async function listCalls(
  db: Db,
  orders: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Call>>> {
  const calls = new Map<string, Map<string, Call>>()
  if (orders.length === 0) return calls
  const rows = await db
    .selectFrom('order_call')
    .innerJoin('staff', 'staff.id', 'order_call.called_by')
    .selectAll('order_call')
    .select('staff.name as byName')
    .where('order_id', 'in', orders)
    .orderBy('called_at')
    .orderBy('order_call.id')
    .execute()
  for (const row of rows) {
    const ofOrder = calls.get(row.order_id) ?? new Map<string, Call>()
    calls.set(row.order_id, ofOrder)
    ofOrder.set(row.station_id, {
      ...{ station: row.station_id, result: row.result, by: row.called_by },
      ...{ byName: row.byName, at: row.called_at },
    })
  }
  return calls
}

/** Names of who is on duty for each station, so that one knows whom to ask for. */
export async function listContacts(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('staff_role')
    .innerJoin('staff', 'staff.id', 'staff_role.staff_id')
    .innerJoin('station', 'station.unit_id', 'staff_role.unit_id')
    .select(['station.id as station', 'staff.name'])
    .where('staff_role.role', '=', 'duty')
    .where('staff_role.revoked_at', 'is', null)
    .where('staff.disabled_at', 'is', null)
    .orderBy('staff.name')
    .execute()
  const contacts = new Map<string, string[]>()
  for (const { station, name } of rows)
    contacts.set(station, [...(contacts.get(station) ?? []), name])
  return contacts
}
