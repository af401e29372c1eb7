import type { BulletinId, CampaignId, StationId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { PlanBlockRow, PlanItemRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import { blockIdOf } from './block.ts'
import type { Explanation, PlannedBlock } from './playlist.ts'
import type { Placement } from './rotation.ts'

/** Rows that one statement may carry; SQLite allows 32,766 values in it. */
const ROWS_AT_ONCE = 500

/** Blocks of one or all stations whose date or start lies in a range, in order of time. */
export async function listBlocks(
  db: Db,
  which: Readonly<{
    station?: string | undefined
    date?: LocalDate
    dates?: readonly LocalDate[]
    startsFrom?: Instant
  }>,
): Promise<PlannedBlock[]> {
  const { station, date, dates, startsFrom } = which
  let query = db.selectFrom('plan_block').selectAll()
  if (station !== undefined) query = query.where('station_id', '=', station)
  if (date !== undefined) query = query.where('date', '=', date)
  if (dates !== undefined) query = query.where('date', 'in', dates)
  if (startsFrom !== undefined) query = query.where('starts_at', '>=', startsFrom)
  const blocks = await query.orderBy('starts_at').orderBy('id').execute()
  const items = new Map<string, Item[]>(blocks.map(({ id }) => [id, []]))
  for (let from = 0; from < blocks.length; from += ROWS_AT_ONCE) {
    const ids = blocks.slice(from, from + ROWS_AT_ONCE).map(({ id }) => id)
    const rows = await db
      .selectFrom('plan_item')
      .selectAll()
      .where('block_id', 'in', ids)
      .orderBy('block_id')
      .orderBy('position')
      .execute()
    for (const row of rows) items.get(row.block_id)?.push(itemOfRow(row))
  }
  return blocks.map((row) => blockOfRow(row, items.get(row.id) ?? []))
}

/** When each station last planned each bulletin by itself in each window before a date: enough for turns. */
export async function listLastPlacements(
  db: Db,
  range: Readonly<{ since: Instant; before: LocalDate }>,
): Promise<ReadonlyMap<string, readonly Placement[]>> {
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['block.station_id', 'item.bulletin_id', 'item.campaign_id', 'item.kind'])
    .select(['item.position', 'block.window_id'])
    .select(({ fn }) => fn.max('block.starts_at').as('at'))
    .select(({ fn }) => fn.max('block.date').as('date'))
    .where('block.purpose', '=', 'programme')
    .where('item.relay_of', 'is', null)
    .where('block.starts_at', '>=', range.since)
    .where('block.date', '<', range.before)
    .groupBy(['block.station_id', 'item.bulletin_id', 'item.campaign_id', 'item.kind'])
    .groupBy(['item.position', 'block.window_id'])
    .execute()
  const placements = new Map<string, Placement[]>()
  for (const row of rows) {
    const { station_id, bulletin_id, campaign_id, kind, position, date, at } = row
    if (bulletin_id === null || kind === 'test') continue
    const known = placements.get(station_id) ?? []
    placements.set(station_id, known)
    known.push({
      ...{ bulletin: bulletin_id as BulletinId, version: null, kind, date },
      block: blockIdOf(row.window_id, date),
      ...{ campaign: campaign_id as CampaignId | null, at: Number(at) + position },
    })
  }
  return placements
}

/** Replaces blocks by their new selves and removes those that are gone; one transaction around it. */
export async function replaceBlocks(
  db: Db,
  gone: readonly string[],
  written: readonly PlannedBlock[],
  now: Instant,
): Promise<void> {
  const old = [...gone, ...written.map(({ block }) => block.id)]
  for (let from = 0; from < old.length; from += ROWS_AT_ONCE) {
    const ids = old.slice(from, from + ROWS_AT_ONCE)
    await db.deleteFrom('plan_item').where('block_id', 'in', ids).execute()
    await db.deleteFrom('plan_block').where('id', 'in', ids).execute()
  }
  for (let from = 0; from < written.length; from += ROWS_AT_ONCE) {
    const part = written.slice(from, from + ROWS_AT_ONCE)
    await db
      .insertInto('plan_block')
      .values(part.map((planned) => blockRow(planned, now)))
      .execute()
    const items = part.flatMap(({ block }) =>
      block.items.map((item, at) => itemRow(block, item, at)),
    )
    if (items.length > 0) await db.insertInto('plan_item').values(items).execute()
  }
}

function blockOfRow(row: PlanBlockRow, items: Item[]): PlannedBlock {
  return {
    station: row.station_id as StationId,
    block: {
      id: row.id,
      purpose: row.purpose,
      date: row.date,
      window: row.window_id,
      title: row.title,
      startsAt: row.starts_at,
      lengthSamples: row.length_samples,
      items,
      relayTime: relayTimeOfRow(row.relay_time),
      outputs: row.outputs === null ? null : (JSON.parse(row.outputs) as string[]),
      ...(row.urgent === 1 ? { urgent: true } : {}),
    },
    explanations: JSON.parse(row.explanation) as Explanation[],
  }
}

/** What was written before live sources had names has a hard end. */
function relayTimeOfRow(json: string): Block['relayTime'] {
  const parts = JSON.parse(json) as Block['relayTime']
  return parts.map((part) => ({ ...{ live: null, end: 'hard' as const }, ...part }))
}

function itemOfRow(row: PlanItemRow): Item {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    asset: row.asset_id,
    offsetSamples: row.offset_samples,
    lengthSamples: row.length_samples,
    gainMillibels: row.gain_millibels,
    bulletin:
      row.bulletin_id === null ||
      row.version_id === null ||
      row.language === null ||
      row.class === null
        ? null
        : {
            id: row.bulletin_id,
            version: row.version_id,
            title: row.title,
            language: row.language,
            class: row.class,
            campaign: row.campaign_id,
          },
    relayOf: row.relay_of,
  }
}

function blockRow({ station, block, explanations }: PlannedBlock, now: Instant): PlanBlockRow {
  return {
    id: block.id,
    station_id: station,
    date: block.date,
    window_id: block.window,
    purpose: block.purpose,
    title: block.title,
    starts_at: block.startsAt,
    length_samples: block.lengthSamples,
    relay_time: JSON.stringify(block.relayTime),
    outputs: block.outputs === null ? null : JSON.stringify(block.outputs),
    urgent: block.urgent ? 1 : 0,
    planned_at: now,
    explanation: JSON.stringify(explanations),
  }
}

function itemRow(block: Block, item: Item, position: number): PlanItemRow {
  return {
    id: item.id,
    block_id: block.id,
    position,
    kind: item.kind,
    title: item.title,
    asset_id: item.asset,
    offset_samples: item.offsetSamples,
    length_samples: item.lengthSamples,
    gain_millibels: item.gainMillibels,
    bulletin_id: item.bulletin?.id ?? null,
    version_id: item.bulletin?.version ?? null,
    campaign_id: item.bulletin?.campaign ?? null,
    language: item.bulletin?.language ?? null,
    class: item.bulletin?.class ?? null,
    relay_of: item.relayOf,
  }
}
