import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { Emergency, EmergencyPlace } from './emergency.ts'

/** With what a screen says of it. */
export type KnownEmergency = Emergency &
  Readonly<{
    bulletin: string
    /** Whose the bulletin is. */
    unit: string
    campaign: string | null
    title: string
    text: string
    asset: string | null
    /** Length of the bulletin. */
    samples: number
    orderedByName: string
    confirmedByName: string | null
    endedByName: string | null
  }>

export async function saveEmergency(db: Db, order: Emergency): Promise<void> {
  await db
    .insertInto('emergency_order')
    .values({
      ...{ id: order.id, version_id: order.version, repeats: order.repeats, reason: order.reason },
      ...{ ordered_by: order.orderedBy, ordered_at: order.orderedAt },
      ...{ confirmed_by: null, confirmed_at: null, read_back: null },
      ...{ ended_by: null, ended_at: null },
    })
    .execute()
  await db
    .insertInto('emergency_station')
    .values(
      order.places.map(({ station, needsSecond, block }) => ({
        ...{ order_id: order.id, station_id: station, needs_second: needsSecond ? 1 : 0 },
        block_id: block,
      })),
    )
    .execute()
}

/** Newest first. */
export async function listEmergencies(
  db: Db,
  orderedAfter: Instant,
  orderedBefore: Instant | null = null,
): Promise<KnownEmergency[]> {
  return readEmergencies(db, (query) => {
    const later = query.where('asked.ordered_at', '>', orderedAfter)
    return orderedBefore === null ? later : later.where('asked.ordered_at', '<', orderedBefore)
  })
}

export async function findEmergency(db: Db, id: string): Promise<KnownEmergency | null> {
  const [found] = await readEmergencies(db, (query) => query.where('asked.id', '=', id))
  return found ?? null
}

/** @returns false when somebody settled it meanwhile */
export async function saveSecond(
  db: Db,
  id: string,
  by: Readonly<{ staff: string; at: Instant; readBack: string }>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('emergency_order')
    .set({ confirmed_by: by.staff, confirmed_at: by.at, read_back: by.readBack })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns false when somebody ended it meanwhile */
export async function saveEnd(
  db: Db,
  id: string,
  by: Readonly<{ staff: string; at: Instant }>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('emergency_order')
    .set({ ended_by: by.staff, ended_at: by.at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveBlocks(
  db: Db,
  order: string,
  blocks: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [station, block] of blocks)
    await db
      .updateTable('emergency_station')
      .set({ block_id: block })
      .where('order_id', '=', order)
      .where('station_id', '=', station)
      .execute()
}

/** Blocks that a person ended after an instant: no manifest carries them any more. */
export async function listEndedBlocks(db: Db, since: Instant): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('emergency_station')
    .innerJoin('emergency_order', 'emergency_order.id', 'emergency_station.order_id')
    .select('block_id')
    .where('ended_at', '>', since)
    .where('block_id', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ block_id }) => block_id ?? []))
}

type Query = ReturnType<typeof selectEmergencies>

async function readEmergencies(db: Db, narrow: (query: Query) => Query): Promise<KnownEmergency[]> {
  const rows = await narrow(selectEmergencies(db)).execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const places = await db
    .selectFrom('emergency_station')
    .innerJoin('station', 'station.id', 'emergency_station.station_id')
    .innerJoin('unit', 'unit.id', 'station.unit_id')
    .selectAll('emergency_station')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('station_key')
          .select('key_id')
          .whereRef('station_key.station_id', '=', 'station.id')
          .where('revoked_at', 'is', null),
      ).as('enrolled'),
    )
    .where('order_id', 'in', ids)
    .orderBy('station.role', 'desc')
    .orderBy('unit.code')
    .orderBy('station.id')
    .execute()
  const whole = await countWhole(
    db,
    places.flatMap(({ block_id }) => block_id ?? []),
  )
  const byOrder = Map.groupBy(places, ({ order_id }) => order_id)
  return rows.map((row) => ({
    ...{ id: row.id, version: row.version_id, repeats: row.repeats, reason: row.reason },
    ...{ bulletin: row.bulletin, unit: row.unit, campaign: row.campaign },
    ...{ title: row.title, text: row.text, asset: row.asset },
    samples: row.samples ?? 0,
    ...{ orderedBy: row.ordered_by, orderedAt: row.ordered_at, orderedByName: row.orderedByName },
    ...{ confirmedBy: row.confirmed_by, confirmedAt: row.confirmed_at },
    ...{ confirmedByName: row.confirmedByName, endedByName: row.endedByName },
    ...{ endedBy: row.ended_by, endedAt: row.ended_at },
    places: (byOrder.get(row.id) ?? []).map(
      (place): EmergencyPlace => ({
        ...{ station: place.station_id, needsSecond: place.needs_second === 1 },
        block: place.block_id,
        player: playerOf(place, (whole.get(place.block_id ?? '') ?? 0) >= row.repeats),
      }),
    ),
  }))
}

/** How many items of each block were signed as heard whole. */
async function countWhole(db: Db, blocks: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (blocks.length === 0) return new Map()
  const rows = await db
    .selectFrom('airing')
    .select(({ fn }) => ['block_id', fn.count('item_id').distinct().as('whole')])
    .where('block_id', 'in', blocks)
    .where('outcome', '=', 'aired')
    .groupBy('block_id')
    .execute()
  return new Map(rows.map(({ block_id, whole }) => [block_id, Number(whole)]))
}

function playerOf(
  { block_id, enrolled }: Readonly<{ block_id: string | null; enrolled: unknown }>,
  isWhole: boolean,
): EmergencyPlace['player'] {
  if (block_id === null || !enrolled) return null
  return isWhole ? 'sounded' : 'to-sound'
}

function selectEmergencies(db: Db) {
  return db
    .selectFrom('emergency_order as asked')
    .innerJoin('bulletin_version as version', 'version.id', 'asked.version_id')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .leftJoin('asset', 'asset.id', 'version.asset_id')
    .innerJoin('staff as orderer', 'orderer.id', 'asked.ordered_by')
    .leftJoin('staff as second', 'second.id', 'asked.confirmed_by')
    .leftJoin('staff as ender', 'ender.id', 'asked.ended_by')
    .selectAll('asked')
    .select(['bulletin.id as bulletin', 'bulletin.title', 'version.text'])
    .select(['bulletin.unit_id as unit', 'bulletin.campaign_id as campaign'])
    .select(['asset.id as asset', 'asset.samples'])
    .select(['orderer.name as orderedByName', 'second.name as confirmedByName'])
    .select('ender.name as endedByName')
    .orderBy('asked.ordered_at', 'desc')
    .orderBy('asked.id', 'desc')
}
