import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { samplePath } from '../../media/samples/samples.ts'
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
        const path = await makeSound(join(place.folder, file), 2.345, undefined, ...options)

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
        const cut = ['-t', '4', '-af', `volume=${gain}`, '-c:a', 'pcm_f32le']
        await run(anyProgram, ['-v', 'error', '-i', samplePath('2g-da-dung.opus'), ...cut, path])

        const sound = await place.takeGood(path)

        const { lufs, truePeak } = await measure(place.rendition(sound, 'master').path)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
        expect(truePeak).toBeLessThanOrEqual(-1.5)
        expect(sound.samples).toBe(4 * 48_000)
      }
    })
  })
}
