import type { AirSample } from './instance.ts'
import type { Resolved } from './resolve.ts'

/** What should sound at an instant, and when that next changes. */
export type AirState = Readonly<{
  sounding: readonly Resolved[]
  /** First sample after this one at which something begins or ends; null when nothing is left. */
  nextChange: AirSample | null
  /** The next that begins, in order. */
  next: Resolved | null
}>

/** A pure function of plan and instant: restart, preview and audit all ask this. */
export function stateAt(resolved: readonly Resolved[], at: AirSample): AirState {
  const allowed = resolved.filter((instance) => instance.bar === null)
  const changes = allowed
    .flatMap((instance) => [instance.startsAt, instance.mayUntil])
    .filter((sample) => sample > at)
  return {
    sounding: allowed.filter((instance) => instance.startsAt <= at && at < instance.mayUntil),
    nextChange: changes.length === 0 ? null : changes.reduce((a, b) => Math.min(a, b)),
    next: allowed.find((instance) => instance.startsAt > at) ?? null,
  }
}
