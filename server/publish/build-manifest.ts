import { isDeepStrictEqual } from 'node:util'
import type { Asset, Block, Item, Manifest } from '../../playout/contract/manifest.ts'
import { type Instant, SAMPLE_RATE } from '../../playout/contract/time.ts'
import { type AiringPlace, type Candidate, type Confirmed, objectionTo } from '../plan/airworthy.ts'
import { localTimeOf } from '../plan/local-time.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { blockEndsAt, itemSpan } from '../plan/playlist.ts'
import type { QuietHours } from '../plan/quiet-hours.ts'
import { airAddress, type LiveSource } from '../station/live-source.ts'
import { volumeAt } from '../station/volume.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Blocks stay in the manifest this long after their end, for a station that comes back late. */
const LOOKBACK_MS = HOUR_MS
const EXPIRES_AFTER_MS = 3 * DAY_MS
const OFFLINE_ALLOWANCE_MS = 7 * DAY_MS
/**
 * A recall stays in manifests long after any cache could still air what it withdraws (lifetime and
 * offline allowance), so that a station that was away for weeks says too that it dropped it.
 */
export const RECALLS_KEPT_MS = EXPIRES_AFTER_MS + OFFLINE_ALLOWANCE_MS + 80 * DAY_MS
/** As many as the contract allows; the newest come first. */
const MAX_RECALLS = 5_000
const CACHE_BYTES = 2_000_000_000
const MAX_ITEM_SAMPLES = 4 * 3_600 * SAMPLE_RATE
const MAX_STOPS = 50
/** Approved emergencies that every station holds beforehand; the newest come first. */
const MAX_READY = 20

/** What a manifest is made of. */
export type ManifestSource = Readonly<{
  station: PlanStation
  sample: boolean
  /** Planned blocks of the station, in order of time. */
  blocks: readonly Block[]
  /** Every approved version that may sound, or could a short while ago. */
  approved: ReadonlyMap<string, Candidate>
  /** Their sound, by the asset's id. */
  assets: ReadonlyMap<string, Asset>
  /** Streams and line-ins that windows may name, by id. */
  liveSources: ReadonlyMap<string, LiveSource>
  quiet: QuietHours | null
  /** Emergencies that a second person confirmed for quiet hours of this station. */
  confirmed: readonly Confirmed[]
  /** What was recalled, newest first. */
  recalls: Manifest['recalls']
  /** Orders of people to be silent here, oldest first. */
  stops: NonNullable<Manifest['stops']>
  checkpoint: string | null
}>

/**
 * The manifest of a station as it should be now. Rules are asked again here: what was planned and has
 * lost its approval since does not go out (design.md, promise 1), and leaves a gap in its block.
 */
export function buildManifest(source: ManifestSource, version: number, now: Instant): Manifest {
  const { station, quiet, confirmed } = source
  const { zone, languages } = station
  const place: AiringPlace = { zone, languages, quiet, confirmed }
  const blocks = source.blocks
    .filter((block) => stillWanted(block, now))
    .map((block) => ({
      ...block,
      items: block.items
        .filter((item) => mayGoOut(item, block, source, place))
        .map((item) => atItsVolume(item, block, station)),
      relayTime: block.relayTime.map((part) => withKnownLive(part, source.liveSources)),
    }))
  return {
    format: 'tiep-am/manifest/1',
    station: station.id,
    stationName: station.name,
    version,
    issuedAt: now,
    expiresAt: now + EXPIRES_AFTER_MS,
    offlineAllowanceMs: OFFLINE_ALLOWANCE_MS,
    zone: station.zone,
    sample: source.sample,
    volumeMillibels: station.volumeMillibels,
    quietHours: quiet ? { from: quiet.from, to: quiet.to } : null,
    blocks,
    assets: assetsOf(blocks, source.assets, readyOf(source, place, now)),
    liveSources: liveSourcesOf(blocks, source.liveSources),
    recalls: source.recalls.filter(({ at }) => at > now - RECALLS_KEPT_MS).slice(0, MAX_RECALLS),
    ...(source.stops.length === 0 ? {} : { stops: source.stops.slice(0, MAX_STOPS) }),
    limits: { cacheBytes: CACHE_BYTES, maxItemSamples: MAX_ITEM_SAMPLES },
    checkpoint: source.checkpoint,
  }
}

