import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { stationProblem } from '../station/station-errors.ts'
import { listPlanStations } from './candidate-store.ts'
import type { Next24 } from './change-view.ts'
import { addDays, localDateOf } from './local-time.ts'
import { soundsBetween } from './next.ts'
import { listBlocks } from './plan-store.ts'
import { datesFrom, listFirstHeard } from './planning-store.ts'
import { findQuietHours } from './setting-store.ts'
import { listWindows } from './window-store.ts'

/**
 * What will sound at a station in `[from, until)`, from the plan as it stands.
 * @throws Problem `station-unknown`
 */
export async function findNext(
  db: Db,
  id: string,
  from: Instant,
  until: Instant,
): Promise<z.output<typeof Next24>> {
  const station = (await listPlanStations(db)).find((one) => one.id === id)
  if (!station) throw stationProblem('station-unknown', { station: id })
  const first = addDays(localDateOf(from, station.zone), -1)
  const days = Math.ceil((until - from) / 86_400_000) + 2
  const planned = await listBlocks(db, { dates: datesFrom(first, days) })
  const programme = planned.filter(({ block }) => block.purpose === 'programme')
  const sounds = soundsBetween(
    {
      station,
      windows: await listWindows(db, { station: id }),
      blocks: new Map(programme.map(({ block }) => [block.id, block])),
      own: planned.filter((one) => one.station === id).map(({ block }) => block),
      quiet: await findQuietHours(db),
      firstHeard: (await listFirstHeard(db, [id])).get(id) ?? new Map(),
    },
    from,
    until,
  )
  return {
    ...{ station: id, name: station.name, zone: station.zone, from, until },
    sounding: sounds.map(({ key: _, version: __, ...sound }) => ({
      ...{ ...sound, unconfirmed: false, change: 'same' },
    })),
  }
}
