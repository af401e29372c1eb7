import type { Clock } from '../contract/time.ts'

/** Shorter sleeps cannot be told from a busy machine, ms. */
const LEAST_MS = 1_000

/**
 * How long the machine slept since this was last asked, in ms: the time since boot goes on in
 * suspension, monotonic time does not. A wall clock that leaps by as much was not set by anybody.
 */
export function createSuspension(clock: Clock, uptimeMs: () => number): () => number {
  let before = { uptime: uptimeMs(), monotonic: clock.monotonic() }
  return () => {
    const now = { uptime: uptimeMs(), monotonic: clock.monotonic() }
    const slept = now.uptime - before.uptime - (now.monotonic - before.monotonic)
    before = now
    return slept >= LEAST_MS ? slept : 0
  }
}
