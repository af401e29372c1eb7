import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ingest } from '../../media/ingest.ts'
import { samplePath } from '../../media/samples/samples.ts'
import { defaultLimits, type IngestProgress } from '../../media/sound.ts'
import { anyProgram, decodedSamples, intake, makeSound } from './sounds.ts'

const run = promisify(execFile)

describe('a sound that was taken in', () => {
  it('has the same id each time, which is the hash of its master once decoded', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'a.mp3'), 2)

    const once = await place.takeGood(path)
    const again = await place.takeGood(path)

    expect(again).toEqual(once)
    const master = ['-i', place.rendition(once, 'master').path, '-f', 's16le', 'pipe:1']
    const { stdout } = await run(anyProgram, ['-v', 'error', ...master], {
      encoding: 'buffer',
      maxBuffer: 1 << 24,
    })
    expect(createHash('sha256').update(stdout).digest('hex')).toBe(once.id)
  })

  it('draws its waveform: loud where it is loud', async () => {
    const place = await intake()
    const half = 'aevalsrc=if(lt(t\\,1)\\,0.001\\,0.5)*sin(2*PI*400*t):s=48000'
    const path = await makeSound(join(place.folder, 'h.wav'), 2, half)
    const { peaks } = await place.takeGood(path, { trim: { startSamples: 0, endSamples: 0 } })

    expect(peaks).toHaveLength(1600)
    expect(Math.max(...peaks.slice(0, 780))).toBeLessThan(5)
    expect(Math.min(...peaks.slice(820))).toBeLessThan(-20)
    expect(Math.max(...peaks.slice(820))).toBeGreaterThan(20)
  })

  it('keeps its level when its level is its meaning', async () => {
    const place = await intake()
    const tone = await makeSound(
      join(place.folder, 't.wav'),
      2,
      'sine=1000:r=48000',
      '-af',
      'volume=0.8',
    )
    const sound = await place.takeGood(tone, { level: 'as-is' })

    // ffmpeg's sine peaks at 1/8: −18.06 dBFS; 0.8 of it is −20.0.
    expect(sound.truePeak).toBeGreaterThanOrEqual(-2010)
    expect(sound.truePeak).toBeLessThanOrEqual(-1990)
  })

  it('loses nothing more when our own rendition is taken in again', async () => {
    const place = await intake()
    const sound = await place.takeGood(samplePath('nhac-hieu.opus'))

    const decoded = await decodedSamples(anyProgram, samplePath('nhac-hieu.opus'))
    expect(sound.samples).toBe(decoded)
    expect(Math.abs(sound.loudness - -1600)).toBeLessThanOrEqual(50)
  })

  it('reports its progress forwards through the steps', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'a.wav'), 3)
    const seen: IngestProgress[] = []
    await ingest(path, place.deps, defaultLimits, (progress) => seen.push(progress))

    const order = ['measuring', 'levelling', 'encoding', 'storing']
    const places = seen.map(({ step }) => order.indexOf(step))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(new Set(places).size).toBe(4)
    for (const { fraction } of seen) expect(fraction ?? 0).toBeLessThanOrEqual(1)
  })
})

describe('a file that is not what it seems', () => {
  it('is taken by its content when its name is wrong', async () => {
    const place = await intake()
    const flac = await makeSound(join(place.folder, 'a.flac'), 2)
    const misnamed = join(place.folder, 'a.mp3')
    await copyFile(flac, misnamed)

    const sound = await place.takeGood(misnamed)

    expect(sound.source.container).toBe('FLAC')
    expect(sound.samples).toBe(2 * 48_000)
  })

  it.each(['a.mp3', 'a.flac', 'a.wav', 'a.opus'])(
    'says that %s is cut off, and keeps what decodes',
    async (file) => {
      const place = await intake()
      const path = await makeSound(join(place.folder, file), 4)
      await truncate(path, Math.floor((await stat(path)).size / 2))

      const sound = await place.takeGood(path)

      expect(sound.warnings).toContain('truncated')
      expect(sound.samples).toBe(await decodedSamples(anyProgram, path))
      expect(sound.samples).toBeLessThan(3 * 48_000)
    },
  )

  it('warns about a whisper, and about a peak that stands in the way', async () => {
    const place = await intake()
    const whisper = await makeSound(join(place.folder, 'w.flac'), 2, CHATTER_AT_MINUS_60)
    expect((await place.takeGood(whisper)).warnings).toContain('very-quiet')

    const click = 'aevalsrc=if(between(n\\,48000\\,48002)\\,0.9\\,0):s=48000'
    const sound = await place.takeGood(await makeSound(join(place.folder, 'c.wav'), 2, click))
    expect(sound.warnings).toContain('loudness-not-reached')
    expect(sound.truePeak).toBeLessThanOrEqual(-150)
  })
})

const CHATTER_AT_MINUS_60 = 'aevalsrc=0.001*sin(2*PI*300*t):s=48000'
