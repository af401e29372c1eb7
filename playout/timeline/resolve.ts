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
  const recalls = recallsOf(manifest)
  const expiry = airSampleOf(manifest.expiresAt + manifest.offlineAllowanceMs)
  const limits = instances.map((instance) => limitOf(instance, recalls, expiry))
  const bars = instances.map((instance, index) => barOf(manifest, instance, limits[index] ?? null))
  bareTheAir(instances, bars)
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

/** When each recalled version was recalled. */
function recallsOf(manifest: Manifest): ReadonlyMap<string, AirSample> {
  const recalls = new Map<string, AirSample>()
  for (const { version, at } of manifest.recalls)
    recalls.set(version, Math.min(airSampleOf(at), recalls.get(version) ?? Infinity))
  return recalls
}

function limitOf(
  instance: Instance,
  recalls: ReadonlyMap<string, AirSample>,
  expiry: AirSample,
): Limit {
  const recall = recalls.get(instance.item.bulletin?.version ?? '')
  return recall !== undefined && recall <= expiry
    ? { at: recall, why: 'recalled' }
    : { at: expiry, why: 'manifest-expired' }
}

function barOf(manifest: Manifest, instance: Instance, limit: Limit | null): Bar | null {
  if (limit && limit.at <= instance.startsAt) return limit.why
  const { quietHours, zone } = manifest
  const emergency = instance.item.bulletin?.class === 'emergency'
  if (quietHours && !emergency && inQuietHours(quietHours, zone, instantOf(instance.startsAt)))
    return 'quiet-hours'
  return null
}

/** Bars whatever would sound while its output is taken; programme first, then tests around it. */
function bareTheAir(instances: readonly Instance[], bars: (Bar | null)[]): void {
  const programme: Instance[] = []
  for (const [index, instance] of instances.entries()) {
    // Something urgent asks nobody, and where it will stand is not known beforehand.
    if (instance.block.purpose !== 'programme' || instance.block.urgent || bars[index] !== null)
      continue
    // In order of start, only what still sounds by then can be in the way.
    const rival = programme.findLast((other) => inTheWay(other, instance))
    if (rival) bars[index] = 'item-overlap'
    else programme.push(instance)
  }
  const tests: Instance[] = []
  for (const [index, instance] of instances.entries()) {
    if (instance.block.purpose !== 'test' || bars[index] !== null) continue
    if (programme.some((other) => inTheWay(other, instance))) bars[index] = 'over-programme'
    else if (tests.some((other) => inTheWay(other, instance))) bars[index] = 'item-overlap'
    else tests.push(instance)
  }
}

function inTheWay(a: Instance, b: Instance): boolean {
  return overlaps(a, b) && shareOutput(a, b)
}

function overlaps(a: Instance, b: Instance): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

function shareOutput(a: Instance, b: Instance): boolean {
  const ours = a.block.outputs
  const theirs = b.block.outputs
  return ours === null || theirs === null || ours.some((name) => theirs.includes(name))
}
