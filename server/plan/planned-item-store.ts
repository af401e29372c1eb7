import type { z } from 'zod'
import { type Instant, type LocalDate, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { PlannedItems } from './planned-item-view.ts'
import { itemSpan } from './playlist.ts'

const MOST = 1_000

/**
 * Items of programmes that carry a bulletin, soonest first.
 * @param endingAfter leaves out what is over by then; null for all of the dates
 */
export async function listPlannedItems(
  db: Db,
  which: Readonly<{
    bulletin: string
    version?: string | undefined
    station?: string | undefined
    from?: LocalDate | undefined
    to?: LocalDate | undefined
  }>,
  endingAfter: Instant | null,
): Promise<z.infer<typeof PlannedItems>['items']> {
  let query = db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .innerJoin('station', 'station.id', 'block.station_id')
    .innerJoin('bulletin_version as version', 'version.id', 'item.version_id')
    .select(['item.id', 'item.offset_samples', 'item.length_samples', 'item.relay_of'])
    .select(['block.date', 'block.window_id', 'block.title', 'block.starts_at'])
    .select(['station.id as station', 'station.name', 'version.id as version'])
    .select(['version.number', 'version.language'])
    .where('item.bulletin_id', '=', which.bulletin)
    .where('block.purpose', '=', 'programme')
    .orderBy('block.starts_at')
    .orderBy('item.offset_samples')
    .orderBy('station.id')
    .limit(MOST)
  if (which.version !== undefined) query = query.where('item.version_id', '=', which.version)
  if (which.station !== undefined) query = query.where('block.station_id', '=', which.station)
  if (which.from !== undefined) query = query.where('block.date', '>=', which.from)
  if (which.to !== undefined) query = query.where('block.date', '<=', which.to)
  if (endingAfter !== null)
    query = query.where((eb) => {
      const endSample = eb.parens('item.offset_samples', '+', eb.ref('item.length_samples'))
      return eb(eb('block.starts_at', '+', eb(endSample, '/', SAMPLES_PER_MS)), '>', endingAfter)
    })
  return (await query.execute()).map((row) => ({
    ...{ item: row.id, station: row.station, stationName: row.name, date: row.date },
    ...{ window: row.window_id, windowName: row.title, version: row.version },
    ...{ number: row.number, language: row.language, relayOf: row.relay_of },
    ...itemSpan(
      { startsAt: row.starts_at },
      { offsetSamples: row.offset_samples, lengthSamples: row.length_samples },
    ),
  }))
}
