import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import { plainWindow } from '../db/plain-rows.ts'
import type { WindowRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { AirWindow, Segment } from './window.ts'

/** All windows, or those of one station that are still valid on a date. */
export async function listWindows(
  db: Db,
  which: Readonly<{
    station?: string | undefined
    validOn?: LocalDate
    validUntil?: LocalDate
  }> = {},
): Promise<AirWindow[]> {
  const { station, validOn, validUntil } = which
  let query = db.selectFrom('window').selectAll()
  if (station !== undefined) query = query.where('station_id', '=', station)
  if (validOn !== undefined)
    query = query.where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', validOn)]))
  if (validUntil !== undefined) query = query.where('valid_from', '<=', validUntil)
  const rows = await query.orderBy('station_id').orderBy('starts_at').orderBy('id').execute()
  return rows.map(windowOf)
}

export async function findWindow(db: Db, id: string): Promise<AirWindow | null> {
  const row = await db.selectFrom('window').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? windowOf(row) : null
}

export async function saveWindows(db: Db, windows: readonly AirWindow[]): Promise<void> {
  if (windows.length > 0) await db.insertInto('window').values(windows.map(rowOf)).execute()
}

function windowOf(row: WindowRow): AirWindow {
  return {
    id: row.id as WindowId,
    station: row.station_id as StationId,
    name: row.name,
    startsAt: row.starts_at,
    lengthMs: row.length_ms,
    weekdays: row.weekdays,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    segments: JSON.parse(row.segments) as Segment[],
    relaysWindow: row.relays_window_id as WindowId | null,
  }
}

function rowOf(window: AirWindow): WindowRow {
  return {
    id: window.id,
    station_id: window.station,
    name: window.name,
    starts_at: window.startsAt,
    length_ms: window.lengthMs,
    weekdays: window.weekdays,
    valid_from: window.validFrom,
    valid_to: window.validTo,
    segments: JSON.stringify(window.segments),
    relays_window_id: window.relaysWindow,
    ...plainWindow,
  }
}
