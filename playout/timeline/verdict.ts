import { type AirSample, airSampleOf, instantOf } from './instance.ts'
import type { Bar, Resolved } from './resolve.ts'
import { MIN_JOIN_SAMPLES } from './start.ts'

/** What the log already says of an item: its last try. */
export type Tried = Readonly<{
  attempt: number
  /** `on-air` while it sounds. */
  outcome: 'on-air' | 'ended' | 'interrupted' | 'skipped' | 'recall-dropped'
  /** The place in the plan that was tried, UTC ms. */
  plannedAt: number
  /**
   * After an interruption: whether the rest may still be joined (a power cut; not a broken file). After
   * a miss: whether only the time spoke against it, so that it was wrong when its instant comes again.
   */
  mayRejoin: boolean
}>

/** What to do with an item, given what time it is and what has become of it so far. */
export type Verdict =
  /** Nothing more: it has its entry in the log, or is on air. */
  | Readonly<{ kind: 'settled' }>
  /** Its time will come. */
  | Readonly<{ kind: 'upcoming' }>
  /** It should be sounding: join it at this sample. */
  | Readonly<{ kind: 'join'; fromSample: number }>
  /** It will not sound, or its time has passed: log that, once. */
  | Readonly<{ kind: 'skip'; reason: Bar | 'missed' | 'late' }>

/**
 * Nothing is ever replayed late: what is over is skipped, what is under way is joined where it
 * should be by now. A barred item waits for its instant before it is written off, since another
 * manifest may still clear it; only a recall is final at once. A block may say that what is under
 * way is not joined (`Block.late`).
 *
 * @param runningSince when this player began
 */
export function verdictOn(
  instance: Resolved,
  tried: Tried | undefined,
  now: AirSample,
  runningSince: AirSample = Number.NEGATIVE_INFINITY,
): Verdict {
  if (tried && isSettled(tried, instance, now)) return { kind: 'settled' }
  if (instance.bar !== null) {
    if (instance.bar === 'recalled' || now >= instance.startsAt)
      return { kind: 'skip', reason: instance.bar }
    return { kind: 'upcoming' }
  }
  const { late = 'join', startsAt } = instance.block
  const isDropped = late === 'drop' && airSampleOf(startsAt) < runningSince
  const isJoined = now > instance.startsAt || tried?.outcome === 'interrupted'
  if (isDropped || (late !== 'join' && isJoined))
    return tried?.outcome === 'interrupted' ? { kind: 'settled' } : { kind: 'skip', reason: 'late' }
  if (now <= instance.startsAt && tried?.outcome !== 'interrupted') return { kind: 'upcoming' }
  if (instance.mayUntil - now >= MIN_JOIN_SAMPLES)
    return { kind: 'join', fromSample: Math.max(0, now - instance.startsAt) }
  // An interrupted airing is in the log already, with how far it got.
  if (tried?.outcome === 'interrupted') return { kind: 'settled' }
  return { kind: 'skip', reason: instance.cut ?? 'missed' }
}

function isSettled(tried: Tried, { startsAt }: Resolved, now: AirSample): boolean {
  switch (tried.outcome) {
    case 'on-air':
    case 'ended':
    case 'recall-dropped':
      return true
    case 'skipped':
      // Replanned to another instant, a missed item gets another chance; so it does when a clock that
      // ran ahead wrote it off, and its instant is still to come.
      return tried.plannedAt === instantOf(startsAt) && !(tried.mayRejoin && now < startsAt)
    case 'interrupted':
      return !tried.mayRejoin
  }
}
