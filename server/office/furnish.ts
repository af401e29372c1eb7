import type { z } from 'zod'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { ClusterRow, StationRow, UnitRow } from '../db/place-rows.ts'
import { plainStation, plainWindow } from '../db/plain-rows.ts'
import type { WindowRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import { saveSetting } from '../settings.ts'
import { MY_TU, MY_TU_COMMUNES, USUAL_QUIET_HOURS, USUAL_WINDOWS } from './my-tu.ts'
import type { NewOffice, OfficeOffer } from './office-view.ts'

type Wanted = Pick<z.infer<typeof NewOffice>, 'name' | 'units' | 'windows'>

/** What a clean office is offered to begin with; everything can be changed before it is saved. */
export const usualOffer: z.infer<typeof OfficeOffer> = {
  name: MY_TU.name,
  units: MY_TU_COMMUNES.map(({ code, kind, name, technology }) => ({
    code,
    kind,
    name,
    technology,
  })),
  windows: [...USUAL_WINDOWS],
}

const MINUTE_MS = 60_000

/** VOV, then province, district and commune: 45 minutes, the longest that rural rules allow. */
const usualSegments = [
  { source: 'vov', lengthMs: 15 * MINUTE_MS, campaignShareMs: null },
  { source: 'province', lengthMs: 10 * MINUTE_MS, campaignShareMs: null },
  { source: 'district', lengthMs: 15 * MINUTE_MS, campaignShareMs: 5 * MINUTE_MS },
  { source: 'commune', lengthMs: 5 * MINUTE_MS, campaignShareMs: null },
] as const

/** The unit and station that every office has from its first start. */
export function districtPlace(
  name: string,
  validFrom: LocalDate,
): { unit: UnitRow; station: StationRow } {
  const unit: UnitRow = {
    id: 'root',
    code: MY_TU.code,
    kind: 'district',
    name,
    parent_id: null,
    valid_from: validFrom,
    valid_to: null,
  }
  return { unit, station: stationOf(unit, 'district', 'ip') }
}

/** Communes, their stations and windows, as the first administrator chose them. */
function communePlaces(
  { units, windows }: Wanted,
  validFrom: LocalDate,
): { units: UnitRow[]; stations: StationRow[]; clusters: ClusterRow[]; windows: WindowRow[] } {
  const communes = units.map<UnitRow>(({ code, kind, name }) => ({
    id: `unit-${code}`,
    code,
    kind,
    name,
    parent_id: 'root',
    valid_from: validFrom,
    valid_to: null,
  }))
  const stations = communes.map((unit, place) =>
    stationOf(unit, `commune-${unit.code}`, units[place]?.technology ?? 'ip'),
  )
  const rows = [...new Set(windows)].sort().flatMap((time) => {
    const district = windowOf('district', time, validFrom, null)
    return [district, ...stations.map(({ id }) => windowOf(id, time, validFrom, district.id))]
  })
  return { units: communes, stations, clusters: [], windows: rows }
}

/** Writes what `communePlaces` made, and the quiet hours that law and custom ask for. */
export async function furnish(
  db: Db,
  wanted: Wanted,
  validFrom: LocalDate,
  now: Instant,
): Promise<void> {
  const places = communePlaces(wanted, validFrom)
  const { unit, station } = districtPlace(wanted.name, validFrom)
  await db.updateTable('unit').set({ name: unit.name }).where('id', '=', unit.id).execute()
  await db.updateTable('station').set({ name: station.name }).where('id', '=', station.id).execute()
  if (places.units.length > 0) {
    await db.insertInto('unit').values(places.units).execute()
    await db.insertInto('station').values(places.stations).execute()
  }
  if (places.windows.length > 0) await db.insertInto('window').values(places.windows).execute()
  await saveSetting(db, 'quiet-hours', JSON.stringify(USUAL_QUIET_HOURS))
  await saveSetting(db, 'furnished-at', String(now))
}

function stationOf(unit: UnitRow, id: string, technology: StationRow['technology']): StationRow {
  return {
    id,
    unit_id: unit.id,
    name: unit.kind === 'district' ? `Đài Truyền thanh ${unit.name}` : unit.name,
    role: unit.kind === 'district' ? 'district' : 'commune',
    technology,
    languages: '["vi"]',
    zone: MY_TU.zone,
    volume_millibels: 0,
    phone: null,
    ...plainStation,
  }
}

function windowOf(
  station: string,
  time: string,
  from: LocalDate,
  relays: string | null,
): WindowRow {
  return {
    id: `${station}-${time.replace(':', '')}`,
    station_id: station,
    name: time,
    starts_at: `${time}:00`,
    length_ms: usualSegments.reduce((sum, { lengthMs }) => sum + lengthMs, 0),
    weekdays: 127,
    valid_from: from,
    valid_to: null,
    segments: JSON.stringify(usualSegments),
    relays_window_id: relays,
    ...plainWindow,
  }
}
