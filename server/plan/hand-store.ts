import type { StaffId, StationId, VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { PlanBarRow, PlanPinRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { Bar, Hands, Pin } from './hand.ts'

/** Pins and bars that hold on these dates, of one or all stations, in the order in which they came. */
export async function listHands(
  db: Db,
  which: Readonly<{ station?: string; from: LocalDate; to: LocalDate }>,
): Promise<Hands> {
  let pins = db.selectFrom('plan_pin').selectAll().where('removed_at', 'is', null)
  let bars = db.selectFrom('plan_bar').selectAll().where('removed_at', 'is', null)
  pins = pins.where('date', '>=', which.from).where('date', '<=', which.to)
  bars = bars.where('date', '>=', which.from).where('date', '<=', which.to)
  if (which.station !== undefined) {
    pins = pins.where('station_id', '=', which.station)
    bars = bars.where('station_id', '=', which.station)
  }
  return {
    pins: (await pins.orderBy('position').orderBy('id').execute()).map(pinOfRow),
    bars: (await bars.orderBy('id').execute()).map(barOfRow),
  }
}

/** Who pinned, and when, by the pin's id. */
export async function listWhoPinned(
  db: Db,
  pins: readonly string[],
): Promise<ReadonlyMap<string, Readonly<{ name: string; at: Instant }>>> {
  if (pins.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_pin as pin')
    .innerJoin('staff', 'staff.id', 'pin.created_by')
    .select(['pin.id', 'staff.name', 'pin.created_at as at'])
    .where('pin.id', 'in', pins)
    .execute()
  return new Map(rows.map(({ id, name, at }) => [id, { name, at: Number(at) }]))
}

/** Writes the difference between two sets of wishes; one transaction around it. */
export async function saveHands(
  db: Db,
  before: Hands,
  after: Hands,
  by: Readonly<{ staff: StaffId; at: Instant }>,
): Promise<void> {
  const gone = { removed_by: by.staff, removed_at: by.at }
  const fresh = { created_by: by.staff, created_at: by.at, removed_by: null, removed_at: null }
  const pins = { left: idsOf(after.pins), had: idsOf(before.pins) }
  const bars = { left: idsOf(after.bars), had: idsOf(before.bars) }
  for (const { id } of before.pins)
    if (!pins.left.has(id))
      await db.updateTable('plan_pin').set(gone).where('id', '=', id).execute()
  for (const { id } of before.bars)
    if (!bars.left.has(id))
      await db.updateTable('plan_bar').set(gone).where('id', '=', id).execute()
  for (const pin of after.pins)
    if (!pins.had.has(pin.id))
      await db
        .insertInto('plan_pin')
        .values({
          ...rowOf(pin),
          offset_samples: pin.offsetSamples,
          position: pin.position,
          ...fresh,
        })
        .execute()
  for (const bar of after.bars)
    if (!bars.had.has(bar.id))
      await db
        .insertInto('plan_bar')
        .values({ ...rowOf(bar), ...fresh })
        .execute()
}

function idsOf(hands: readonly Readonly<{ id: string }>[]): ReadonlySet<string> {
  return new Set(hands.map(({ id }) => id))
}

function rowOf({ id, station, window, date, version }: Bar) {
  return { id, station_id: station, window_id: window, date, version_id: version }
}

function barOfRow(row: PlanBarRow | PlanPinRow): Bar {
  return {
    ...{ id: row.id, station: row.station_id as StationId, window: row.window_id as WindowId },
    ...{ date: row.date, version: row.version_id as VersionId },
  }
}

function pinOfRow(row: PlanPinRow): Pin {
  return { ...barOfRow(row), offsetSamples: row.offset_samples, position: row.position }
}
