import { open, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFfmpeg } from '../../media/ffmpeg/ffmpeg.ts'
import { uploadInput } from '../../media/ffmpeg/inputs.ts'
import { ingest } from '../../media/ingest.ts'
import { defaultLimits } from '../../media/sound.ts'
import { intake, makeSound, programs } from './sounds.ts'

/** Deterministic bytes without any structure. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = 12_345
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = state >> 16
  }
  return bytes
}

/** A header that promises so many seconds of 8 kHz 8-bit mono. */
function wavHeader(seconds: number): Buffer {
  const header = Buffer.alloc(44)
  const bytes = seconds * 8000
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(bytes, 40)
  return header
}

const TEN_HOURS = 36_000

type Case = readonly [name: string, reason: string, make: (path: string) => Promise<unknown>]

const cases: readonly Case[] = [
  ['an empty file', 'empty-file', (path) => writeFile(path, '')],
  ['a text', 'not-sound', (path) => writeFile(path, 'Kính gửi: Đài Truyền thanh.\n'.repeat(400))],
  ['bytes without structure', 'not-sound', (path) => writeFile(path, noise(300_000))],
  ['a video without sound', 'no-audio-stream', makeSilentFilm],
  ['a WAV of 0 seconds', 'too-short', (path) => writeFile(path, wavHeader(0))],
  ['0.4 seconds', 'too-short', (path) => makeSound(path, 0.4, undefined, '-f', 'mp3')],
  ['digital silence', 'no-sound-in-it', (path) => makeSound(path, 3, 'anullsrc', '-f', 'wav')],
  [
    'hiss of a missing cable',
    'no-sound-in-it',
    (path) => makeSound(path, 3, 'anoisesrc=a=0.0003:r=48000:seed=1', '-f', 'flac'),
  ],
  ['a file that only begins like one', 'not-sound', (path) => writeFile(path, 'ID3\x04\0\0\0\0\0')],
]

/** Texts that make an unguarded ffmpeg read another file of ours. */
const playlists: readonly (readonly [name: string, list: (secret: string) => string])[] = [
  ['concat list', () => "ffconcat version 1.0\nfile 'secret.wav'\n"],
  [
    'HLS playlist',
    (secret) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
  ],
]

function makeSilentFilm(path: string): Promise<string> {
  return makeSound(path, 1, 'color=s=32x32:r=5', '-c:v', 'mpeg4', '-f', 'mp4')
}

for (const { origin, path: program } of programs) {
  describe(`with the ${origin} ffmpeg, a file dressed up as .mp3`, () => {
    it.each(cases)('is refused if it is %s: %s', async (_name, reason, make) => {
      const place = await intake(program)
      const path = join(place.folder, 'upload.mp3')
      await make(path)

      expect(await place.take(path)).toMatchObject({ ok: false, reason })
      expect(await place.left()).toEqual([])
    })

    it.each(playlists)(
      'is refused if it is a %s, and what it names is not read',
      async (_n, list) => {
        const place = await intake(program)
        const secret = await makeSound(join(place.folder, 'secret.wav'), 2)
        const playlist = join(place.folder, 'evil.mp3')
        await writeFile(playlist, list(secret))

        expect(await place.take(playlist)).toMatchObject({ ok: false, reason: 'not-sound' })
        expect(await place.left()).toEqual([])
        await expect(
          runFfmpeg({
            program,
            input: uploadInput(playlist, { demuxer: 'mp3', skipBytes: 0 }),
            graph: null,
            outputs: [{ path: null, options: ['-f', 'null'] }],
            signal: new AbortController().signal,
          }),
        ).rejects.toThrow('exited with code')
      },
    )

    it('is refused within seconds if it really holds ten hours', async () => {
      const place = await intake(program)
      const path = join(place.folder, 'ten-hours.mp3')
      await writeFile(path, wavHeader(TEN_HOURS))
      await truncate(path, 44 + TEN_HOURS * 8000)

      const outcome = await place.take(path, { timeMs: 5000 })

      expect(outcome).toEqual({ ok: false, reason: 'too-long', params: { limitMinutes: 120 } })
    })

    it('is taken with the decoded truth if only its header promises ten hours', async () => {
      const place = await intake(program)
      const path = join(place.folder, 'liar.mp3')
      const tone = Buffer.from(Array.from({ length: 16_000 }, (_, at) => 128 + (at % 40) - 20))
      await writeFile(path, Buffer.concat([wavHeader(TEN_HOURS), tone]))

      const outcome = await place.take(path)

      expect(outcome).toMatchObject({
        ok: true,
        value: { samples: 96_000, warnings: expect.arrayContaining(['truncated']) },
      })
    })

    it('is refused if it is longer than allowed though its header promises little', async () => {
      const place = await intake(program)
      const piece = await makeSound(join(place.folder, 'piece.mp3'), 10, undefined, '-b:a', '32k')
      const path = join(place.folder, 'long.mp3')
      const file = await open(path, 'w')
      for (let times = 0; times < 13; times++) await file.write(await readFile(piece))
      await file.close()

      const outcome = await place.take(path, { longestMs: 2 * 60_000 })

      expect(outcome).toEqual({ ok: false, reason: 'too-long', params: { limitMinutes: 2 } })
      expect(await place.left()).toEqual([])
    })
  })
}

describe('ingest', () => {
  it('refuses a file over the size limit without opening it', async () => {
    const place = await intake()
    const path = join(place.folder, 'large.wav')
    await writeFile(path, '')
    await truncate(path, 5_000_000)

    expect(await place.take(path, { bytes: 4_000_000 })).toEqual({
      ok: false,
      reason: 'file-too-large',
      params: { megabytes: 5, limitMegabytes: 4 },
    })
  })

  it.each([1, 250])(
    'stops at its time limit of %i ms and leaves nothing behind',
    async (timeMs) => {
      const place = await intake()
      const path = await makeSound(join(place.folder, 'a.wav'), 60, 'sine=r=48000')

      expect(await place.take(path, { timeMs })).toMatchObject({
        ok: false,
        reason: 'took-too-long',
      })
      expect(await place.left()).toEqual([])
    },
  )

  it('gives up when it is told to', async () => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'a.wav'), 60, 'sine=r=48000')
    const stop = new AbortController()
    const taking = ingest(path, { ...place.deps, signal: stop.signal }, defaultLimits, () =>
      stop.abort(new Error('the editor closed the page')),
    )

    await expect(taking).rejects.toThrow('the editor closed the page')
    expect(await place.left()).toEqual([])
  })

  it('calls a missing ffmpeg a fault, not the fault of the file', async () => {
    const place = await intake('/nowhere/ffmpeg')
    const path = await makeSound(join(place.folder, 'a.wav'), 1)

    await expect(place.take(path)).rejects.toMatchObject({ code: 'ffmpeg-failed' })
  })
})
