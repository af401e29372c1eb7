import type { LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { type HearableSource, type HearingStation, hearablesOf } from './hearable.ts'
import { type HeardAt, hearingsOf } from './heard.ts'
import { withFinds } from './hearing-store.ts'
import { listRecordingsOfDate } from './recording-store.ts'

/** What recordings say, by station and then by what was due there (Hearable.key). */
export type HeardByStation = ReadonlyMap<string, ReadonlyMap<string, HeardAt>>

/** What recordings of a date say of what was due at these stations. */
export async function readHeard(
  db: Db,
  date: LocalDate,
  stations: readonly HearingStation[],
  source: HearableSource,
): Promise<HeardByStation> {
  const recordings = await listRecordingsOfDate(
    db,
    date,
    stations.map(({ id }) => id),
  )
  const found = Map.groupBy(await withFinds(db, recordings), (one) => one.recording.station)
  return new Map(
    stations.flatMap((station) => {
      const own = found.get(station.id)
      return own ? [[station.id, hearingsOf(hearablesOf(station, source), own)]] : []
    }),
  )
}
