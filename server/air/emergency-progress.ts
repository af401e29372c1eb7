import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import { BEGINS_WITHIN_MS } from '../order/emergency.ts'

/**
 * How far an emergency has come at one station; nothing about air is assumed:
 *
 *   second-person  quiet hours: it waits for another person's word
 *   telephone      nothing there that an order could reach: somebody has to call
 *   sending        published, and the player has not said that it has it
 *   received       the player holds a manifest with it
 *   sounding       the player says that it sounds
 *   sounded        all of it sounded
 *   partly         it is over, and some of it sounded
 *   not-sounded    it is over, and the player says that nothing sounded
 *   no-word        it is over, and nothing was heard of it
 *   ended          a person ended it before any of it sounded
 */
export type EmergencyStep =
  | 'second-person'
  | 'telephone'
  | 'sending'
  | 'received'
  | 'sounding'
  | 'sounded'
  | 'partly'
  | 'not-sounded'
  | 'no-word'
  | 'ended'

export type EmergencyFacts = Readonly<{
  needsSecond: boolean
  confirmed: boolean
  endedAt: Instant | null
  way: 'wire' | 'telephone'
  /** What was published there; null when nothing was. */
  block: Readonly<{
    startsAt: Instant
    lengthSamples: number
    items: readonly Readonly<{ id: string }>[]
  }> | null
  /** Its player's manifest names the block. */
  isHeld: boolean
  /** The item that its player says is on air; null when it said nothing lately. */
  onAir: string | null
  /** Of the block's items, oldest first. */
  airings: readonly Pick<Airing, 'item' | 'outcome' | 'startedAt'>[]
}>

export type EmergencyProgress = Readonly<{
  step: EmergencyStep
  /** When it first began to sound there. */
  startedAt: Instant | null
  /** How often it sounded whole. */
  sounded: number
}>

export function emergencyProgress(facts: EmergencyFacts, now: Instant): EmergencyProgress {
  const { block, airings } = facts
  const starts = airings.flatMap(({ startedAt }) => startedAt ?? [])
  const startedAt = starts.length === 0 ? null : Math.min(...starts)
  const whole = new Set(airings.flatMap((one) => (one.outcome === 'aired' ? one.item : [])))
  const step = block ? stepOf(facts, block, whole.size, now) : stepWithout(facts)
  return { step, startedAt, sounded: whole.size }
}

function stepWithout({ needsSecond, confirmed, endedAt, way }: EmergencyFacts): EmergencyStep {
  if (endedAt !== null) return 'ended'
  if (needsSecond && !confirmed) return 'second-person'
  return way === 'telephone' ? 'telephone' : 'no-word'
}

function stepOf(
  facts: EmergencyFacts,
  block: NonNullable<EmergencyFacts['block']>,
  whole: number,
  now: Instant,
): EmergencyStep {
  const { onAir, airings, endedAt, way } = facts
  const isSounding =
    block.items.some(({ id }) => id === onAir) ||
    airings.some(({ outcome }) => outcome === 'sounding')
  if (isSounding) return 'sounding'
  if (whole === block.items.length) return 'sounded'
  const isOver =
    endedAt !== null || now > block.startsAt + BEGINS_WITHIN_MS + samplesToMs(block.lengthSamples)
  const anySound = airings.some(({ outcome }) => outcome === 'aired' || outcome === 'partial')
  if (isOver && anySound) return 'partly'
  if (isOver && airings.length > 0) return 'not-sounded'
  if (endedAt !== null) return 'ended'
  if (isOver) return way === 'telephone' ? 'telephone' : 'no-word'
  // Between two of its repeats, or before the player has said so.
  if (anySound) return 'sounding'
  if (airings.length > 0) return 'not-sounded'
  if (facts.isHeld) return 'received'
  return way === 'telephone' ? 'telephone' : 'sending'
}
