import type { Happening, StationEvent } from '../contract/event.ts'
import type { Clock } from '../contract/time.ts'
import type { ClockOffset } from '../sync/clock-offset.ts'

/**
 * Whether this station's clock is good enough to begin anything by it. It is not when the server's
 * differs by more than a minute, or, while no server was asked yet, when the clock stands before
 * what the station's own log has seen (a dead battery: 1970). What sounds goes on in either case; the
 * next contact with a server that agrees makes it good again.
 */
export type ClockTrust = Readonly<{
  mayBegin(): boolean
  /** Log lines for what has changed since the last call. */
  changes(): readonly Happening[]
}>

/** Further from the server than this nothing begins by itself, ms. */
const DISTRUST_MS = 60_000
/** From here on it is worth a line, ms. */
const WARN_MS = 2_000

type Finding = 'good' | 'off' | 'behind-log' | 'warn' | 'person'

export function createClockTrust(
  clock: Clock,
  offset: ClockOffset,
  recent: readonly StationEvent[],
  /** What a person said who trusts it; null while nobody does. */
  word: () => string | null = () => null,
): ClockTrust {
  const seen = recent.reduce((latest, event) => Math.max(latest, event.clock.at), 0)
  let told: Finding = 'good'

  function finding(): Finding {
    const found = measured()
    return bars(found) && word() !== null ? 'person' : found
  }

  function measured(): Exclude<Finding, 'person'> {
    const off = offset.ms()
    if (off === null) return clock.now() < seen - DISTRUST_MS ? 'behind-log' : 'good'
    if (Math.abs(off) > DISTRUST_MS) return 'off'
    return Math.abs(off) > WARN_MS ? 'warn' : 'good'
  }

  const bars = (found: Finding) => found === 'off' || found === 'behind-log'

  return {
    mayBegin: () => !bars(finding()),
    changes: () => {
      const found = finding()
      if (found === told) return []
      const before = told
      told = found
      const about = 'wall clock'
      const amountMs = offset.ms() ?? clock.now() - seen
      if (found === 'person')
        return [
          { type: 'clock-trusted', about, reason: `a person: ${word()}`.slice(0, 300), amountMs },
        ]
      if (found !== 'good')
        return [{ type: 'clock-distrusted', about, reason: reasons[found], amountMs }]
      return before === 'good' ? [] : [{ type: 'clock-trusted', about, reason: '', amountMs }]
    },
  }
}

const reasons = {
  off: 'the server’s clock differs by more than a minute: nothing begins by itself',
  warn: 'the server’s clock differs by more than two seconds',
  'behind-log': 'the clock stands before what the log has seen: nothing begins by itself',
} as const
