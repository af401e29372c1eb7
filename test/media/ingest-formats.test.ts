import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodedSamples, intake, makeSound, measure, programs } from './sounds.ts'

/** Short bursts over a steady tone: the peaks stand over 18 dB above the loudness. */
const PEAKY = 'aevalsrc=0.06*sin(2*PI*300*t)+0.8*pow(sin(2*PI*1.5*t)\\,400)*sin(2*PI*700*t):s=48000'

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
        const path = await makeSound(join(place.folder, file), 2.345, undefined, ...options)

        const sound = await place.takeGood(path)

        expect(sound.samples).toBe(await decodedSamples(program, path))
        // It is a tone, and the meter says so.
        expect(sound.warnings).toEqual(['no-speech'])
        expect(sound.source.container).toContain(container)
        if (options.includes('title=Hai từ')) expect(sound.source.title).toBe('Hai từ')
        const { lufs, truePeak } = await measure(place.rendition(sound, 'master').path)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
        expect(truePeak).toBeLessThanOrEqual(-1.5)
        expect(Math.abs(sound.loudness / 100 - lufs)).toBeLessThanOrEqual(0.15)
        for (const decoder of programs.filter(({ path }) => path !== program)) {
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

    it('levels a sound with high peaks, whether soft or far too loud', async () => {
      const place = await intake(program)
      for (const gain of ['-30dB', '12dB']) {
        const path = join(place.folder, `peaky${gain}.wav`)
        await makeSound(path, 4, PEAKY, '-af', `volume=${gain}`, '-c:a', 'pcm_f32le')
        const before = await measure(path)
        expect(before.truePeak - before.lufs).toBeGreaterThan(18)

        const sound = await place.takeGood(path)

        const { lufs, truePeak } = await measure(place.rendition(sound, 'master').path)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
        expect(truePeak).toBeLessThanOrEqual(-1.5)
        expect(sound.samples).toBe(4 * 48_000)
      }
    })
  })
}
