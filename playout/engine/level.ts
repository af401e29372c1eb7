import type { SILENCE_MILLIBELS } from '../contract/event.ts'

/** Its type ties it to the contract's; importing the value would load every schema with it. */
const SILENCE: typeof SILENCE_MILLIBELS = -20_000

/** Sum of the squares of some samples. */
export function energyOf(pcm: Int16Array): number {
  let sum = 0
  for (let i = 0; i < pcm.length; i++) sum += (pcm[i] as number) * (pcm[i] as number)
  return sum
}

/** Highest magnitude of some samples. */
export function peakOf(pcm: Int16Array): number {
  let high = 0
  let low = 0
  for (let i = 0; i < pcm.length; i++) {
    const sample = pcm[i] as number
    if (sample > high) high = sample
    else if (sample < low) low = sample
  }
  return Math.max(high, -low)
}

/** Mean (RMS) level in 0.01 dBFS of `samples` samples with this energy. */
export function levelOf(energy: number, samples: number): number {
  if (samples <= 0 || energy <= 0) return SILENCE
  const decibels = 10 * Math.log10(energy / samples / 32_768 ** 2)
  return Math.max(SILENCE, Math.round(decibels * 100))
}

/** A meter that forgets with a half-life of about 0.3 s. */
export function createMeter(): Readonly<{
  add(energy: number, samples: number): void
  /** 0.01 dBFS. */
  level(): number
}> {
  let mean = 0
  return {
    add: (energy, samples) => {
      if (samples === 0) return
      const keep = 0.5 ** (samples / 14_400)
      mean = mean * keep + (energy / samples) * (1 - keep)
    },
    level: () => levelOf(mean < 0.01 ? 0 : mean, 1),
  }
}
