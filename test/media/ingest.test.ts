import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ingest } from '../../media/ingest.ts'
import { samplePath } from '../../media/samples/samples.ts'
import { defaultLimits, type IngestProgress } from '../../media/sound.ts'
import { anyProgram, decodedSamples, intake, makeSound, measure, programs } from './sounds.ts'

const run = promisify(execFile)

const uploads = [
  { file: 'a.mp3', container: 'MPEG', options: ['-b:a', '96k', '-metadata', 'title=Hai từ'] },
  { file: 'a.m4a', container: 'M4A', options: ['-ac', '2', '-metadata', 'title=Hai từ'] },
  { file: 'a.wav', container: 'WAVE', options: ['-ar', '22050'] },
  { file: 'a.opus', container: 'Ogg', options: ['-b:a', '32k', '-metadata', 'title=Hai từ'] },
  { file: 'a.flac', container: 'FLAC', options: ['-ar', '44100', '-ac', '2'] },
]

for (const { origin, path: program } of programs) {
  describe(`taking in a file with the ${origin} ffmpeg`, () => {
    it.each(uploads)(
      'gives $container the house level, exact length and every rendition',
      async ({ file, container, options }) => {
        const place = await intake(program)
        const path = await makeSound(join(place.folder, file), 2.7183, undefined, ...options)

        const sound = await place.takeGood(path)

        expect(sound.samples).toBe(await decodedSamples(program, path))
        expect(sound.warnings).toEqual([])
        expect(sound.source.container).toContain(container)
        if (options.includes('title=Hai từ')) expect(sound.source.title).toBe('Hai từ')
        const { lufs, truePeak } = await measure(place.rendition(sound, 'master').path)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
        expect(truePeak).toBeLessThanOrEqual(-1.5)
        expect(Math.abs(sound.loudness / 100 - lufs)).toBeLessThanOrEqual(0.15)
        for (const decoder of programs) {
          const opus = place.rendition(sound, 'opus')
          expect(await decodedSamples(decoder.path, opus.path)).toBe(sound.samples)
        }
        const mp3 = place.rendition(sound, 'mp3')
        expect(mp3.samples).toBe(await decodedSamples(program, mp3.path))
        expect(await readFile(place.store.pathOf(sound.originalDigest))).toEqual(
          await readFile(path),
        )
      },
    )

    it('levels peaky speech of any loudness to the house level', async () => {
      const place = await intake(program)
      for (const gain of ['-30dB', '9dB']) {
        const path = join(place.folder, `speech${gain}.wav`)
        const cut = ['-t', '7', '-af', `volume=${gain}`, '-c:a', 'pcm_f32le']
        await run(anyProgram, ['-v', 'error', '-i', samplePath('2g-da-dung.opus'), ...cut, path])

        const sound = await place.takeGood(path)

        const { lufs, truePeak } = await measure(place.rendition(sound, 'master').path)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
        expect(truePeak).toBeLessThanOrEqual(-1.5)
        expect(sound.samples).toBe(7 * 48_000)
      }
    })
  })
}

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
    const { peaks } = await place.takeGood(await makeSound(join(place.folder, 'h.wav'), 2, half))

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
    const sound = await place.takeGood(tone, 'as-is')

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
