import type { Asset, Block, Item, Manifest } from '../contract/manifest.ts'
import { SAMPLES_PER_MS } from '../contract/time.ts'

/**
 * Samples at 48 kHz since 1970-01-01T00:00:00Z: the one absolute scale on which everything on air
 * is placed. An integer below 2^53 for the next three thousand years, so sums stay exact.
 */
export type AirSample = number

/** One item of a manifest, with its absolute place. */
export type Instance = Readonly<{
  item: Item
  block: Block
  asset: Asset
  /** First sample. */
  startsAt: AirSample
  /** First sample after it. */
  endsAt: AirSample
}>

/** Every item of a manifest in the order in which they sound; the input's order plays no part. */
export function instancesOf(manifest: Manifest): readonly Instance[] {
  const assets = new Map(manifest.assets.map((asset) => [asset.id, asset]))
  const instances = manifest.blocks.flatMap((block) =>
    block.items.flatMap((item) => {
      const asset = assets.get(item.asset)
      if (!asset) return []
      const startsAt = airSampleOf(block.startsAt) + item.offsetSamples
      return [{ item, block, asset, startsAt, endsAt: startsAt + item.lengthSamples }]
    }),
  )
  return instances.sort(inOrder)
}

/** By instant, then by id, so that ties fall the same way everywhere. */
export function inOrder(a: Instance, b: Instance): number {
  if (a.startsAt !== b.startsAt) return a.startsAt - b.startsAt
  if (a.item.id === b.item.id) return 0
  return a.item.id < b.item.id ? -1 : 1
}

export function airSampleOf(instant: number): AirSample {
  return instant * SAMPLES_PER_MS
}

/** The millisecond in which a sample falls. */
export function instantOf(sample: AirSample): number {
  return Math.floor(sample / SAMPLES_PER_MS)
}
