import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findSilence, trimSilence } from '../../media/measure/silence.ts'
import { intake, makeSound } from './sounds.ts'

/** Steps of 10 ms at so many dB. */
const steps = (...parts: readonly (readonly [seconds: number, level: number])[]): Float32Array =>
  Float32Array.from(
    parts.flatMap(([seconds, level]) =>
      Array.from({ length: seconds * 100 }, (_, at) => 10 ** ((level + (at % 3) - 1) / 10)),
    ),
  )

describe('silence', () => {
  it('is found before, after and between, whatever the room sounds like', () => {
    for (const room of [-120, -70, -52]) {
      const found = findSilence(steps([3, room], [4, -20], [2.5, room], [4, -22], [5, room]), -20)
      expect(found).toEqual({
        leadingMs: 3000,
        trailingMs: 5000,
        inside: [{ fromMs: 7000, toMs: 9500 }],
      })
    }
  })

  it('is not what somebody says softly, nor the gap between two sentences', () => {
    const soft = steps([2, -70], [1, -48], [4, -20], [1.5, -70], [3, -20], [1, -50], [2, -70])
    expect(findSilence(soft, -20)).toEqual({ leadingMs: 2000, trailingMs: 2000, inside: [] })
  })

  it('is not broken by a click', () => {
    const click = steps([2, -75], [0.02, -15], [2, -75], [4, -20])
    expect(findSilence(click, -20).leadingMs).toBe(4020)
  })

  it('is not seen where noise is nearly as loud as the voice', () => {
    const noisy = steps([3, -38], [4, -20], [3, -38])
    expect(findSilence(noisy, -20)).toEqual({ leadingMs: 0, trailingMs: 0, inside: [] })
  })

  it('leaves a breath on both sides when it is cut', () => {
    const silence = { leadingMs: 3000, trailingMs: 5000, inside: [] }
    expect(trimSilence(silence)).toEqual({ startSamples: 2750 * 48, endSamples: 4600 * 48 })
    expect(trimSilence({ leadingMs: 300, trailingMs: 450, inside: [] })).toBeNull()
  })
})

const PADDED =
  'aevalsrc=if(between(t\\,2\\,5)\\,(0.05+0.5*pow(sin(2*PI*1.3*t)\\,8))*sin(2*PI*180*t)\\,0.00003*sin(2*PI*99*t)):s=48000'

describe('an upload with silence at its ends', () => {
  it('is cut, and what was cut can be had back', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'padded.wav'), 8, PADDED)

    const cut = await place.takeGood(path)
    const whole = await place.takeGood(path, { trim: { startSamples: 0, endSamples: 0 } })

    expect(cut.measures).toEqual(whole.measures)
    expect(cut.measures.samples).toBe(8 * 48_000)
    expect(Math.abs(cut.measures.leadingSilenceMs - 2000)).toBeLessThanOrEqual(20)
    expect(Math.abs(cut.measures.trailingSilenceMs - 3000)).toBeLessThanOrEqual(150)
    const { startSamples = 0, endSamples = 0 } = cut.trim ?? {}
    expect(startSamples).toBe((cut.measures.leadingSilenceMs - 250) * 48)
    expect(cut.samples).toBe(8 * 48_000 - startSamples - endSamples)
    expect(whole).toMatchObject({ samples: 8 * 48_000, trim: null })
    expect(whole.originalDigest).toBe(cut.originalDigest)
  })

  it('is cut exactly where somebody says', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'padded.wav'), 8, PADDED)
    const trim = { startSamples: 100_001, endSamples: 150_003 }

    const sound = await place.takeGood(path, { trim })

    expect(sound).toMatchObject({ trim, samples: 8 * 48_000 - 250_004 })
    expect(place.rendition(sound, 'opus').samples).toBe(sound.samples)
  })

  it('is refused as too short when nothing would be left of it', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'padded.wav'), 8, PADDED)

    const trim = { startSamples: 200_000, endSamples: 184_000 }
    expect(await place.takeWith(path, { trim })).toMatchObject({ ok: false, reason: 'too-short' })
  })

  it('keeps every sample when its level is its meaning', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'padded.wav'), 8, PADDED)

    const sound = await place.takeGood(path, { level: 'as-is' })

    expect(sound).toMatchObject({ trim: null, samples: 8 * 48_000 })
  })
})
