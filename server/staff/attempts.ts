import type { Instant } from '../../playout/contract/time.ts'

/** Wrong passwords per name that are borne within the time, and no more until it has passed. */
const BORNE = 10
const WITHIN_MS = 15 * 60_000
/** Names that are remembered at once; a flood of invented ones forgets the oldest. */
const NAMES = 10_000

/** Counts wrong passwords by user name, whatever address they come from. In memory: a restart forgives. */
export type Attempts = Readonly<{
  /** How long this name is still locked, 0 when it is not. */
  lockedForMs(username: string, now: Instant): number
  wrong(username: string, now: Instant): void
  right(username: string): void
}>

export function countAttempts(): Attempts {
  const wrongAt = new Map<string, Instant[]>()
  const recent = (username: string, now: Instant) =>
    (wrongAt.get(username) ?? []).filter((at) => now - at < WITHIN_MS)
  return {
    lockedForMs: (username, now) => {
      const times = recent(username, now)
      const counted = times[times.length - BORNE]
      return counted === undefined ? 0 : counted + WITHIN_MS - now
    },
    wrong: (username, now) => {
      const times = [...recent(username, now), now].slice(-BORNE)
      wrongAt.delete(username)
      wrongAt.set(username, times)
      const oldest = wrongAt.keys().next()
      if (wrongAt.size > NAMES && !oldest.done) wrongAt.delete(oldest.value)
    },
    right: (username) => {
      wrongAt.delete(username)
    },
  }
}
