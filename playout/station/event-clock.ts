import type { ClockReading } from '../contract/event.ts'
import type { BootId } from '../contract/ids.ts'
import type { Clock } from '../contract/time.ts'
import type { ClockOffset } from '../sync/clock-offset.ts'

/** The clock as an event states it. */
export function readClock(clock: Clock, boot: BootId, offset: ClockOffset): ClockReading {
  const offsetMs = offset.ms()
  return {
    at: clock.now(),
    offsetMs,
    source: offsetMs === null ? 'none' : 'server',
    boot,
    monotonicMs: Math.max(0, Math.floor(clock.monotonic())),
  }
}
