import type { Digest } from '../../playout/contract/ids.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { AiringRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import {
  type Chain,
  type Checked,
  type CheckedEvent,
  type Decision,
  decideBatch,
  NO_CHAIN,
} from './accept.ts'
import { type Airing, type AiringEvent, isAiringEvent, projectAiring } from './airing.ts'
import { isOrdered } from './ordered.ts'
import { projectDrops } from './recall-drop-store.ts'

/** What became of each event of a batch, in its order. */
export type Kept = Readonly<{
  results: readonly Readonly<{ decision: Decision; leaf: number | null }>[]
  /** Last event kept of each chain that the batch touches. */
  keptSeq: ReadonlyMap<string, number>
  /** Airings that changed. */
  airings: readonly Airing[]
  /** Recalled versions of which a station said that it dropped them. */
  dropped: readonly string[]
}>

const ROWS_AT_ONCE = 200

/**
 * Takes a checked batch in: received bytes, ledger, columns and airings, all in the caller's
 * transaction, so that an event that was answered as kept is there with everything that it means.
 */
export async function keepBatch(db: Db, batch: readonly Checked[], now: Instant): Promise<Kept> {
  const checked = batch.flatMap((one) => (one.ok ? [one.checked] : []))
  const chains = await listChains(db, checked)
  const decisions = decideBatch(batch, chains, await listItemOwners(db, checked))
  const kept = decisions.flatMap((one) => (one.result === 'kept' ? [one.checked] : []))
  const first = kept.length === 0 ? 0 : await appendEvents(db, kept, now)
  const airings = await projectEvents(db, kept, first, now)
  const dropped = await projectDrops(db, kept, first, now)

  let next = first
  const leaves = new Map<string, number>()
  const keptSeq = new Map([...chains].map(([key, { seq }]) => [key, seq]))
  const results = decisions.map((decision) => {
    if (decision.result === 'known') return { decision, leaf: decision.leaf }
    if (decision.result === 'repeated')
      return { decision, leaf: leaves.get(`${decision.key} ${decision.seq}`) ?? null }
    if (decision.result === 'refused') return { decision, leaf: null }
    const { key, seq } = decision.checked.event
    keptSeq.set(key, seq)
    leaves.set(`${key} ${seq}`, next)
    return { decision, leaf: next++ }
  })
  return { results, keptSeq, airings, dropped }
}

async function listChains(
  db: Db,
  checked: readonly CheckedEvent[],
): Promise<ReadonlyMap<string, Chain>> {
  const chains = new Map<string, Chain>()
  for (const [key, events] of Map.groupBy(checked, ({ event }) => event.key)) {
    const rows = await db
      .selectFrom('station_event')
      .select(['seq', 'hash', 'leaf_index'])
      .where('key_id', '=', key)
      .where((eb) =>
        eb.or([
          eb(
            'seq',
            'in',
            events.map(({ event }) => event.seq),
          ),
          eb(
            'seq',
            '=',
            eb
              .selectFrom('station_event as last')
              .select(({ fn }) => fn.max('last.seq').as('seq'))
              .where('last.key_id', '=', key),
          ),
        ]),
      )
      .orderBy('seq')
      .execute()
    const last = rows.at(-1)
    const known = rows.map(
      (row) => [row.seq, { hash: row.hash as Digest, leaf: row.leaf_index }] as const,
    )
    chains.set(
      key,
      last ? { seq: last.seq, hash: last.hash as Digest, known: new Map(known) } : NO_CHAIN,
    )
  }
  return chains
}

