import type { Block } from '../contract/manifest.ts'
import { SAMPLE_RATE } from '../contract/time.ts'
import { type AirSample, airSampleOf } from './instance.ts'

/** A block that does not begin as planned, or is not let end. */
export type Way = Readonly<{
  /** Its items begin so much later. */
  delay: number
  /** From here on something else has the air. */
  givesWayAt: AirSample
}>

/** Something of a block that has the air from one place to another: an item, or a live part. */
export type Taker = Readonly<{ block: Block; startsAt: AirSample; endsAt: AirSample }>

/** A stretch of the air that something urgent has, wherever that was to stand by the plan. */
export type Stretch = Readonly<{ from: AirSample; to: AirSample }>

const FREE_WAY: Way = { delay: 0, givesWayAt: Number.POSITIVE_INFINITY }

/** A rest shorter than this is not worth joining. */
export const MIN_JOIN_SAMPLES = SAMPLE_RATE

/**
 * What the starts of blocks make of each other: each that states how it begins looks at what earlier
 * ones leave it, in order of their instants. What something urgent interrupted has the air until
 * that interruption, and beyond it only if it is joined again then.
 *
 * @param takers what may sound, in order
 * @param urgent nothing cuts these short, and nothing waits longer for them than it may
 */
export function waysOf(
  takers: readonly Taker[],
  urgent: readonly Stretch[] = [],
): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>()
  const blocks = new Map(takers.map(({ block }) => [block.id, block]))
  const real = takers.flatMap((taker) => afterUrgent(taker, urgent) ?? [])
  const starting = [...blocks.values()]
    .filter(({ start, urgent, purpose }) => start && !urgent && purpose === 'programme')
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  for (const block of starting) {
    const at = airSampleOf(block.startsAt)
    const rivals = real.filter((one) => isRival(one, block) && endOf(one, ways) > at)
    const soundsUntil = Math.max(at, ...rivals.map((one) => endOf(one, ways)))
    const freeAt = freeFrom(soundsUntil, urgent)
    if (freeAt === at) continue
    const delay = Math.min(freeAt - at, patienceOf(block))
    ways.set(block.id, { ...FREE_WAY, delay })
    for (const rival of rivals)
      if (at + delay < endOf(rival, ways))
        ways.set(rival.block.id, {
          ...FREE_WAY,
          ...ways.get(rival.block.id),
          givesWayAt: at + delay,
        })
  }
  return ways
}

/** What really sounds of something when urgent stretches go over it; null when nothing does. */
function afterUrgent(taker: Taker, urgent: readonly Stretch[]): Taker | null {
  const over = urgent.find(({ from, to }) => taker.startsAt < to && taker.endsAt > from)
  if (!over) return taker
  const isJoined =
    (taker.block.late ?? 'join') === 'join' && taker.endsAt - over.to >= MIN_JOIN_SAMPLES
  if (isJoined) return taker
  return taker.startsAt < over.from ? { ...taker, endsAt: over.from } : null
}

/** The first place from one on that nothing urgent has. */
function freeFrom(at: AirSample, urgent: readonly Stretch[]): AirSample {
  const over = urgent.find(({ from, to }) => from <= at && at < to)
  return over ? freeFrom(over.to, urgent) : at
}

function isRival({ block }: Taker, of: Block): boolean {
  return (
    block.startsAt < of.startsAt &&
    block.purpose === 'programme' &&
    !block.urgent &&
    (block.outputs === null ||
      of.outputs === null ||
      block.outputs.some((name) => of.outputs?.includes(name)))
  )
}

function endOf({ block, endsAt }: Taker, ways: ReadonlyMap<string, Way>): AirSample {
  const { delay, givesWayAt } = ways.get(block.id) ?? FREE_WAY
  return Math.min(endsAt + delay, givesWayAt)
}

/** How long a block lets another go on, samples. */
function patienceOf({ start }: Block): number {
  if (start?.kind === 'next') return Number.POSITIVE_INFINITY
  return start?.kind === 'wait' ? airSampleOf(start.upToMs) : 0
}
