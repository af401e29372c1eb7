import { type AirSample, airSampleOf, type Instance } from './instance.ts'

/** A block that does not begin as planned, or is not let end. */
export type Way = Readonly<{
  /** Its items begin so much later. */
  delay: number
  /** From here on something else has the air. */
  givesWayAt: AirSample
}>

const FREE_WAY: Way = { delay: 0, givesWayAt: Number.POSITIVE_INFINITY }

/**
 * What the starts of blocks make of each other: each that states how it begins looks at what earlier
 * ones leave it, in order of their instants.
 *
 * @param instances what may sound, in order
 */
export function waysOf(instances: readonly Instance[]): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>()
  const blocks = new Map(instances.map(({ block }) => [block.id, block]))
  const starting = [...blocks.values()]
    .filter(({ start, urgent, purpose }) => start && !urgent && purpose === 'programme')
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  for (const block of starting) {
    const at = airSampleOf(block.startsAt)
    const rivals = instances.filter((one) => isRival(one, block) && endOf(one, ways) > at)
    if (rivals.length === 0) continue
    const busy = Math.max(...rivals.map((one) => endOf(one, ways))) - at
    const delay = Math.min(busy, patienceOf(block))
    ways.set(block.id, { ...FREE_WAY, delay })
    for (const { block: other } of rivals)
      if (delay < busy)
        ways.set(other.id, { ...FREE_WAY, ...ways.get(other.id), givesWayAt: at + delay })
  }
  return ways
}

function isRival({ block }: Instance, of: Instance['block']): boolean {
  return (
    block.startsAt < of.startsAt &&
    block.purpose === 'programme' &&
    !block.urgent &&
    (block.outputs === null ||
      of.outputs === null ||
      block.outputs.some((name) => of.outputs?.includes(name)))
  )
}

function endOf({ block, endsAt }: Instance, ways: ReadonlyMap<string, Way>): AirSample {
  const { delay, givesWayAt } = ways.get(block.id) ?? FREE_WAY
  return Math.min(endsAt + delay, givesWayAt)
}

/** How long a block lets another go on, samples. */
function patienceOf({ start }: Instance['block']): number {
  if (start?.kind === 'next') return Number.POSITIVE_INFINITY
  return start?.kind === 'wait' ? airSampleOf(start.upToMs) : 0
}