/**
 * True when `next` says something that `held` does not, or when half of what `held` is good for has
 * passed. Blocks that only grew old, and the ledger's growth, are nothing new.
 */
export function isWorthPublishing(held: Manifest, next: Manifest): boolean {
  const halfway = held.issuedAt + (held.expiresAt - held.issuedAt) / 2
  if (next.issuedAt >= halfway) return true
  const blocks = held.blocks.filter((block) => stillWanted(block, next.issuedAt))
  const used = new Set(blocks.flatMap(({ items }) => items.map(({ asset }) => asset)))
  // What is held ready and no longer wanted does no harm; it goes with the next news.
  for (const { id } of next.assets) used.add(id)
  const assets = held.assets.filter(({ id }) => used.has(id))
  return !isDeepStrictEqual(contentOf({ ...held, blocks, assets }), contentOf(next))
}

function contentOf(manifest: Manifest): Manifest {
  return { ...manifest, version: 0, issuedAt: 0, expiresAt: 0, checkpoint: null }
}

function stillWanted(block: Block, now: Instant): boolean {
  return blockEndsAt(block) >= now - LOOKBACK_MS
}

function mayGoOut(item: Item, block: Block, source: ManifestSource, place: AiringPlace): boolean {
  const candidate = source.approved.get(item.bulletin?.version ?? '')
  const asset = source.assets.get(item.asset)
  if (!candidate || candidate.asset !== item.asset || !asset) return false
  if (item.lengthSamples > Math.min(asset.samples, MAX_ITEM_SAMPLES)) return false
  const { startsAt, endsAt } = itemSpan(block, item)
  return objectionTo(candidate, startsAt, endsAt, place) === null
}

/** Quieter by the hour at which the item begins. */
function atItsVolume(item: Item, block: Block, { volumeHours, zone }: PlanStation): Item {
  if (volumeHours.length === 0) return item
  const begins = localTimeOf(itemSpan(block, item).startsAt, zone)
  return { ...item, gainMillibels: item.gainMillibels + volumeAt(volumeHours, begins) }
}

/** A station plays no live source but those of its manifest, so a part names none that is gone. */
function withKnownLive<Part extends Block['relayTime'][number]>(
  part: Part,
  known: ManifestSource['liveSources'],
): Part {
  return part.live === null || known.has(part.live) ? part : { ...part, live: null }
}

function liveSourcesOf(
  blocks: readonly Block[],
  known: ManifestSource['liveSources'],
): Manifest['liveSources'] {
  const named = blocks.flatMap(({ relayTime }) => relayTime.flatMap(({ live }) => live ?? []))
  return [...new Set(named)].sort().flatMap((id) => {
    const live = known.get(id)
    if (!live) return []
    return [{ id, source: live.source, address: airAddress(live), backup: live.backupAddress }]
  })
}

/**
 * Sound of emergencies that may be ordered here: it lies at the station before anybody orders it, so
 * that breaking in does not wait for a download.
 */
function readyOf(
  { approved, assets }: ManifestSource,
  { zone, languages }: AiringPlace,
  now: Instant,
): string[] {
  return [...approved.values()]
    .filter(({ class: urgency }) => urgency === 'emergency')
    .filter((one) => objectionTo(one, now, now, { zone, languages, quiet: null }) === null)
    .filter(({ asset }) => (assets.get(asset)?.samples ?? MAX_ITEM_SAMPLES) < MAX_ITEM_SAMPLES)
    .sort((a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1))
    .slice(0, MAX_READY)
    .map(({ asset }) => asset)
}

function assetsOf(
  blocks: readonly Block[],
  assets: ReadonlyMap<string, Asset>,
  ready: readonly string[],
): Asset[] {
  const used = new Set(blocks.flatMap(({ items }) => items.map(({ asset }) => asset)))
  for (const asset of ready) used.add(asset)
  return [...used].sort().flatMap((id) => assets.get(id) ?? [])
}
