import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boundSamples, HIGHEST_SAMPLE } from '../../media/measure/bounds.ts'
import { intake, makeSound, measure } from './sounds.ts'

const RATE = 48_000
const FLOAT_WAV = ['-ar', String(RATE), '-c:a', 'pcm_f32le', '-fflags', '+bitexact']
/** Quiet talk of 8 s with a room around it. */
const TALK =
  'aevalsrc=if(between(t\\,1\\,7)\\,(0.02+0.2*pow(sin(2*PI*1.3*t)\\,8))*sin(2*PI*180*t)\\,0.00003*sin(2*PI*99*t)):s=48000'

/** Makes a float WAV and changes samples of it. */
async function makeFloats(
  path: string,
  change: (sample: number, at: number) => number,
): Promise<string> {
  await makeSound(path, 8, TALK, ...FLOAT_WAV)
  const wav = await readFile(path)
  const first = wav.length - 8 * RATE * 4
  for (let at = 0; at < 8 * RATE; at++) {
    const place = first + at * 4
    const sample = wav.readFloatLE(place)
    const changed = change(sample, at)
    if (!Object.is(changed, sample)) wav.writeFloatLE(changed, place)
  }
  await writeFile(path, wav)
  return path
}

describe('samples of a decoder', () => {
  it('are brought into bounds, and what is no number becomes silence', () => {
    const samples = Float32Array.of(0.5, -1.5, 3, -1e30, Number.NaN, Number.POSITIVE_INFINITY)
    expect(boundSamples(samples, HIGHEST_SAMPLE)).toBe(4)
    expect([...samples]).toEqual([0.5, -1.5, 2, -2, 0, 0])
  })
})

describe('an upload with a damaged stretch', () => {
  it.each([2, 1e6, 1e30])('keeps all of its speech beside a burst of %d', async (height) => {
    const place = await intake()
    const at = 2 * RATE
    const isBurst = (sample: number) => sample >= at && sample < at + 3000
    const path = await makeFloats(join(place.folder, 'burst.wav'), (sample, index) =>
      isBurst(index) ? height * Math.sin(index) : sample,
    )

    const { measures, trim, samples } = await place.takeGood(path)

    expect(Math.abs(measures.leadingSilenceMs - 1000)).toBeLessThanOrEqual(30)
    expect(Math.abs(measures.trailingSilenceMs - 1000)).toBeLessThanOrEqual(200)
    expect(samples).toBe(8 * RATE - (trim?.startSamples ?? 0) - (trim?.endSamples ?? 0))
    expect(measures.truePeakDbtp).toBeLessThan(5000)
  })

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.NEGATIVE_INFINITY],
  ])('is taken in with a warning when one sample is %s', async (_name, value) => {
    const place = await intake()
    const path = await makeFloats(join(place.folder, 'whole.wav'), (sample) => sample)
    const { lufs } = await measure(path)
    await makeFloats(path, (sample, at) => (at === 3 * RATE ? value : sample))

    const sound = await place.takeGood(path)

    expect(Math.abs(sound.measures.integratedLufs / 100 - lufs)).toBeLessThanOrEqual(0.1)
    expect(sound.measures.clippedSamples).toBe(1)
    expect(sound.warnings).toContain('clipped')
    expect(Math.abs(sound.loudness / 100 - -16)).toBeLessThanOrEqual(0.5)
  })

  it.each([
    ['no numbers', () => Number.NaN],
    ['infinite', () => Number.POSITIVE_INFINITY],
    ['impossibly high', (sample: number) => sample * 1e30],
  ])('is refused when its samples are %s', async (_name, change) => {
    const place = await intake()
    const path = await makeFloats(join(place.folder, 'none.wav'), change)

    const outcome = await place.takeWith(path, {})
    expect(outcome).toMatchObject({ ok: false, reason: 'not-sound' })
  })
})
