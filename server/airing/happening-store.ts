import { StationEvent } from '../../playout/contract/event.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** What a station signed that happened to itself: a stop that took hold, an output lost, a clock set. */
export type StationHappening = Readonly<{
  /** Place in the ledger, where the signed words are. */
  leaf: number
  station: string
  stationName: string
  type: Extract<StationEvent, { about: string }>['type']
  /** What of: an output, a version, a stop. */
  about: string
  reason: string
  amountMs: number
  /** By the station's own clock. */
  at: Instant
}>

/** Newest first, of `[from, until)` by the stations' own clocks. */
export async function listHappenings(
  db: Db,
  which: Readonly<{ from: Instant; until: Instant; station?: string | undefined }>,
  limit: number,
): Promise<StationHappening[]> {
  let query = db
    .selectFrom('station_event as event')
    .innerJoin('ledger_leaf as leaf', 'leaf.leaf_index', 'event.leaf_index')
    .innerJoin('station', 'station.id', 'event.station_id')
    .select(['event.leaf_index', 'event.station_id', 'station.name', 'leaf.text'])
    .where('event.airing_id', 'is', null)
    .where('event.at', '>=', which.from)
    .where('event.at', '<', which.until)
  if (which.station !== undefined) query = query.where('event.station_id', '=', which.station)
  const rows = await query
    .orderBy('event.at', 'desc')
    .orderBy('event.leaf_index', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ leaf_index: leaf, station_id: station, name, text }) => {
    // Of a format that is to come: it is in the ledger, and not shown half.
    const event = StationEvent.safeParse(JSON.parse(text)).data
    if (!event || !('about' in event)) return []
    const { type, about, reason, amountMs } = event
    return { leaf, station, stationName: name, type, about, reason, amountMs, at: event.clock.at }
  })
}
