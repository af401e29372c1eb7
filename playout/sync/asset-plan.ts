import type { Digest } from '../contract/ids.ts'
import {
  type Asset,
  type Manifest,
  type Rendition,
  STATION_CONTENT_TYPE,
} from '../contract/manifest.ts'
import { airSampleOf, type Instance, instancesOf } from '../timeline/instance.ts'

/** What the cache should hold, in the order in which it is needed, and what it may drop. */
export type AssetPlan = Readonly<{
  wanted: readonly Rendition[]
  /** Wanted, but beyond the limit of the cache. */
  noRoom: readonly Rendition[]
  drop: readonly Digest[]
}>

/** The file of an asset that this player fetches. */
export function stationRendition(asset: Asset): Rendition | null {
  return (
    asset.renditions.find(({ contentType }) => contentType === STATION_CONTENT_TYPE) ??
    asset.renditions[0] ??
    null
  )
}

/**
 * What sounds first is fetched first; assets that nothing of the future uses come last. What is no
 * longer named is dropped, and nothing else is: a limit only keeps the last of the wanted out.
 */
export function planAssets(
  manifest: Manifest,
  held: ReadonlyMap<string, number>,
  now: number,
): AssetPlan {
  const wanted: Rendition[] = []
  const noRoom: Rendition[] = []
  let bytes = 0
  for (const rendition of inOrderOfNeed(manifest, now)) {
    if (bytes + rendition.bytes > manifest.limits.cacheBytes) {
      noRoom.push(rendition)
      continue
    }
    bytes += rendition.bytes
    wanted.push(rendition)
  }
  const kept = new Set(wanted.map(({ digest }) => digest))
  return {
    wanted,
    noRoom,
    drop: [...held.keys()].filter((digest) => !kept.has(digest)) as Digest[],
  }
}

/** Files of what sounds from now on within some time, soonest first. */
export function soonNeeded(
  manifest: Manifest,
  now: number,
  withinMs: number,
): readonly Rendition[] {
  const until = airSampleOf(now + withinMs)
  const recalled = new Set(manifest.recalls.map(({ version }) => version))
  const renditions = instancesOf(manifest)
    .filter(({ startsAt, endsAt }) => endsAt > airSampleOf(now) && startsAt < until)
    .filter(({ item }) => !recalled.has(item.bulletin?.version ?? ''))
    .flatMap(({ asset }) => stationRendition(asset) ?? [])
  return [...new Map(renditions.map((rendition) => [rendition.digest, rendition])).values()]
}

function inOrderOfNeed(manifest: Manifest, now: number): readonly Rendition[] {
  const recalled = new Set(manifest.recalls.map(({ version }) => version))
  const instances = instancesOf(manifest)
  const isRecalled = ({ item }: Instance) => recalled.has(item.bulletin?.version ?? '')
  const allowed = instances.filter((one) => !isRecalled(one))
  const used = allowed.filter(({ endsAt }) => endsAt > airSampleOf(now)).map(({ asset }) => asset)
  const stillUsed = new Set(allowed.map(({ asset }) => asset.id))
  // Named, but only by what was recalled: such a file is not kept.
  const withdrawn = new Set(
    instances.filter(isRecalled).flatMap(({ asset }) => (stillUsed.has(asset.id) ? [] : asset.id)),
  )
  const named = manifest.assets.filter(({ id }) => !withdrawn.has(id))
  const renditions = [...used, ...named].flatMap((asset) => stationRendition(asset) ?? [])
  return [...new Map(renditions.map((rendition) => [rendition.digest, rendition])).values()]
}
