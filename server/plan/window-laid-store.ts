import type { Visitor } from '../access.ts'
import type { Db } from '../deps.ts'
import { problem } from '../errors.ts'
import { listGroups } from '../station/group-store.ts'
import { unitOfStation } from '../station/station-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'
import type { AirWindow } from './window.ts'
import { changeableFrom } from './window-change.ts'
import { windowProblem } from './window-errors.ts'
import { type RelayWishes, relaysOf } from './window-relays.ts'
import { expandLaid, listLaidTogether } from './window-store.ts'

/** The window with those that relay it, as they would be laid down. */
export async function laidWith(
  db: Db,
  own: AirWindow,
  wishes: RelayWishes,
  newId: () => string,
): Promise<AirWindow[]> {
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one]))
  const groups = new Map((await listGroups(db)).map((one) => [one.id, one]))
  if (own.group && !groups.has(own.group))
    throw settingProblem('group-unknown', { group: own.group })
  const relays = relaysOf(own, wishes, { stations, groups }, newId)
  if (!relays.ok) throw windowProblem(relays.reason, relays.params)
  return [own, ...relays.value]
}

/** Whoever lays down a window for several stations has to be administrator of each. */
export async function checkReach(
  db: Db,
  visitor: Visitor,
  windows: readonly AirWindow[],
): Promise<void> {
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one]))
  const foreign = windows.some(
    ({ station }) => !visitor.may(['administrator'], stations.get(station)?.unit ?? null),
  )
  if (foreign) throw problem('not-allowed', { roles: 'administrator', rolesVi: 'quản trị' })
}

/** The unit whose administrators may change a window. */
export async function unitOfWindow(db: Db, id: string): Promise<string | null> {
  const [window] = await listLaidTogether(db, id)
  if (window?.id !== id) throw windowProblem('window-unknown', { window: id })
  if (!window.group) return unitOfStation(db, window.station)
  const group = (await listGroups(db, { removed: true })).find((one) => one.id === window.group)
  return group?.unit ?? null
}

/** The window, those that relay it, and the first day from which they can be changed. */
export async function loadTogether(
  db: Db,
  id: string,
  now: number,
): Promise<{ old: [AirWindow, ...AirWindow[]]; earliest: string }> {
  const [own, ...relays] = await listLaidTogether(db, id)
  if (own?.id !== id) throw windowProblem('window-unknown', { window: id })
  const zones = new Map((await listPlanStations(db)).map((one) => [one.id as string, one.zone]))
  const zoneOf = (station: string) => zones.get(station) ?? 'Asia/Ho_Chi_Minh'
  const aired = (await expandLaid(db, [own, ...relays])).map((window) => ({
    ...{ window, zone: zoneOf(window.station) },
  }))
  // A group without members has nothing that could have begun.
  const today = localDateOf(now, zoneOf(own.station))
  const earliest = aired.length === 0 ? today : changeableFrom(aired, now)
  return { old: [own, ...relays], earliest }
}
