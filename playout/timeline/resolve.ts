import type { Manifest } from '../contract/manifest.ts'
import {
  type AirSample,
  airSampleOf,
  type Instance,
  inOrder,
  instancesOf,
  instantOf,
} from './instance.ts'
import { livePartsOf } from './live-part.ts'
import { inQuietHours } from './quiet-hours.ts'
import { type Stretch, type Taker, type Way, waysOf } from './start.ts'

/**
 * Why an item of a manifest never sounds. The first that holds, in this order:
 *
 *   recalled          its version was withdrawn everywhere
 *   quiet-hours       it would begin at night
 *   manifest-expired  the manifest's word no longer holds then
 *   item-overlap      something earlier still has the air
 *   over-programme    a test never sounds over the programme
 *   gave-way          its block had to give way to another before it began
 */
export type Bar =
  | 'recalled'
  | 'quiet-hours'
  | 'manifest-expired'
  | 'item-overlap'
  | 'over-programme'
  | 'gave-way'

export type Resolved = Instance &
  Readonly<{
    bar: Bar | null
    /** It may sound up to here: earlier than `endsAt` when something cuts it short. */
    mayUntil: AirSample
    /** Why it may not sound beyond `mayUntil`: `gave-way` to a block that was to begin there. */
    cut: 'recalled' | 'manifest-expired' | 'gave-way' | null
  }>

/** What has become of the plan on air, as far as the starts of blocks depend on it. */
export type AirFacts = Readonly<{
  /** What urgent blocks have of the air, or had. */
  urgent: readonly Stretch[]
  /** By how much a live part of a block has run over, or may still; samples. */
  overrunOf(block: string, index: number): number
}>

const BY_PLAN: AirFacts = { urgent: [], overrunOf: () => 0 }

/** What sounds when, and how blocks give way to each other. */
export type ResolvedAir = Readonly<{
  instances: readonly Resolved[]
  /** By the block's id; none for a block that begins as planned and gives way to nothing. */
  ways: ReadonlyMap<string, Way>
}>

/** A manifest as a list of what sounds when, by the plan alone. */
export function resolve(manifest: Manifest): readonly Resolved[] {
  return resolveAir(manifest, BY_PLAN).instances
}

/**
 * A manifest as a list of what sounds when, with everything that may not sound marked as such. Two
 * things never sound at once on one output, but for what a block itself lays over each other.
 */
export function resolveAir(manifest: Manifest, facts: AirFacts): ResolvedAir {
  const planned = instancesOf(manifest)
  const recalls = recallsOf(manifest)
  const expiry = airSampleOf(manifest.expiresAt + manifest.offlineAllowanceMs)
  const limitOn = (instance: Instance) => limitOf(instance, recalls, expiry)
  const allowed = planned.filter((one) => barOf(manifest, one, limitOn(one)) === null)
  const ways = waysOf(takersOf(manifest, allowed, facts), facts.urgent)
  const instances = planned.map((one) => delayed(one, ways.get(one.block.id))).sort(inOrder)
  const limits = instances.map((one) => soonest(limitOn(one), ways.get(one.block.id)))
  const bars = instances.map((one, index) => barOf(manifest, one, limits[index] ?? null))
  bareTheAir(instances, limits, bars)
  const resolved = instances.map((instance, index): Resolved => {
    const limit = limits[index]
    const bar = bars[index] ?? null
    if (!limit || limit.at >= instance.endsAt)
      return { ...instance, bar, mayUntil: instance.endsAt, cut: null }
    return { ...instance, bar, mayUntil: limit.at, cut: limit.why }
  })
  return { instances: resolved, ways }
}

/** Items and live parts where they really stand: what runs over moves what follows it in its block. */
function takersOf(
  manifest: Manifest,
  allowed: readonly Instance[],
  { overrunOf }: AirFacts,
): readonly Taker[] {
  const parts = livePartsOf(manifest).map((part) => ({
    ...part,
    over: part.isSoft ? overrunOf(part.block.id, part.index) : 0,
  }))
  const items = allowed.map((one) => {
    const before = parts.findLast(
      ({ block, endsAt, isSoft }) => isSoft && block.id === one.block.id && endsAt <= one.startsAt,
    )
    return { ...one, endsAt: one.endsAt + (before?.over ?? 0) }
  })
  return [...items, ...parts.map(({ over, ...part }) => ({ ...part, endsAt: part.endsAt + over }))]
}

function delayed(instance: Instance, way: Way | undefined): Instance {
  if (!way?.delay) return instance
  const { startsAt, endsAt } = instance
  return { ...instance, startsAt: startsAt + way.delay, endsAt: endsAt + way.delay }
}

function soonest(limit: Limit, way: Way | undefined): Limit {
  return way && way.givesWayAt < limit.at ? { at: way.givesWayAt, why: 'gave-way' } : limit
}

type Limit = Readonly<{ at: AirSample; why: 'recalled' | 'manifest-expired' | 'gave-way' }>

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
function bareTheAir(
  instances: readonly Instance[],
  limits: readonly Limit[],
  bars: (Bar | null)[],
): void {
  const programme: Instance[] = []
  for (const [index, instance] of instances.entries()) {
    // Something urgent asks nobody, and where it will stand is not known beforehand.
    if (instance.block.purpose !== 'programme' || instance.block.urgent || bars[index] !== null)
      continue
    // In order of start, only what still sounds by then can be in the way.
    const rival = programme.findLast((other) => inTheWay(other, instance))
    if (rival) bars[index] = 'item-overlap'
    else programme.push(endingBy(instance, limits[index]))
  }
  const tests: Instance[] = []
  for (const [index, instance] of instances.entries()) {
    if (instance.block.purpose !== 'test' || bars[index] !== null) continue
    if (programme.some((other) => inTheWay(other, instance))) bars[index] = 'over-programme'
    else if (tests.some((other) => inTheWay(other, instance))) bars[index] = 'item-overlap'
    else tests.push(instance)
  }
}

function endingBy(instance: Instance, limit: Limit | undefined): Instance {
  const end = limit?.why === 'gave-way' ? limit.at : Infinity
  return { ...instance, endsAt: Math.min(instance.endsAt, end) }
}

function inTheWay(a: Instance, b: Instance): boolean {
  return overlaps(a, b) && shareOutput(a, b) && !areTogether(a, b)
}

/** What a block lays over each other is heard together: a tune under speech, a segue. */
function areTogether(a: Instance, b: Instance): boolean {
  if (a.block.id !== b.block.id) return false
  if ((a.item.under === undefined) !== (b.item.under === undefined)) return true
  const [first, second] = a.startsAt <= b.startsAt ? [a, b] : [b, a]
  return first.endsAt - second.startsAt <= (second.item.segueSamples ?? 0)
}

function overlaps(a: Instance, b: Instance): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

function shareOutput(a: Instance, b: Instance): boolean {
  const ours = a.block.outputs
  const theirs = b.block.outputs
  return ours === null || theirs === null || ours.some((name) => theirs.includes(name))
}
