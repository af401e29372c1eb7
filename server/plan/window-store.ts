import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { WindowRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import { listGroups } from '../station/group-store.ts'
import { listCalendarDays } from './calendar-day-store.ts'
import type { AirWindow, Segment, WindowParts } from './window.ts'
import { type Expansion, expandWindows } from './window-group.ts'

type Which = Readonly<{
  station?: string | undefined
  validOn?: LocalDate
  validUntil?: LocalDate
}>

/** Rows that one statement may carry; SQLite allows 32,766 values in it. */
const ROWS_AT_ONCE = 500

/**
 * Windows of all stations or of one that are still valid on a date: one for each member of a group
 * that has it, silent on the days on which the station is closed.
 */
export async function listWindows(db: Db, which: Which = {}): Promise<AirWindow[]> {
  const laid = await listLaidWindows(db, which)
  const expanded = expandWindows(laid, await readExpansion(db, which))
  const { station } = which
  return station === undefined ? expanded : expanded.filter((one) => one.station === station)
}

/** A window of one station by its id, also as one of a group's; null for what no station has. */
export async function findWindow(db: Db, id: string): Promise<AirWindow | null> {
  const rows = await db
    .selectFrom('window')
    .selectAll()
    .where('id', 'in', [id, laidIdOf(id)])
    .execute()
  const expanded = expandWindows(rows.map(windowOf), await readExpansion(db))
  return expanded.find((window) => window.id === id) ?? null
}

/** Windows as they were laid down: one for a whole group. With `station`, also those of its groups. */
export async function listLaidWindows(db: Db, which: Which = {}): Promise<AirWindow[]> {
  const { station, validOn, validUntil } = which
  let query = db.selectFrom('window').selectAll()
  if (station !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb.and([eb('station_id', '=', station), eb('group_id', 'is', null)]),
        eb('group_id', 'in', (member) =>
          member
            .selectFrom('station_group_member')
            .select('group_id')
            .where('station_id', '=', station),
        ),
      ]),
    )
  // A date that was added may lie outside of the rest.
  if (validOn !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('valid_to', 'is', null),
        eb('valid_to', '>=', validOn),
        eb('also_dates', '<>', '[]'),
      ]),
    )
  if (validUntil !== undefined)
    query = query.where((eb) =>
      eb.or([eb('valid_from', '<=', validUntil), eb('also_dates', '<>', '[]')]),
    )
  const rows = await query.orderBy('station_id').orderBy('starts_at').orderBy('id').execute()
  return rows.map(windowOf)
}

/** A window as it was laid down, with those that relay it. */
export async function listLaidTogether(db: Db, id: string): Promise<AirWindow[]> {
  const rows = await db
    .selectFrom('window')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', id), eb('relays_window_id', '=', id)]))
    .orderBy('id')
    .execute()
  return rows.map(windowOf).sort((a, b) => Number(b.id === id) - Number(a.id === id))
}

export async function saveWindows(db: Db, windows: readonly AirWindow[]): Promise<void> {
  for (let from = 0; from < windows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('window')
      .values(windows.slice(from, from + ROWS_AT_ONCE).map(rowOf))
      .execute()
}

/** Writes until when windows hold, and which dates are left out of them and added. */
export async function rewriteDates(db: Db, windows: readonly AirWindow[]): Promise<void> {
  for (const { id, validTo, recurrence } of windows)
    await db
      .updateTable('window')
      .set({
        valid_to: validTo,
        except_dates: JSON.stringify(recurrence?.except ?? []),
        also_dates: JSON.stringify(recurrence?.also ?? []),
      })
      .where('id', '=', id)
      .execute()
}

/** Windows as laid down, as their stations have them. */
export async function expandLaid(db: Db, laid: readonly AirWindow[]): Promise<AirWindow[]> {
  return expandWindows(laid, await readExpansion(db))
}

/** The id under which a window was laid down: a group's stands before the `@`. */
export function laidIdOf(id: string): string {
  const at = id.lastIndexOf('@')
  return at < 0 ? id : id.slice(0, at)
}

async function readExpansion(db: Db, { validOn, validUntil }: Which = {}): Promise<Expansion> {
  const groups = await listGroups(db, { removed: true })
  const days = await listCalendarDays(db, validOn, validUntil)
  return {
    groups: new Map(groups.map((group) => [group.id, group])),
    closures: days.filter(({ closed }) => closed),
  }
}

function windowOf(row: WindowRow): AirWindow {
  const except = JSON.parse(row.except_dates) as LocalDate[]
  const also = JSON.parse(row.also_dates) as LocalDate[]
  const differs = row.rule !== null || except.length > 0 || also.length > 0
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
    relayMode: row.relay_mode,
    ...(differs ? { recurrence: { rule: row.rule, except, also } } : {}),
    ...(row.most_items === null ? {} : { mostItems: row.most_items }),
    parts: row.parts === null ? null : (JSON.parse(row.parts) as WindowParts),
    group: row.group_id,
    laidAs: row.id as WindowId,
  }
}

function rowOf(window: AirWindow): WindowRow {
  const { recurrence } = window
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
    rule: recurrence?.rule ?? null,
    except_dates: JSON.stringify(recurrence?.except ?? []),
    also_dates: JSON.stringify(recurrence?.also ?? []),
    most_items: window.mostItems ?? null,
    group_id: window.group ?? null,
    parts: window.parts ? JSON.stringify(window.parts) : null,
    relay_mode: window.relayMode ?? 'same',
  }
}
