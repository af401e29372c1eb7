import { SAMPLE_RATE } from '../contract/time.ts'
import { energyOf } from '../engine/level.ts'

/**
 * Brings what is live slowly to the loudness of what was made ready, so that nobody has to run to
 * the amplifier when the province hands over. Only what is loud enough to be speech or music moves
 * it, and never by more than half a decibel a second.
 */
const TARGET_DB = -20
const GATE_DB = -45
const MOST_DB = 12
const DB_PER_SAMPLE = 0.5 / SAMPLE_RATE
/** How long its memory is, samples. */
const MEMORY = 3 * SAMPLE_RATE

/** Changes the samples in place. */
export function createLeveller(): (pcm: Int16Array) => void {
  let gain = 0
  let mean = 0
  return (pcm) => {
    const power = energyOf(pcm) / Math.max(1, pcm.length) / 32_768 ** 2
    if (10 * Math.log10(power + 1e-12) > GATE_DB) {
      const keep = 0.5 ** (pcm.length / MEMORY)
      mean = mean === 0 ? power : mean * keep + power * (1 - keep)
      const wanted = Math.max(-MOST_DB, Math.min(MOST_DB, TARGET_DB - 10 * Math.log10(mean)))
      const most = DB_PER_SAMPLE * pcm.length
      const before = gain
      gain += Math.max(-most, Math.min(most, wanted - gain))
      applyRamp(pcm, before, gain)
      return
    }
    applyRamp(pcm, gain, gain)
  }
}

function applyRamp(pcm: Int16Array, fromDb: number, toDb: number): void {
  if (fromDb === 0 && toDb === 0) return
  const from = 10 ** (fromDb / 20)
  const step = (10 ** (toDb / 20) - from) / pcm.length
  for (let i = 0; i < pcm.length; i++) {
    const value = (pcm[i] as number) * (from + step * i)
    pcm[i] = Math.max(-32_768, Math.min(32_767, Math.round(value)))
  }
}
