import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { getStation, saveLimits } from '../station/station-store.ts'
import { type VolumeHours, volumeClash } from '../station/volume.ts'
import { localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'
import { inMinutes } from './window-check.ts'
import { isReal, reach } from './window-dates.ts'
import { listWindows } from './window-store.ts'

type Limits = Readonly<{ volumeHours: readonly VolumeHours[]; longestSessionMs: number | null }>

/**
 * How loud a station is by the hour, and how long a window of it may be.
 * @throws Problem when two volumes overlap, or a window that still opens is longer
 */
export async function changeLimits(
  db: Db,
  id: string,
  { volumeHours, longestSessionMs }: Limits,
  now: Instant,
): Promise<void> {
  const clash = volumeClash(volumeHours)
  if (clash) {
    const [a, b] = clash.map(({ from, to }) => `${from}–${to}`)
    throw settingProblem('volume-overlap', { a: a ?? '', b: b ?? '' })
  }
  const { zone } = await getStation(db, id)
  const today = localDateOf(now, zone)
  const longer = (await listWindows(db, { station: id, validOn: today })).find((window) => {
    const { last } = reach(window)
    const opens = isReal(window) && (last === null || today <= last)
    return opens && longestSessionMs !== null && window.lengthMs > longestSessionMs
  })
  if (longer)
    throw settingProblem('session-below-window', {
      ...{ window: longer.name, length: inMinutes(longer.lengthMs) },
    })
  await saveLimits(db, id, { volumeHours, longestSessionMs })
}
