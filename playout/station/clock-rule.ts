/**
 * What is known of the wall clock and of the timeline at one instant. The timeline goes on by
 * monotonic time, so after a step of the wall clock the two differ until the step is taken over.
 */
export type ClockFacts = Readonly<{
  /** The server's clock minus the wall clock, ms; null while no server was asked. */
  serverMs: number | null
  /** The wall clock minus the timeline, ms: a step that nobody took over, without sleep. */
  aheadMs: number
  /** Sleep of the machine that the timeline has not made up for, ms. */
  sleptMs: number
  /** The wall clock minus the latest instant that the log is sure of, ms. */
  pastLogMs: number
  /** A person's word that the wall clock is right holds. */
  hasWord: boolean
  /** A person said so of the clock that the timeline began by. */
  hadWord: boolean
  /** The clock may have stood still while the machine was off, and was not set since. */
  mayBeStale: boolean
}>

export type ClockFinding =
  /** Nothing speaks against the wall clock. */
  | 'good'
  /** More than two seconds away from the server. */
  | 'warn'
  /** A person vouches for what else would be distrusted. */
  | 'person'
  /** The wall clock was set wrong; the timeline goes on by the time that held before. */
  | 'held'
  /** More than a minute away from the server. */
  | 'off'
  /** Before what the log has seen. */
  | 'behind-log'
  /** Set by more than a minute, and nobody knows which of the two is right. */
  | 'stepped'

export type ClockJudgement = Readonly<{
  finding: ClockFinding
  /** Whether anything may begin by the timeline, once the step was followed or not. */
  mayBegin: boolean
  /** Whether the timeline is to take the wall clock's step over. */
  follow: boolean
}>

/** Further away than this nothing begins by itself, ms. */
export const DISTRUST_MS = 60_000
/** From here on it is worth a line, ms. */
const WARN_MS = 2_000

/**
 * Whether the clock is good enough to begin anything by it, and whether a step of it is believed. A
 * person comes first, then the server, then the log. What the server agreed with stays right by
 * monotonic time, whatever the wall clock is set to. Where nobody was asked, a large step is believed
 * only of a clock that was wrong before, or that may have stood still while the machine was off.
 */
export function judgeClock(facts: ClockFacts): ClockJudgement {
  const wall = facts.serverMs === null ? withoutServer(facts) : withServer(facts, facts.serverMs)
  if (!facts.hasWord) return wall
  const isAnyway = wall.mayBegin && wall.follow
  return { finding: isAnyway ? wall.finding : 'person', mayBegin: true, follow: true }
}

function withServer({ aheadMs, sleptMs }: ClockFacts, serverMs: number): ClockJudgement {
  if (!isFar(serverMs))
    return follow(Math.abs(serverMs) > WARN_MS ? 'warn' : 'good', { mayBegin: true })
  if (aheadMs !== 0 && !isFar(serverMs + aheadMs + sleptMs)) return HELD
  return { finding: 'off', mayBegin: false, follow: false }
}

function withoutServer(facts: ClockFacts): ClockJudgement {
  const { aheadMs, pastLogMs } = facts
  const isWallBehind = pastLogMs < -DISTRUST_MS
  if (!isFar(aheadMs)) {
    if (isWallBehind) return follow('behind-log', { mayBegin: false })
    return follow('good', { mayBegin: true })
  }
  const wasBehind = pastLogMs - aheadMs < -DISTRUST_MS
  if (isWallBehind) return wasBehind ? follow('behind-log', { mayBegin: false }) : HELD
  if (wasBehind || (aheadMs > 0 && facts.mayBeStale)) return follow('good', { mayBegin: true })
  if (facts.hadWord) return HELD
  return { finding: 'stepped', mayBegin: false, follow: false }
}

const HELD: ClockJudgement = { finding: 'held', mayBegin: true, follow: false }

function follow(
  finding: ClockFinding,
  { mayBegin }: Pick<ClockJudgement, 'mayBegin'>,
): ClockJudgement {
  return { finding, mayBegin, follow: true }
}

function isFar(ms: number): boolean {
  return Math.abs(ms) > DISTRUST_MS
}
