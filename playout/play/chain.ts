import type { Cue, Programme, Shape } from '../engine/cue.ts'
import { type AirSample, airSampleOf } from '../timeline/instance.ts'
import type { Scheduled } from './scheduled.ts'

/**
 * A schedule file as a programme: items with an instant stand there, or as soon after it as they
 * may, the others follow on the item before, wherever that really ends. A file that cannot be played has no length, one that is
 * cut short has the length that it has.
 */
export type Chain = Programme &
  Readonly<{
    /** Notes how long an item really is, once that is known; 0 when it cannot be played. */
    measured(cue: Cue, samples: number): void
    /** The same of whatever plays this file. */
    learnt(path: string, samples: number): void
    /** Files whose length is still to be found out. */
    unknown(): readonly string[]
    begun(cue: Cue): void
    settled(cue: Cue): void
    /** The rest of an item is to be joined anew. */
    again(cue: Cue): void
    planOf(cue: Cue): AirSample | null
    /** Where what plays this file begins, or is carried under this name; null while nobody knows. */
    startOf(path: string): AirSample | null
    /** What never began and cannot begin any more at a place; each is told once. */
    missed(at: AirSample): readonly Missed[]
    /** True when nothing is left to sound. */
    isOver(at: AirSample): boolean
  }>

/** `why`: `over` before anybody could play it, `late` for one that is not joined, `gave-way`. */
export type Missed = Readonly<{
  id: string
  path: string
  plan: AirSample
  why: 'over' | 'late' | 'gave-way'
  hasLength: boolean
}>

/** Shorter than its stated length by more than this (10 ms), a file counts as cut short. */
const TOLERANCE_SAMPLES = 480
/** A rest shorter than this is not worth joining: 50 ms. */
const MIN_REST_SAMPLES = 2_400

type Placed = Readonly<{
  item: Scheduled
  key: string
  startsAt: AirSample | null
  length: number | null
  /** Where another takes the air from it. */
  givesWayAt: AirSample | null
}>

