import type { Happening } from '../contract/event.ts'
import type { Clock } from '../contract/time.ts'
import type { ClockOffset } from '../sync/clock-offset.ts'
import {
  type ClockFacts,
  type ClockFinding,
  type ClockJudgement,
  judgeClock,
} from './clock-rule.ts'

/**
 * Whether this station's clock is good enough to begin anything by it, and which time is so sure that
 * something may be written off by it: the log takes nothing back.
 */
export type ClockTrust = Readonly<{
  /** The wall clock was set by so much while the machine was awake, and slept so long besides, ms. */
  stepped(ms: number, sleptMs: number): void
  /** Whether the timeline is to take over what the wall clock was set by. */
  mayFollow(): boolean
  /** The timeline took it over. */
  followed(): void
  mayBegin(): boolean
  /** The latest instant that has surely passed when the timeline says `now`, UTC ms. */
  surely(now: number): number
  /** Log lines for what has changed since the last call. */
  changes(): readonly Happening[]
}>

export type ClockTrustParts = Readonly<{
  clock: Clock
  offset: ClockOffset
  /** An instant that the log is sure has passed, UTC ms; 0 when it is of none. */
  sureSince: number
  /** Time since the machine was booted, ms. */
  uptimeMs(): number
  /** What a person said who trusts the clock; null while nobody does. */
  word(): string | null
}>

/** A clock that stood still goes on from the log's end, give or take so much, ms. */
const STALE_MS = 10 * 60_000

export function createClockTrust(parts: ClockTrustParts): ClockTrust {
  const { clock, offset, sureSince, word } = parts
  const beganAt = clock.monotonic()
  const sinceLog = clock.now() - parts.uptimeMs() - sureSince
  /** The machine was booted right where the log ends. */
  const mayBeStale = sureSince > 0 && Math.abs(sinceLog) <= STALE_MS
  let ahead = { awakeMs: 0, sleptMs: 0 }
  let hadWord = false
  let hasFollowed = false
  let told: ClockFinding = 'good'

  const surePassed = () => sureSince + clock.monotonic() - beganAt

  function facts(): ClockFacts {
    const hasWord = word() !== null
    if (hasWord && ahead.awakeMs === 0) hadWord = true
    return {
      ...{ serverMs: offset.ms(), aheadMs: ahead.awakeMs, sleptMs: ahead.sleptMs },
      ...{ pastLogMs: clock.now() - surePassed(), hasWord, hadWord },
      mayBeStale: mayBeStale && !hasFollowed,
    }
  }
  const judged = (): ClockJudgement => judgeClock(facts())

  return {
    stepped: (ms, sleptMs) => {
      ahead = { awakeMs: ahead.awakeMs + ms, sleptMs: ahead.sleptMs + sleptMs }
      // The server's clock was not set: by monotonic time it is now so much further away.
      offset.stepped(ms)
    },
    mayFollow: () => judged().follow,
    followed: () => {
      hasFollowed = true
      hadWord = false
      ahead = { awakeMs: 0, sleptMs: 0 }
    },
    mayBegin: () => judged().mayBegin,
    surely: (now) => {
      const { serverMs, aheadMs, sleptMs, hasWord, hadWord } = facts()
      if (serverMs !== null) return now + Math.min(0, serverMs + aheadMs + sleptMs)
      return hasWord || hadWord ? now : Math.min(now, surePassed())
    },
    changes: () => {
      const { finding } = judged()
      if (finding === told) return []
      const before = told
      told = finding
      const about = 'wall clock'
      const pastLogMs = clock.now() - surePassed()
      const amountMs = Math.round(offset.ms() ?? (ahead.awakeMs === 0 ? pastLogMs : ahead.awakeMs))
      if (finding === 'person') {
        const reason = `a person: ${word()}`.slice(0, 300)
        return [{ type: 'clock-trusted', about, reason, amountMs }]
      }
      if (finding !== 'good')
        return [{ type: 'clock-distrusted', about, reason: reasons[finding], amountMs }]
      return before === 'good' ? [] : [{ type: 'clock-trusted', about, reason: '', amountMs }]
    },
  }
}

const reasons = {
  off: 'the server’s clock differs by more than a minute: nothing begins by itself',
  warn: 'the server’s clock differs by more than two seconds',
  held: 'the clock was set wrong: the player goes on by the time that held before',
  'behind-log': 'the clock stands before what the log has seen: nothing begins by itself',
  stepped: 'the clock was set, and no server was asked since: nothing begins by itself',
} as const
