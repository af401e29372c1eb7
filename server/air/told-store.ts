import { StationEvent } from '../../playout/contract/event.ts'
import { type StationStatus, StationStatusText } from '../../playout/contract/exchange.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import { airingOf } from '../airing/airing-store.ts'
import type { Db } from '../deps.ts'

/** What players told of orders: by their signed events, their airings and the manifests they hold. */

/** A stop of which a player signed that it holds, or is over; of the office or of somebody there. */
export type SaidStop = Readonly<{
  station: string
  stop: string
  what: 'stopped' | 'restarted'
  at: Instant
  reason: string
}>

/** The newest word of each station about each stop, of what came in since an instant. */
export async function listSaidStops(db: Db, since: Instant): Promise<SaidStop[]> {
  const rows = await db
    .selectFrom('station_event as event')
    .innerJoin('ledger_leaf as leaf', 'leaf.leaf_index', 'event.leaf_index')
    .select(['event.station_id', 'leaf.text'])
    .where('event.type', 'in', ['stopped', 'restarted'])
    .where('leaf.received_at', '>=', since)
    .orderBy('event.leaf_index')
    .execute()
  const said = new Map<string, SaidStop>()
  for (const { station_id: station, text } of rows) {
    const event = StationEvent.safeParse(JSON.parse(text)).data
    if (event?.type !== 'stopped' && event?.type !== 'restarted') continue
    said.set(`${station} ${event.about}`, {
      ...{ station, stop: event.about, what: event.type, at: event.clock.at },
      reason: event.reason,
    })
  }
  return [...said.values()]
}

/**
 * Whether the manifest that a player says it holds names something, by the name's place in its text:
 * true facts, not the hope that a later version has it too.
 */
export async function holdsName(
  db: Db,
  station: string,
  version: number,
  name: string,
): Promise<boolean> {
  if (version < 1) return false
  const row = await db
    .selectFrom('manifest')
    .select('text')
    .where('station_id', '=', station)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.text.includes(`"id":${JSON.stringify(name)}`) ?? false
}

/** Airings of what these blocks hold, oldest first, by block. */
export async function listAiringsOf(
  db: Db,
  blocks: readonly string[],
): Promise<ReadonlyMap<string, readonly Airing[]>> {
  if (blocks.length === 0) return new Map()
  const rows = await db
    .selectFrom('airing')
    .selectAll()
    .where('block_id', 'in', blocks)
    .orderBy('first_leaf')
    .execute()
  return Map.groupBy(rows.map(airingOf), ({ block }) => block)
}

/** A status column as the contract has it; null for none, or one of another version. */
export function readStatus(column: string | null): StationStatus | null {
  return StationStatusText.safeParse(JSON.parse(column ?? 'null')).data ?? null
}
