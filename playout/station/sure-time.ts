import type { ClockReading, StationEvent } from '../contract/event.ts'

/**
 * An instant that has surely passed, by the log, UTC ms; 0 when it cannot say. A stamp counts where a
 * server was asked during the same run: by its own or the server's clock, whichever is earlier, and
 * carried on from there by monotonic time. Stamps of a run that asked nobody count for nothing: its
 * clock may have been hours ahead.
 */
export function sureTimeOf(recent: readonly StationEvent[]): number {
  const asked = new Map<string, number>()
  for (const { clock } of recent) {
    const known = vouchedAt(clock)
    if (known !== null) asked.set(clock.boot, known - clock.monotonicMs)
  }
  return recent.reduce((latest, { clock }) => {
    const base = asked.get(clock.boot)
    return base === undefined ? latest : Math.max(latest, base + clock.monotonicMs)
  }, 0)
}

function vouchedAt({ at, offsetMs }: ClockReading): number | null {
  return offsetMs === null ? null : at + Math.min(0, offsetMs)
}
