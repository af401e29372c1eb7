import { type Clock, SAMPLES_PER_MS } from '../contract/time.ts'
import type { AirSample } from '../timeline/instance.ts'

/**
 * Position on the player's timeline ↔ wall time.
 *
 * The timeline runs on monotonic time and never jumps. Where it stands on the wall clock (the
 * anchor) is followed in two ways: a deviation of up to 20 ms is drift and is slewed; more is a
 * step, which somebody made, and is only taken over when the player says that it may (`reanchor`),
 * so that what sounds is never torn.
 */
export type AirClock = Readonly<{
  /** Position that is due to be heard now, in samples, with a fraction. */
  heard(): number
  /** Place on air of a position. */
  airOf(position: number): AirSample
  /** Wall time now, ms with a fraction, as the timeline believes it (without a pending step). */
  wall(): number
  /** Looks at the wall clock; the size in ms of a step that waits to be taken over, or 0. */
  check(): number
  /** Takes the pending step over; returns its size in ms. */
  reanchor(): number
}>

/** Deviations up to this are slewed, ms. */
const STEP_MS = 20
/** A reading that took longer was held up on the way and tells nothing, ms. */
const SURE_MS = 0.2
/** A slew moves this much per window at most, ms. */
const SLEW_MS = 0.5
const WINDOW_MS = 1_000

export function createAirClock(clock: Clock): AirClock {
  let offset = preciseOffset(clock)
  let anchor = Math.floor(clock.monotonic() + offset)
  let pending = 0
  let window = { since: clock.monotonic(), most: -Infinity, readings: 0 }

  const wall = () => clock.monotonic() + offset

  return {
    wall,
    heard: () => (wall() - anchor) * SAMPLES_PER_MS,
    airOf: (position) => position + anchor * SAMPLES_PER_MS,
    check: () => {
      const deviation = readDeviation(clock, offset + pending)
      if (deviation === null) return pending
      if (deviation > STEP_MS || deviation < -STEP_MS - 1) {
        pending = Math.round(preciseOffset(clock) - offset)
        window = { since: clock.monotonic(), most: -Infinity, readings: 0 }
        return pending
      }
      window.most = Math.max(window.most, deviation)
      window.readings++
      if (clock.monotonic() - window.since >= WINDOW_MS && window.readings >= 10) {
        // A wall clock of whole ms is behind by up to one; its best reading tells the truth.
        if (Math.abs(window.most) > 0.1)
          offset += Math.max(-SLEW_MS, Math.min(SLEW_MS, window.most))
        window = { since: clock.monotonic(), most: -Infinity, readings: 0 }
      }
      return pending
    },
    reanchor: () => {
      const step = pending
      offset += step
      anchor += step
      pending = 0
      return step
    },
  }
}

/** Wall minus monotonic time, in ms; null when the reading itself was held up. */
function readDeviation(clock: Clock, offset: number): number | null {
  const before = clock.monotonic()
  const now = clock.now()
  const after = clock.monotonic()
  return after - before > SURE_MS ? null : now - before - offset
}

/**
 * Wall minus monotonic time to some microseconds, though the wall clock counts whole ms: watches
 * it turn over, which takes a millisecond, and again when the processor was taken away meanwhile.
 * A clock that stands still is taken as it reads.
 */
function preciseOffset(clock: Clock): number {
  let last = clock.now()
  let lastAt = clock.monotonic()
  for (let tries = 0; tries < 100_000; tries++) {
    const at = clock.monotonic()
    const now = clock.now()
    if (now !== last && clock.monotonic() - lastAt < SURE_MS) return now - at
    last = now
    lastAt = at
  }
  return last - lastAt
}
