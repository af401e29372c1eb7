import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { changeMembers, type StationGroup } from '../station/group.ts'
import { listGroups, removeGroup, saveGroup } from '../station/group-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'
import { reach } from './window-dates.ts'
import { checkFit } from './window-fit-store.ts'
import { listLaidWindows } from './window-store.ts'

/** @throws Problem `group-unknown` */
export async function getGroup(db: Db, id: string): Promise<StationGroup> {
  const group = (await listGroups(db)).find((one) => one.id === id)
  if (!group) throw settingProblem('group-unknown', { group: id })
  return group
}

/**
 * Another name, or other members from tomorrow on, and so other windows for who comes and who goes.
 * @throws Problem when the name is taken, or a window of the group does not fit at a new member
 */
export async function changeGroup(
  db: Db,
  old: StationGroup,
  { name, stations }: Readonly<{ name: string; stations: readonly string[] }>,
  now: Instant,
): Promise<StationGroup> {
  await refuseTakenName(db, name, old.id)
  const tomorrow = addDays(await districtToday(db, now), 1)
  const changed = { ...changeMembers(old, stations, tomorrow), name }
  await saveGroup(db, changed)
  const windows = await windowsOfGroup(db, old.id, tomorrow)
  await checkFit(db, windows, new Set(windows.map(({ id }) => id)))
  return changed
}

/** @throws Problem when a window of the group still opens */
export async function removeUnusedGroup(db: Db, group: StationGroup, now: Instant): Promise<void> {
  const [window] = await windowsOfGroup(db, group.id, await districtToday(db, now))
  if (window) throw settingProblem('group-in-use', { window: window.name })
  await removeGroup(db, group.id, now)
}

/** Windows of a group that still open on a date or later. */
async function windowsOfGroup(db: Db, group: string, from: LocalDate) {
  return (await listLaidWindows(db, { validOn: from })).filter((window) => {
    const { first, last } = reach(window)
    return window.group === group && (last === null || (first <= last && from <= last))
  })
}

/** @throws Problem `group-name-taken` */
export async function refuseTakenName(db: Db, name: string, own: string | null): Promise<void> {
  if ((await listGroups(db)).some((one) => one.name === name && one.id !== own))
    throw settingProblem('group-name-taken', { name })
}

/** Today where the district is. */
export async function districtToday(db: Db, now: Instant): Promise<LocalDate> {
  const [district] = await listPlanStations(db)
  return localDateOf(now, district?.zone ?? 'Asia/Ho_Chi_Minh')
}
