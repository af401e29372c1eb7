import type { Cue, Programme } from '../engine/cue.ts'
import { type AirSample, airSampleOf } from '../timeline/instance.ts'
import type { Scheduled } from './schedule.ts'

/**
 * A schedule file as a programme: items with an instant stand there, the others follow on the
 * item before, wherever that really ends. A file that cannot be played has no length, one that is
 * cut short has the length that it has.
 */
export type Chain = Programme &
  Readonly<{
    /** Notes how long an item really is, once that is known; 0 when it cannot be played. */
    measured(cue: Cue, samples: number): void
    settled(cue: Cue): void
    /** The rest of an item is to be joined anew. */
    again(cue: Cue): void
    planOf(cue: Cue): AirSample | null
    /** True when nothing is left to sound. */
    isOver(at: AirSample): boolean
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
}>

export function createChain(items: readonly Scheduled[]): Chain {
  const real = new Map<string, number>()
  const done = new Set<string>()
  const tries = new Map<string, number>()
  let placed = place()

  function place(): readonly Placed[] {
    let free: AirSample | null = null
    return items.map((item, index) => {
      const key = String(index)
      const startsAt = item.at === null ? free : airSampleOf(item.at)
      const length = lengthOf(item, key)
      free = startsAt === null || length === null ? null : startsAt + length
      return { item, key, startsAt, length }
    })
  }

  function lengthOf(item: Scheduled, key: string): number | null {
    const measured = real.get(key)
    if (measured === undefined) return item.lengthSamples
    if (item.lengthSamples === null) return measured
    return measured >= item.lengthSamples - TOLERANCE_SAMPLES ? item.lengthSamples : measured
  }

  return {
    cues: (from, to) =>
      placed.flatMap(({ item, key, startsAt, length }): Cue[] => {
        if (startsAt === null || startsAt >= to || length === 0 || done.has(key)) return []
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
            gainMillibels: 0,
            outputs: null,
          },
        ]
      }),
    cutOf: () => null,
    measured: (cue, samples) => {
      real.set(keyOf(cue), samples)
      placed = place()
    },
    settled: (cue) => done.add(keyOf(cue)),
    again: (cue) => tries.set(keyOf(cue), (tries.get(keyOf(cue)) ?? 1) + 1),
    planOf: (cue) => placed.find(({ key }) => key === keyOf(cue))?.startsAt ?? null,
    isOver: (at) =>
      placed.every(
        ({ key, startsAt, length }) =>
          done.has(key) ||
          length === 0 ||
          (startsAt !== null && length !== null && startsAt + length <= at),
      ),
  }
}

/** A schedule may name the same id twice; its place in the list tells items apart. */
function keyOf(cue: Cue): string {
  return cue.id.slice(0, cue.id.indexOf('#'))
}
