import type { AirClock } from '../engine/air-clock.ts'
import { type AirSample, airSampleOf, instantOf } from '../timeline/instance.ts'
import type { ClockTrust } from './clock-trust.ts'
import type { Passed } from './station-programme.ts'

/**
 * Which time has really gone by. It is kept by positions of the timeline, which never jumps: where
 * these stand on air moves with every step of the clock that is believed.
 */
export function createPassed(
  trust: Pick<ClockTrust, 'mayBegin' | 'surely'>,
  air: Pick<AirClock, 'heard' | 'airOf'>,
): Passed &
  Readonly<{
    /** The timeline has taken over a step of the clock. */
    leapt(): void
    /** Called every second, so that it is known when the clock was distrusted. */
    look(): void
  }> {
  let livedSince = 0
  let distrusted: Readonly<{ from: number; to: number }> | null = null
  const position = () => Math.floor(air.heard())
  return {
    surely: (now: AirSample) => airSampleOf(trust.surely(instantOf(now))),
    livedSince: () => air.airOf(livedSince),
    wasDistrusted: (from, to) =>
      distrusted !== null && air.airOf(distrusted.from) < to && air.airOf(distrusted.to) > from,
    leapt: () => {
      livedSince = position()
    },
    look: () => {
      if (trust.mayBegin()) return
      const now = position()
      const isOn = distrusted !== null && now - distrusted.to < LOOKED_AGAIN_SAMPLES
      distrusted = { from: isOn && distrusted ? distrusted.from : now, to: now }
    },
  }
}

/** Looks that follow each other are one stretch: 5 s. */
const LOOKED_AGAIN_SAMPLES = airSampleOf(5_000)
