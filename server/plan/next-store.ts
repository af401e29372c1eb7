import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import { stationProblem } from '../station/station-errors.ts'
import { withoutUnapproved } from './approved-store.ts'
import { listPlanStations } from './candidate-store.ts'
import type { Next24 } from './change-view.ts'
import { listFirstHeard } from './first-heard-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import { soundsBetween } from './next.ts'
import { isUnconfirmed } from './outlook.ts'
import { listBlocks } from './plan-store.ts'
import { datesFrom } from './planning-store.ts'
import { confirmedAt } from './quiet-confirmation.ts'
import { listConfirmations } from './quiet-confirmation-store.ts'
import { findQuietHours } from './setting-store.ts'
import { listWindows } from './window-store.ts'

/** A station's id by its id, its name or its place's code; null when there is none. */
export async function findStation(db: Db, named: string): Promise<string | null> {
  const rows = await db
    .selectFrom('station')
    .innerJoin('unit', 'unit.id', 'station.unit_id')
    .select(['station.id', 'station.name', 'unit.code'])
    .orderBy('station.id')
    .execute()
  const folded = (text: string) => text.normalize('NFC').toLowerCase()
  const found =
    rows.find(({ id }) => id === named) ??
    rows.find(({ name, code }) => code === named || folded(name) === folded(named))
  return found?.id ?? null
}

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
  const rows = await listBlocks(db, { dates: datesFrom(first, days) })
  const planned = await withoutUnapproved(db, rows, from)
  const programme = planned.filter(({ block }) => block.purpose === 'programme')
  const quiet = await findQuietHours(db)
  const sounds = soundsBetween(
    {
      station,
      windows: await listWindows(db, { station: id }),
      blocks: new Map(programme.map(({ block }) => [block.id, block])),
      own: planned.filter((one) => one.station === id).map(({ block }) => block),
      quiet,
      firstHeard: (await listFirstHeard(db, [id])).get(id) ?? new Map(),
      live: new Map((await listLiveSources(db)).map((one) => [one.id, one])),
    },
    from,
    until,
  )
  const confirmed = confirmedAt(await listConfirmations(db, from), id, from)
  return {
    ...{ station: id, name: station.name, zone: station.zone, from, until },
    sounding: sounds.map(({ key: _, ...sound }) => ({
      ...{ ...sound, change: 'same' },
      unconfirmed: isUnconfirmed({ quiet, confirmedOf: () => confirmed }, station, sound),
    })),
  }
}
