import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import type { Db } from '../deps.ts'
import { laidIdOf } from '../plan/window-store.ts'
import { isAfterRecall } from './after-recall.ts'
import type { Airing, AiringOutcome } from './airing.ts'
import { airingOf } from './airing-store.ts'
import type { CountedAiring, PlannedItem } from './count.ts'

/** What a listing may be narrowed to; dates are local dates of the window, both included. */
export type AiringFilter = Readonly<{
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  date?: LocalDate | undefined
  station?: string | undefined
  bulletin?: string | undefined
  version?: string | undefined
  window?: string | undefined
  item?: string | undefined
  campaign?: string | undefined
  purpose?: 'programme' | 'test' | undefined
  outcome?: AiringOutcome | undefined
}>

/** Where a page begins: below this airing. */
export type Cursor = Readonly<{ plannedAt: Instant; id: string }>

export type ListedAiring = Airing &
  Readonly<{ stationName: string; windowName: string; afterRecall: boolean }>

/** Newest first by the planned instant, then by id. */
export async function listAirings(
  db: Db,
  filter: AiringFilter,
  limit: number,
  below: Cursor | null = null,
): Promise<ListedAiring[]> {
  let query = db
    .selectFrom('airing')
    .innerJoin('station', 'station.id', 'airing.station_id')
    .leftJoin('window', 'window.id', 'airing.window_id')
    .selectAll('airing')
    .select(['station.name as stationName', 'window.name as windowName'])
  for (const [column, value] of [
    ['airing.date', filter.date],
    ['airing.station_id', filter.station],
    ['airing.bulletin_id', filter.bulletin],
    ['airing.version_id', filter.version],
    ['airing.window_id', filter.window],
    ['airing.item_id', filter.item],
    ['airing.campaign_id', filter.campaign],
    ['airing.purpose', filter.purpose],
    ['airing.outcome', filter.outcome],
  ] as const)
    if (value !== undefined) query = query.where(column, '=', value)
  if (filter.from !== undefined) query = query.where('airing.date', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('airing.date', '<=', filter.to)
  if (below)
    query = query.where((eb) =>
      eb.or([
        eb('planned_at', '<', below.plannedAt),
        eb.and([eb('planned_at', '=', below.plannedAt), eb('airing.id', '<', below.id)]),
      ]),
    )
  const rows = await query
    .orderBy('planned_at', 'desc')
    .orderBy('airing.id', 'desc')
    .limit(limit)
    .execute()
  const recalls = await listRecallInstants(db)
  const names = await groupWindowNames(
    db,
    rows.flatMap((row) => (row.windowName === null ? [row.window_id] : [])),
  )
  return rows.map(({ stationName, windowName, ...row }) => {
    const airing = airingOf(row)
    const name = windowName ?? names.get(laidIdOf(row.window_id)) ?? row.title
    return {
      ...{ ...airing, stationName, windowName: name },
      afterRecall: isAfterRecall(airing, recalls),
    }
  })
}

/** Names of groups' windows, which were laid down once for all members. */
async function groupWindowNames(
  db: Db,
  windows: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const laid = [...new Set(windows.map(laidIdOf))]
  if (laid.length === 0) return new Map()
  const rows = await db
    .selectFrom('window')
    .select(['id', 'name'])
    .where('id', 'in', laid)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Airings of these dates with what counting needs of them. */
export async function listCounted(
  db: Db,
  filter: Pick<AiringFilter, 'from' | 'to' | 'station' | 'bulletin' | 'campaign'>,
): Promise<CountedAiring[]> {
  let query = db
    .selectFrom('airing')
    .select(['date', 'station_id as station', 'item_id as item', 'purpose', 'kind', 'title'])
    .select(['bulletin_id as bulletin', 'version_id as version', 'campaign_id as campaign'])
    .select(['relay_of as relayOf', 'outcome', 'samples_sent as samplesSent'])
    .select(['started_at as startedAt', 'clock_offset_ms as clockOffsetMs'])
  if (filter.from !== undefined) query = query.where('date', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('date', '<=', filter.to)
  if (filter.station !== undefined) query = query.where('station_id', '=', filter.station)
  if (filter.bulletin !== undefined) query = query.where('bulletin_id', '=', filter.bulletin)
  if (filter.campaign !== undefined) query = query.where('campaign_id', '=', filter.campaign)
  const recalls = await listRecallInstants(db)
  return (await query.orderBy('planned_at').orderBy('id').execute()).map((airing) => ({
    ...airing,
    afterRecall: isAfterRecall(airing, recalls),
  }))
}

/** Campaign items that were planned for these dates. */
export async function listPlanned(
  db: Db,
  filter: Pick<AiringFilter, 'from' | 'to' | 'station' | 'bulletin' | 'campaign'>,
): Promise<PlannedItem[]> {
  let query = db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['block.date', 'block.station_id as station', 'item.id as item', 'item.title'])
    .select(['item.bulletin_id as bulletin', 'item.version_id as version'])
    .where('block.purpose', '=', 'programme')
    .where('item.kind', '=', 'bulletin')
    .where('item.campaign_id', 'is not', null)
  if (filter.from !== undefined) query = query.where('block.date', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('block.date', '<=', filter.to)
  if (filter.station !== undefined) query = query.where('block.station_id', '=', filter.station)
  if (filter.bulletin !== undefined) query = query.where('item.bulletin_id', '=', filter.bulletin)
  if (filter.campaign !== undefined) query = query.where('item.campaign_id', '=', filter.campaign)
  const rows = await query.orderBy('block.starts_at').orderBy('item.position').execute()
  return rows.flatMap(({ bulletin, version, ...row }) =>
    bulletin === null || version === null ? [] : [{ ...row, bulletin, version }],
  )
}

/** What stations aired on a date, in order. */
export async function listAiringsOfDate(
  db: Db,
  date: LocalDate,
  stations: readonly string[],
): Promise<Airing[]> {
  const rows = await db
    .selectFrom('airing')
    .selectAll()
    .where('date', '=', date)
    .where('station_id', 'in', stations)
    .orderBy('planned_at')
    .orderBy('id')
    .execute()
  return rows.map(airingOf)
}
