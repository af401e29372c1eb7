import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { samplePath } from '../../media/samples/samples.ts'
import { anyProgram, intake, makeSound, measure, temporaryFolder } from './sounds.ts'

const SPEECH = samplePath('2g-da-dung.opus')
const MUSIC =
  'aevalsrc=0.4*exp(-3*mod(t\\,0.5))*(sin(2*PI*220*t)+sin(2*PI*277*t)+0.5*sin(2*PI*659*t)):s=48000'
const BURSTS = 'anoisesrc=c=pink:a=0.9:r=48000:seed=5,lowpass=f=1500,tremolo=f=0.7:d=0.95'
const PLUCK = 'aevalsrc=0.7*pow(sin(2*PI*1.5*t)\\,200)*sin(2*PI*700*t)+0.05*sin(2*PI*300*t):s=48000'
/** Struck on the very first sample, and twice a second from then on. */
const DRUM = 'aevalsrc=0.95*exp(-40*mod(t\\,0.5))*cos(2*PI*90*t)+0.12*sin(2*PI*330*t):s=48000'
/** One click a hundred times above what is said. */
const CLICK =
  'aevalsrc=0.006*(1+sin(2*PI*2*t))*sin(2*PI*300*t)+1.8*between(t\\,2\\,2.00004):s=48000'
const TWO_CHANNELS = 'aevalsrc=0.3*sin(2*PI*300*t)*sin(2*PI*2*t)|0.1*sin(2*PI*997*t):s=48000'

type Case = readonly [name: string, source: string, options: readonly string[]]

/** Twelve kinds of upload, each of a few seconds; a source without `=` is a file. */
const cases: readonly Case[] = [
  ['speech.mp3', SPEECH, ['-b:a', '64k']],
  ['speech-8k.wav', SPEECH, ['-ar', '8000', '-c:a', 'pcm_alaw']],
  ['speech-quiet.flac', SPEECH, ['-af', 'volume=-28dB']],
  ['speech-clipped.wav', SPEECH, ['-af', 'volume=14dB', '-c:a', 'pcm_s16le']],
  ['speech-stereo.m4a', SPEECH, ['-ac', '2', '-b:a', '96k']],
  ['music-44k.wav', MUSIC, ['-ar', '44100', '-c:a', 'pcm_s24le']],
  ['bursts.opus', BURSTS, ['-b:a', '96k']],
  ['plucked-192k.wav', PLUCK, ['-ar', '192000', '-c:a', 'pcm_f32le']],
  ['drum.wav', DRUM, ['-c:a', 'pcm_s16le']],
  ['click.wav', CLICK, ['-c:a', 'pcm_f32le']],
  ['two-channels.flac', TWO_CHANNELS, []],
  ['loud-float.wav', MUSIC, ['-af', 'volume=12dB', '-c:a', 'pcm_f32le', '-ar', '96000']],
]

async function makeUpload(folder: string, [name, source, options]: Case): Promise<string> {
  const path = join(folder, name)
  if (source.includes('=')) return makeSound(path, 6, source, ...options)
  const input = ['-nostdin', '-v', 'error', '-y', '-t', '6', '-i', source]
  execFileSync(anyProgram, [...input, ...options, path])
  return path
}

describe('the loudness of an upload', () => {
  it.each(cases)(
    'is what EBU R 128 says of %s, and its renditions are in house format',
    async (...one) => {
      const place = await intake()
      const path = await makeUpload(place.folder, one)
      const truth = await measure(path)

      const sound = await place.takeGood(path)

      expect(Math.abs(sound.measures.integratedLufs / 100 - truth.lufs)).toBeLessThanOrEqual(0.1)
      expect(Math.abs(sound.measures.truePeakDbtp / 100 - truth.truePeak)).toBeLessThanOrEqual(0.3)
      // Limited noise loses up to 1 LU in a 48 kbit/s Opus; there the master keeps the house's level,
      // and somebody is told.
      const isNoise = path.endsWith('bursts.opus')
      expect(sound.warnings.includes('loudness-not-reached')).toBe(isNoise)
      for (const kind of ['master', 'opus', 'mp3'] as const) {
        const { lufs, truePeak } = await measure(place.rendition(sound, kind).path)
        const tolerance = isNoise && kind !== 'master' ? 1 : 0.5
        expect([kind, Math.abs(lufs - -16) <= tolerance]).toEqual([kind, true])
        expect(truePeak).toBeLessThanOrEqual(-1.5)
      }
    },
  )

  it.each([100, 1000, 2000, 3000])('is known at %i Hz', async (rate) => {
    const place = await intake()
    const path = join(place.folder, 'low.wav')
    // Given the low rate afterwards, so that every rate has the same tones within its reach.
    await makeSound(path, 6, `aevalsrc=0.3*sin(2*PI*0.21*n)*sin(2*PI*0.002*n):s=${rate}`)
    const resampled = join(place.folder, 'resampled.wav')
    const input = ['-nostdin', '-v', 'error', '-y', '-i', path]
    execFileSync(anyProgram, [...input, '-ar', '48000', '-c:a', 'pcm_f32le', resampled])

    const { measures } = await place.takeGood(path)

    const { lufs } = await measure(resampled)
    expect(Math.abs(measures.integratedLufs / 100 - lufs)).toBeLessThanOrEqual(0.15)
  })

  it('counts what was recorded too loud, and says so', async () => {
    const place = await intake()
    const loud = ['-af', 'volume=25dB', '-c:a', 'pcm_s16le']
    const path = await makeUpload(place.folder, ['clipped.wav', SPEECH, loud])

    const { measures, warnings } = await place.takeGood(path)

    expect(measures.clippedSamples).toBeGreaterThan(1000)
    expect(measures.clippedPpm).toBeGreaterThan(10_000)
    expect(warnings).toContain('clipped')
  })

  it('calls nothing clipped that only reaches the top', async () => {
    const folder = await temporaryFolder()
    const place = await intake()
    const full = 'aevalsrc=0.99999*sin(2*PI*440*t)*pow(sin(PI*0.5*t)\\,2):s=48000'
    const path = await makeSound(join(folder, 'full.wav'), 2, full)

    expect((await place.takeGood(path)).measures.clippedSamples).toBe(0)
  })
})
