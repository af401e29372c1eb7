import type { LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { addDays, instantOf } from '../plan/local-time.ts'
import type { AirWindow } from '../plan/window.ts'
import { findWindow, listWindows } from '../plan/window-store.ts'
import { listStations } from '../station/station-store.ts'
import { listEmergencies } from './emergency-store.ts'
import { emergencyWindows, type RelayWindow } from './emergency-window.ts'

/** Windows of the plan that may occur on a date, and those of the district's emergencies on it. */
export async function listRelayWindows(
  db: Db,
  date: LocalDate,
  station?: string,
): Promise<RelayWindow[]> {
  const planned = await listWindows(db, { station, validOn: date, validUntil: date })
  const urgent = (await listEmergencyWindows(db, date)).filter(
    (one) => station === undefined || one.station === station,
  )
  return [...planned, ...urgent]
}

/** The district's emergencies on a date, as windows of the district's and the communes'. */
export async function listEmergencyWindows(db: Db, date: LocalDate): Promise<RelayWindow[]> {
  const stations = await listStations(db)
  const district = stations.find(({ role }) => role === 'district')
  if (!district) return []
  // What was ordered before midnight may have been confirmed after it.
  const from = instantOf(addDays(date, -1), '00:00:00', district.zone)
  const until = instantOf(addDays(date, 2), '00:00:00', district.zone)
  const orders = await listEmergencies(db, from, until)
  return orders
    .filter(({ unit }) => unit === district.unit_id)
    .flatMap((order) => emergencyWindows(order, stations, date))
}

/** A window of one station by its id, of the plan or of an emergency of a date. */
export async function findRelayWindow(
  db: Db,
  id: string,
  date: LocalDate,
): Promise<AirWindow | null> {
  const planned = await findWindow(db, id)
  return planned ?? (await listEmergencyWindows(db, date)).find((one) => one.id === id) ?? null
}