export function createChain(
  items: readonly Scheduled[],
  stopped: ReadonlySet<string> = new Set(),
): Chain {
  const real = new Map<string, number>()
  const done = new Set<string>()
  const begun = new Set<string>()
  const told = new Set<string>()
  const tries = new Map<string, number>()
  let placed = place()

  function place(): readonly Placed[] {
    /** Where the air is free again; null while nobody knows. */
    let free: AirSample | null = Number.NEGATIVE_INFINITY
    const before: { item: Scheduled; givesWayAt: AirSample | null }[] = []
    return items.map((item, index) => {
      const key = String(index)
      const startsAt = placeOf(item, free)
      const length = lengthOf(item, key)
      const placed = { item, key, startsAt, length, givesWayAt: null }
      // What lies under it or runs into it is heard with it.
      const isFree = free !== null && startsAt !== null && free - item.segueSamples <= startsAt
      const cutsIn = item.at !== null && startsAt !== null && !isFree
      if (item.under === null) {
        // Whatever is still to come of those before never does.
        if (cutsIn)
          for (const one of before) if (shareOutput(one.item, item)) one.givesWayAt ??= startsAt
        free = startsAt === null || length === null ? null : startsAt + length
      }
      before.push(placed)
      return placed
    })
  }

  /** @param free where the air is free; null while nobody knows */
  function placeOf(item: Scheduled, free: AirSample | null): AirSample | null {
    if (item.at === null) return free === null ? null : free - item.segueSamples
    const at = Math.round(airSampleOf(item.at))
    if (item.under || item.waitSamples === 0) return at
    // Only one that waits for ever has to wait until it is known for what.
    if (free === null) return Number.isFinite(item.waitSamples) ? at + item.waitSamples : null
    return Math.max(at, Math.min(free, at + item.waitSamples))
  }

  /** Fades, and how a tune lies under what is said over it. */
  function shapeOf({ item, startsAt }: Placed): Shape {
    if (!item.under || startsAt === null) return item.fade
    const spans = placed.flatMap((over) =>
      over.item.under ||
      over.startsAt === null ||
      over.length === 0 ||
      !shareOutput(over.item, item)
        ? []
        : [{ from: over.startsAt - startsAt, to: endOf(over) - startsAt }],
    )
    return { ...item.fade, duck: { ...item.under, spans } }
  }

  /** One whose length nobody knows yet is taken to go on. */
  function endOf({ startsAt, length, givesWayAt }: Placed): AirSample {
    const end = (startsAt ?? 0) + (length ?? Number.POSITIVE_INFINITY)
    return Math.min(end, givesWayAt ?? end)
  }

  function whyMissed(one: Placed, at: AirSample): Missed['why'] | null {
    const { item, key, startsAt, length, givesWayAt } = one
    if (startsAt === null || startsAt > at) return null
    if (done.has(key) || begun.has(key) || told.has(key) || length === 0) return null
    if (givesWayAt !== null && givesWayAt <= startsAt) return 'gave-way'
    if (item.late === 'skip') return 'late'
    return endOf(one) - MIN_REST_SAMPLES < at ? 'over' : null
  }

  function untilOf({ startsAt, givesWayAt, length }: Placed): Pick<Cue, 'until'> {
    if (startsAt === null || givesWayAt === null) return {}
    const sample = givesWayAt - startsAt
    if (length !== null && length <= sample) return {}
    return { until: { sample, cut: { reason: 'gave-way', recalled: false } } }
  }

  function lengthOf(item: Scheduled, key: string): number | null {
    const measured = real.get(key)
    if (measured === undefined) return item.lengthSamples
    if (item.lengthSamples === null) return measured
    return measured >= item.lengthSamples - TOLERANCE_SAMPLES ? item.lengthSamples : measured
  }

  return {
    cues: (from, to) =>
      placed.flatMap((one): Cue[] => {
        const { item, key, startsAt, length, givesWayAt } = one
        if (startsAt === null || startsAt >= to || length === 0 || done.has(key)) return []
        if (givesWayAt !== null && givesWayAt <= Math.max(from, startsAt)) return []
        if (item.late === 'skip' && startsAt < from) return []
        if (length !== null && startsAt + length - from < MIN_REST_SAMPLES && startsAt < from)
          return []
        const lengthSamples = item.lengthSamples ?? Number.POSITIVE_INFINITY
        return [
          {
            id: `${key}#${tries.get(key) ?? 1}`,
            title: item.id,
            path: item.path,
            startsAt,
            lengthSamples,
            gainMillibels: item.gainMillibels,
            outputs: item.outputs,
            shape: shapeOf(one),
            ...untilOf(one),
          },
        ]
      }),
    cutOf: () => null,
    stopped: () => stopped,
    measured: (cue, samples) => {
      real.set(keyOf(cue), samples)
      placed = place()
    },
    learnt: (path, samples) => {
      for (const [index, item] of items.entries())
        if (item.path === path && !real.has(String(index))) real.set(String(index), samples)
      placed = place()
    },
    unknown: () => [
      ...new Set(
        placed.flatMap(({ item, key, length }) =>
          length === null && !done.has(key) ? [item.path] : [],
        ),
      ),
    ],
    begun: (cue) => begun.add(keyOf(cue)),
    settled: (cue) => done.add(keyOf(cue)),
    again: (cue) => tries.set(keyOf(cue), (tries.get(keyOf(cue)) ?? 1) + 1),
    planOf: (cue) => placed.find(({ key }) => key === keyOf(cue))?.startsAt ?? null,
    startOf: (path) => placed.find(({ item }) => item.path === path)?.startsAt ?? null,
    missed: (at) =>
      placed.flatMap((one): Missed[] => {
        const { item, key, startsAt, length } = one
        const why = whyMissed(one, at)
        if (why === null || startsAt === null) return []
        told.add(key)
        const { id, path } = item
        return [{ id, path, plan: startsAt, why, hasLength: length !== null }]
      }),
    isOver: (at) =>
      placed.every(
        ({ key, startsAt, length, givesWayAt }) =>
          done.has(key) ||
          length === 0 ||
          (givesWayAt !== null && givesWayAt <= at) ||
          (startsAt !== null && length !== null && startsAt + length <= at),
      ),
  }
}

function shareOutput(a: Scheduled, b: Scheduled): boolean {
  return (
    a.outputs === null ||
    b.outputs === null ||
    a.outputs.some((name) => b.outputs?.includes(name) ?? true)
  )
}

/** A schedule may name the same id twice; its place in the list tells items apart. */
function keyOf(cue: Cue): string {
  return cue.id.slice(0, cue.id.indexOf('#'))
}
