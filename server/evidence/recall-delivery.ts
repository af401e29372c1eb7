import type { Instant } from '../../playout/contract/time.ts'

/** A player that has not said so by then is taken for out of reach: somebody calls. */
export const CALL_AFTER_MS = 60_000

/** A person's word that the copies at a station are gone; never changed. */
export type Confirmation = Readonly<{
  id: string
  recall: string
  station: string
  confirmedBy: string
  /** By who is on duty there, or by the centre on the telephone's word. */
  way: 'station' | 'telephone'
  /** By the clock of whoever tapped. */
  tappedAt: Instant
  at: Instant
  note: string
}>

/** What is known of one station's part in a recall. */
export type DeliveryFacts = Readonly<{
  /** It has a player of ours that can be told. */
  hasPlayer: boolean
  /** Versions that the recall covers. */
  covers: readonly string[]
  recalledAt: Instant
  /** What its player said it dropped. */
  drops: readonly Readonly<{ version: string; at: Instant; receivedAt: Instant }>[]
  confirmations: readonly Confirmation[]
}>

export type DeliveryState = 'waiting' | 'dropped' | 'confirmed' | 'not-reached'

/**
 * How a recall stands at a station. A player's signed word settles it; where there is no player, or
 * it does not answer, a person's does; until then somebody has to call: at once where nothing could
 * be told, after a minute where a player should have answered.
 */
export function deliveryOf(
  facts: DeliveryFacts,
  now: Instant,
): Readonly<{ state: DeliveryState; droppedAt: Instant | null; receivedAt: Instant | null }> {
  const { covers, recalledAt, confirmations } = facts
  const drops = facts.drops.filter(
    ({ version, receivedAt }) => covers.includes(version) && receivedAt >= recalledAt,
  )
  const all = covers.every((version) => drops.some((drop) => drop.version === version))
  if (facts.hasPlayer && all)
    return {
      state: 'dropped',
      droppedAt: Math.max(...drops.map(({ at }) => at)),
      receivedAt: Math.max(...drops.map(({ receivedAt }) => receivedAt)),
    }
  const open = { droppedAt: null, receivedAt: null }
  if (confirmations.length > 0) return { state: 'confirmed', ...open }
  if (facts.hasPlayer && now < recalledAt + CALL_AFTER_MS) return { state: 'waiting', ...open }
  return { state: 'not-reached', ...open }
}

/** How many stations stand how; done when nobody is waited for and nobody is to be called. */
export function tallyOf(states: readonly DeliveryState[]): Readonly<{
  stations: number
  dropped: number
  confirmed: number
  waiting: number
  notReached: number
  complete: boolean
}> {
  const count = (state: DeliveryState) => states.filter((one) => one === state).length
  const [waiting, notReached] = [count('waiting'), count('not-reached')]
  return {
    stations: states.length,
    dropped: count('dropped'),
    confirmed: count('confirmed'),
    waiting,
    notReached,
    complete: waiting + notReached === 0,
  }
}
