import { describe, expect, it } from 'vitest'
import { Limiter } from '../../media/limiter.ts'
import { TruePeak } from '../../media/measure/true-peak.ts'

const CEILING = 0.5
const RATE = 48_000

/** Soft, with a burst in the middle that is three times too high, and peaks between the samples. */
function burst(): Float32Array {
  return Float32Array.from({ length: RATE }, (_, at) => {
    const height = at > 20_000 && at < 22_000 ? 1.5 : 0.1
    return height * Math.sin((2 * Math.PI * at) / 4.3 + 0.4)
  })
}

function limit(sound: Float32Array, blockLength: number): Float32Array {
  const limiter = new Limiter(CEILING)
  const parts: Float32Array[] = []
  for (let at = 0; at < sound.length; at += blockLength) {
    parts.push(limiter.push(sound.slice(at, at + blockLength)))
  }
  parts.push(limiter.end())
  return Float32Array.from(parts.flatMap((part) => [...part]))
}

describe('the limiter', () => {
  it('lets no true peak pass its ceiling', () => {
    const meter = new TruePeak()
    meter.add(burst())
    expect(meter.end()).toBeGreaterThan(3)

    const limited = new TruePeak()
    limited.add(limit(burst(), 4096))
    expect(limited.end()).toBeLessThanOrEqual(20 * Math.log10(CEILING) + 0.05)
  })

  it('lets none pass within the first samples either', () => {
    const early = Float32Array.from({ length: RATE }, (_, at) => (at < 60 ? 1.5 : 0.1))
    const limited = limit(early, 4096)
    const highest = limited.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(highest).toBeLessThanOrEqual(CEILING + 0.001)
  })

  it('gives out as many samples as it took in, untouched where nothing is near', () => {
    const limited = limit(burst(), 4096)
    expect(limited).toHaveLength(RATE)
    expect(limited.slice(0, 19_000)).toEqual(burst().slice(0, 19_000))
    expect(limited.slice(-1000)).toEqual(burst().slice(-1000))
  })

  it('does the same in whatever pieces the sound comes', () => {
    const whole = limit(burst(), RATE)
    for (const length of [17, 1000, 16_384]) {
      const pieces = limit(burst(), length)
      const apart = pieces.reduce(
        (most, v, at) => Math.max(most, Math.abs(v - (whole[at] ?? 9))),
        0,
      )
      expect(apart).toBeLessThan(1e-6)
    }
  })

  it('gives way and comes back smoothly', () => {
    const steady = new Float32Array(RATE).map((_, at) => (at > 20_000 && at < 22_000 ? 1 : 0.25))
    const limited = limit(steady, 4096)
    const levels = limited.map((value, at) => value / (steady[at] ?? 1))
    const steepest = levels.reduce(
      (most, level, at) => Math.max(most, Math.abs(level - (levels[at - 1] ?? level))),
      0,
    )
    expect(steepest).toBeLessThan(0.01)
  })
})
