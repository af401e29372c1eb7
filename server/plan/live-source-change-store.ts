import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { checkLiveSource, type LiveSource } from '../station/live-source.ts'
import { findLiveSource, removeLiveSource, saveLiveSource } from '../station/live-source-store.ts'
import { districtToday } from './group-change-store.ts'
import { settingProblem } from './setting-errors.ts'
import { reach } from './window-dates.ts'
import { listLaidWindows } from './window-store.ts'

/**
 * Another name or address of a live source; windows that carry it take it over.
 * @throws Problem when there is none, the address cannot be used, or windows would carry another source
 */
export async function changeLiveSource(
  db: Db,
  id: string,
  wanted: Omit<LiveSource, 'id' | 'unit'>,
  now: Instant,
): Promise<LiveSource> {
  const { unit, source } = await getLiveSource(db, id)
  const made = checkedLiveSource({ ...wanted, id, unit })
  if (made.source !== source) await refuseUsedLiveSource(db, id, now)
  await saveLiveSource(db, made)
  return made
}

/** @throws Problem when there is none, or a window that still opens carries it */
export async function removeUnusedLiveSource(
  db: Db,
  id: string,
  now: Instant,
): Promise<LiveSource> {
  const source = await getLiveSource(db, id)
  await refuseUsedLiveSource(db, id, now)
  await removeLiveSource(db, id, now)
  return source
}

/** @throws Problem when its address cannot be used */
export function checkedLiveSource(wanted: LiveSource): LiveSource {
  const outcome = checkLiveSource(wanted)
  if (!outcome.ok) throw settingProblem(outcome.reason, outcome.params)
  return outcome.value
}

/** @throws Problem `live-source-unknown` */
async function getLiveSource(db: Db, id: string): Promise<LiveSource> {
  const source = await findLiveSource(db, id)
  if (!source) throw settingProblem('live-source-unknown')
  return source
}

/** @throws Problem when a window that still opens carries it */
async function refuseUsedLiveSource(db: Db, id: string, now: Instant): Promise<void> {
  const today = await districtToday(db, now)
  const window = (await listLaidWindows(db, { validOn: today })).find((one) => {
    const { first, last } = reach(one)
    const opens = last === null || (first <= last && today <= last)
    return opens && one.segments.some((segment) => segment.live === id)
  })
  if (window) throw settingProblem('live-source-in-use', { window: window.name })
}
