import type { Manifest } from '../contract/manifest.ts'
import { type AirSample, airSampleOf, type Instance, instancesOf, instantOf } from './instance.ts'
import { inQuietHours } from './quiet-hours.ts'

/**
 * Why an item of a manifest never sounds. The first that holds, in this order:
 *
 *   recalled          its version was withdrawn everywhere
 *   quiet-hours       it would begin at night
 *   manifest-expired  the manifest's word no longer holds then
 *   item-overlap      something earlier still has the air
 *   over-programme    a test never sounds over the programme
 */
export type Bar =
  | 'recalled'
  | 'quiet-hours'
  | 'manifest-expired'
  | 'item-overlap'
  | 'over-programme'

export type Resolved = Instance &
  Readonly<{
    bar: Bar | null
    /** It may sound up to here: earlier than `endsAt` when a recall or expiry cuts it short. */
    mayUntil: AirSample
    /** Why it may not sound beyond `mayUntil`. */
    cut: 'recalled' | 'manifest-expired' | null
  }>

/**
 * A manifest as a list of what sounds when, with everything that may not sound marked as such. Two
 * things never sound at once on one output.
 */
export function resolve(manifest: Manifest): readonly Resolved[] {
  const instances = instancesOf(manifest)
  const limits = instances.map((instance) => limitOf(manifest, instance))
  const bars = instances.map((instance, index) => barOf(manifest, instance, limits[index] ?? null))
  bareTheAir(instances, bars, 'programme')
  bareTheAir(instances, bars, 'test')
  return instances.map((instance, index) => {
    const limit = limits[index] ?? null
    return {
      ...instance,
      bar: bars[index] ?? null,
      mayUntil: limit && limit.at < instance.endsAt ? limit.at : instance.endsAt,
      cut: limit && limit.at < instance.endsAt ? limit.why : null,
    }
  })
}

type Limit = Readonly<{ at: AirSample; why: 'recalled' | 'manifest-expired' }>

function limitOf(manifest: Manifest, instance: Instance): Limit {
  const expiry = airSampleOf(manifest.expiresAt + manifest.offlineAllowanceMs)
  const recall = recallOf(manifest, instance)
  return recall !== null && recall <= expiry
    ? { at: recall, why: 'recalled' }
    : { at: expiry, why: 'manifest-expired' }
}

/** When the version that an instance carries was recalled, or null. */
function recallOf(manifest: Manifest, instance: Instance): AirSample | null {
  const version = instance.item.bulletin?.version
  const instants = manifest.recalls
    .filter((recall) => recall.version === version)
    .map((recall) => recall.at)
  return instants.length === 0 ? null : airSampleOf(Math.min(...instants))
}

function barOf(manifest: Manifest, instance: Instance, limit: Limit | null): Bar | null {
  if (limit && limit.at <= instance.startsAt) return limit.why
  const { quietHours, zone } = manifest
  if (quietHours && inQuietHours(quietHours, zone, instantOf(instance.startsAt)))
    return 'quiet-hours'
  return null
}

/** Bars whatever of one purpose would sound while its output is taken already. */
function bareTheAir(
  instances: readonly Instance[],
  bars: (Bar | null)[],
  purpose: 'programme' | 'test',
): void {
  const placed: Instance[] = []
  if (purpose === 'test')
    for (const [index, other] of instances.entries())
      if (other.block.purpose === 'programme' && bars[index] === null) placed.push(other)
  for (const [index, instance] of instances.entries()) {
    if (instance.block.purpose !== purpose || bars[index] !== null) continue
    const rival = placed.find((other) => overlaps(other, instance) && shareOutput(other, instance))
    if (!rival) placed.push(instance)
    else bars[index] = rival.block.purpose === purpose ? 'item-overlap' : 'over-programme'
  }
}

function overlaps(a: Instance, b: Instance): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

export function shareOutput(a: Instance, b: Instance): boolean {
  const ours = a.block.outputs
  const theirs = b.block.outputs
  return ours === null || theirs === null || ours.some((name) => theirs.includes(name))
}
