import type { Instant } from '../../playout/contract/time.ts'

export type Technology = 'ip' | 'fm' | 'wired'
export type Health = 'no-telemetry' | 'never-seen' | 'well' | 'late' | 'out-of-reach'

/** Stations speak every few seconds; three missed words in a row are worth a look. */
const WELL_WITHIN_MS = 15_000
const LATE_WITHIN_MS = 120_000

/**
 * How reachable a station is, from its last contact alone. It says nothing of its sound: that is what
 * the log is for. Stations on FM or wire have nothing that could speak.
 */
export function healthOf(technology: Technology, lastSeenAt: Instant | null, now: Instant): Health {
  if (technology !== 'ip') return 'no-telemetry'
  if (lastSeenAt === null) return 'never-seen'
  const silentMs = now - lastSeenAt
  if (silentMs <= WELL_WITHIN_MS) return 'well'
  return silentMs <= LATE_WITHIN_MS ? 'late' : 'out-of-reach'
}
