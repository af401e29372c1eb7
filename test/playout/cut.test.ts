import { describe, expect, it } from 'vitest'
import type { Cue } from '../../playout/engine/cue.ts'
import { startAir } from '../support/playout-air.ts'

const SECOND = 48_000
const T0 = 1_795_000_000_000
/** Full scale would be 32,767. */
const LOUD = 29_000

describe('a sound that is cut', () => {
  // 997 Hz, so that the cut falls into every part of the wave.
  const sine = Int16Array.from({ length: 10 * SECOND }, (_, i) =>
    Math.round(LOUD * Math.sin((2 * Math.PI * 997 * i) / SECOND)),
  )
  const steepest = Math.ceil(LOUD * 2 * Math.sin((Math.PI * 997) / SECOND)) + 2
  const cue: Cue = {
    ...{ id: 'sai.1', title: 'sai', path: 'sai', startsAt: (T0 + 1_000) * 48 },
    ...{ lengthSamples: sine.length, gainMillibels: 0, outputs: null },
  }

  it.each([0, 7, 33, 61, 90])(
    'fades within 30 ms, without a jump that the sound itself does not make (%i ms into a tick)',
    async (ms) => {
      let recalled = false
      const air = startAir(
        T0,
        () => (recalled ? [] : [cue]),
        { sai: sine },
        {
          cutOf: () => (recalled ? { reason: 'recalled: sai', recalled: true } : null),
        },
      )
      await air.run(3_000 + ms)
      recalled = true
      air.player.replan()
      const toldAt = air.clock.now()
      await air.run(2_000)
      const capture = air.capture()
      const last = capture.findLastIndex((sample) => sample !== 0)
      // Heard for no longer than what was rendered ahead, a tick and the fade.
      expect(last / 48).toBeLessThan(toldAt - T0 + 700 + 100 + 30)
      const end = capture.subarray(last - 4_000, last + 100)
      let jump = 0
      for (let i = 1; i < end.length; i++)
        jump = Math.max(jump, Math.abs((end[i] as number) - (end[i - 1] as number)))
      expect(jump).toBeLessThanOrEqual(steepest)
      // The sound is whole up to 30 ms before it is gone, and ever quieter from there.
      const loudest = (from: number, to: number) =>
        Math.max(...capture.subarray(last - from, last - to).map(Math.abs))
      expect(loudest(1_600, 1_450)).toBeGreaterThan(0.99 * LOUD)
      expect(loudest(720, 620)).toBeLessThan(0.6 * LOUD)
      expect(loudest(150, 0)).toBeLessThan(0.03 * LOUD)
      const [cut] = air.events.filter((event) => event.type === 'interrupted')
      expect(cut?.end.samplesSent).toBeGreaterThan(last - SECOND)
      expect(cut?.end.samplesSent).toBeLessThanOrEqual(last - SECOND + 50)
      const stop = air.player.stop('over')
      await air.run(1_000)
      await stop
    },
  )
})