/** For which station the plan holds the items that these events name. */
async function listItemOwners(
  db: Db,
  checked: readonly CheckedEvent[],
): Promise<ReadonlyMap<string, string>> {
  const items = [...new Set(checked.flatMap(({ event }) => ('item' in event ? [event.item] : [])))]
  if (items.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_item')
    .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
    .select(['plan_item.id', 'plan_block.station_id'])
    .where('plan_item.id', 'in', items)
    .execute()
  return new Map(rows.map(({ id, station_id }) => [id, station_id]))
}

async function appendEvents(db: Db, kept: readonly CheckedEvent[], now: Instant): Promise<number> {
  const entries = kept.map(({ signed }) => ({ kind: 'event' as const, ...signed }))
  const first = await appendEntries(db, entries, now)
  const rows = kept.map(({ event, hash }, index) => ({
    leaf_index: first + index,
    key_id: event.key,
    seq: event.seq,
    hash,
    station_id: event.station,
    type: event.type,
    airing_id: isAiringEvent(event) ? event.airing : null,
    at: event.clock.at,
  }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('station_event')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  return first
}

async function projectEvents(
  db: Db,
  kept: readonly CheckedEvent[],
  first: number,
  now: Instant,
): Promise<Airing[]> {
  const events = kept.flatMap(({ event }, index) =>
    isAiringEvent(event) ? [{ event, leaf: first + index }] : [],
  )
  if (events.length === 0) return []
  const ids = [...new Set(events.map(({ event }) => event.airing))]
  const before = await db.selectFrom('airing').selectAll().where('id', 'in', ids).execute()
  const airings = new Map(before.map((row) => [row.id, airingOf(row)]))
  const manifests = await listManifests(db, events)
  const changed = new Set<string>()
  for (const { event, leaf } of events) {
    const known = airings.get(event.airing) ?? null
    // Another station's airing stays that station's, whatever somebody signs about it.
    if (known && known.station !== event.station) continue
    airings.set(
      event.airing,
      projectAiring(
        known,
        event,
        leaf,
        now,
        isOrdered(event, manifests.get(orderOf(event)) ?? null),
      ),
    )
    changed.add(event.airing)
  }
  const after = [...changed].map((id) => airings.get(id) as Airing)
  for (let from = 0; from < after.length; from += ROWS_AT_ONCE)
    await saveAirings(db, after.slice(from, from + ROWS_AT_ONCE))
  return after
}

const orderOf = (event: AiringEvent) => `${event.station} ${event.manifestVersion}`

/** The manifests that these events name, as they were published, by `orderOf`. */
async function listManifests(
  db: Db,
  events: readonly Readonly<{ event: AiringEvent }>[],
): Promise<ReadonlyMap<string, Manifest>> {
  const named = new Map(events.map(({ event }) => [orderOf(event), event]))
  const found = new Map<string, Manifest>()
  for (const [order, { station, manifestVersion }] of named) {
    const row = await db
      .selectFrom('manifest')
      .select('text')
      .where('station_id', '=', station)
      .where('version', '=', manifestVersion)
      .executeTakeFirst()
    if (row) found.set(order, JSON.parse(row.text) as Manifest)
  }
  return found
}

/** An airing is a projection of its events: what they add up to replaces what stood there. */
async function saveAirings(db: Db, airings: readonly Airing[]): Promise<void> {
  await db
    .insertInto('airing')
    .values(airings.map(rowOf))
    .onConflict((on) =>
      on.column('id').doUpdateSet((eb) => ({
        started_at: eb.ref('excluded.started_at'),
        ended_at: eb.ref('excluded.ended_at'),
        start_error_samples: eb.ref('excluded.start_error_samples'),
        from_sample: eb.ref('excluded.from_sample'),
        samples_sent: eb.ref('excluded.samples_sent'),
        level_millibels: eb.ref('excluded.level_millibels'),
        outcome: eb.ref('excluded.outcome'),
        reason: eb.ref('excluded.reason'),
        last_leaf: eb.ref('excluded.last_leaf'),
        received_at: eb.ref('excluded.received_at'),
      })),
    )
    .execute()
}

export function airingOf(row: AiringRow): Airing {
  return {
    id: row.id,
    station: row.station_id,
    item: row.item_id,
    attempt: row.attempt,
    purpose: row.purpose,
    kind: row.kind,
    title: row.title,
    date: row.date,
    window: row.window_id,
    block: row.block_id,
    bulletin: row.bulletin_id,
    version: row.version_id,
    campaign: row.campaign_id,
    language: row.language,
    asset: row.asset_id,
    relayOf: row.relay_of,
    manifestVersion: row.manifest_version,
    plannedAt: row.planned_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    startErrorSamples: row.start_error_samples,
    fromSample: row.from_sample,
    samplesExpected: row.samples_expected,
    samplesSent: row.samples_sent,
    levelMillibels: row.level_millibels,
    outcome: row.outcome,
    reason: row.reason,
    clockOffsetMs: row.clock_offset_ms,
    firstLeaf: row.first_leaf,
    lastLeaf: row.last_leaf,
    receivedAt: row.received_at,
  }
}

function rowOf(airing: Airing): AiringRow {
  return {
    id: airing.id,
    station_id: airing.station,
    item_id: airing.item,
    attempt: airing.attempt,
    purpose: airing.purpose,
    kind: airing.kind,
    title: airing.title,
    date: airing.date,
    window_id: airing.window,
    block_id: airing.block,
    bulletin_id: airing.bulletin,
    version_id: airing.version,
    campaign_id: airing.campaign,
    language: airing.language,
    asset_id: airing.asset,
    relay_of: airing.relayOf,
    manifest_version: airing.manifestVersion,
    planned_at: airing.plannedAt,
    started_at: airing.startedAt,
    ended_at: airing.endedAt,
    start_error_samples: airing.startErrorSamples,
    from_sample: airing.fromSample,
    samples_expected: airing.samplesExpected,
    samples_sent: airing.samplesSent,
    level_millibels: airing.levelMillibels,
    outcome: airing.outcome,
    reason: airing.reason,
    clock_offset_ms: airing.clockOffsetMs,
    first_leaf: airing.firstLeaf,
    last_leaf: airing.lastLeaf,
    received_at: airing.receivedAt,
  }
}
