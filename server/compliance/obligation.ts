import {
  type AiringId,
  type ItemId,
  obligationIdOf,
  type StationId,
} from '../../playout/contract/ids.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import type { OrderedEmergency } from '../order/emergency-window.ts'
import { itemSpan } from '../plan/playlist.ts'

/** One airing that a commune had to carry: the unit of compliance. */
export type Obligation = Readonly<{
  id: string
  title: string
  dueAt: Instant
  lengthMs: number
  /** From then on evidence can be expected. */
  settledAt: Instant
  /** The district's item (IP) or airing (FM, wired) that is owed. */
  owes: string
  /** The commune's own item that fulfils it; null where only a person can say. */
  item: string | null
}>

const NO_RECALLS: ReadonlyMap<string, Instant> = new Map()

/**
 * An IP commune owes each of its own items that names a district's item. The tune is a sign, not a
 * message: it is relayed and not counted. What was recalled before its time is owed by nobody.
 *
 * @param block the commune's block of the window
 * @param recalls from when each recalled version may no longer sound
 */
export function obligationsOfPlan(
  block: Block,
  commune: StationId,
  recalls: ReadonlyMap<string, Instant> = NO_RECALLS,
): Obligation[] {
  return block.items
    .filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf !== null)
    .filter((item) => {
      const recalledAt = recalls.get(item.bulletin?.version ?? '')
      return recalledAt === undefined || itemSpan(block, item).startsAt <= recalledAt
    })
    .map((item) => {
      const { startsAt, endsAt } = itemSpan(block, item)
      return {
        id: obligationIdOf(item.relayOf as ItemId, commune),
        title: item.title,
        dueAt: startsAt,
        lengthMs: samplesToMs(item.lengthSamples),
        settledAt: endsAt,
        owes: item.relayOf as string,
        item: item.id,
      }
    })
}

/**
 * An FM or wired commune carries the live signal, so it owes what the district really aired, in
 * Vietnamese, in a window that it must relay. If the district did not air, nothing is owed.
 *
 * @param aired the district's airings of the window on the date
 * @param windowEndsAt when the commune's window ends: nobody can confirm it sooner
 */
export function obligationsOfSignal(
  aired: readonly Airing[],
  commune: StationId,
  windowEndsAt: Instant,
): Obligation[] {
  return aired
    .filter(
      ({ outcome, purpose, kind, language }) =>
        outcome === 'aired' && purpose === 'programme' && kind === 'bulletin' && language === 'vi',
    )
    .map((airing) => ({
      id: obligationIdOf(airing.id as AiringId, commune),
      title: airing.title,
      dueAt: airing.startedAt ?? airing.plannedAt,
      lengthMs: samplesToMs(airing.samplesSent ?? airing.samplesExpected),
      settledAt: windowEndsAt,
      owes: airing.id,
      item: null,
    }))
}

/**
 * An FM or wired commune that an emergency named, while the district's own signal does not carry it,
 * owes it by its own voice: somebody called it there. What was recalled before its time is owed by nobody.
 *
 * @param settledAt when the commune's window of it ends
 */
export function obligationsOfCall(
  { title, version, items, lengthSamples, startsAt }: OrderedEmergency,
  commune: StationId,
  settledAt: Instant,
  recalls: ReadonlyMap<string, Instant> = NO_RECALLS,
): Obligation[] {
  const lengthMs = samplesToMs(lengthSamples)
  return items
    .map((owes, at) => ({
      ...{ id: obligationIdOf(owes, commune), title, dueAt: startsAt + at * lengthMs, lengthMs },
      ...{ settledAt, owes, item: null },
    }))
    .filter(({ dueAt }) => dueAt <= (recalls.get(version) ?? Number.POSITIVE_INFINITY))
}
