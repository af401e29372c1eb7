import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { lightDecoder } from '../../playout/engine/light-decoder.ts'
import type { Decoder } from '../../playout/engine/sound.ts'
import { findProgram } from '../../playout/find-program.ts'
import { anyDecoder } from '../../playout/play/open-any.ts'
import { bestShift } from '../support/playout-sounds.ts'

const PATH = process.env.PATH ?? ''
const hasAll = (
  await Promise.all(['opusdec', 'mpg123', 'sox'].map((name) => findProgram(name, PATH)))
).every((program) => program !== null)

/** Five seconds and an odd rest, so that a length that is nearly right is wrong. */
const SECONDS = '5.0371'
const formats: readonly (readonly [name: string, options: readonly string[]])[] = [
  ['opus of 48 kHz.opus', ['-c:a', 'libopus', '-b:a', '48k', '-ac', '1']],
  ['mp3 of 48 kHz.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k', '-ac', '1', '-ar', '48000']],
  ['mp3 of 44.1 kHz, two channels.mp3', ['-c:a', 'libmp3lame', '-b:a', '128k', '-ar', '44100']],
  ['mp3 of 22.05 kHz, VBR.mp3', ['-c:a', 'libmp3lame', '-q:a', '4', '-ac', '1', '-ar', '22050']],
  ['mp3 that says nothing of itself.mp3', ['-c:a', 'libmp3lame', '-write_xing', '0']],
  ['flac of 48 kHz.flac', ['-c:a', 'flac', '-ac', '1']],
  ['flac of 44.1 kHz, 24 bit.flac', ['-c:a', 'flac', '-sample_fmt', 's32', '-ar', '44100']],
  ['vorbis of 32 kHz.ogg', ['-c:a', 'libvorbis', '-ac', '1', '-ar', '32000']],
  ['wav of 48 kHz.wav', ['-c:a', 'pcm_s16le', '-ac', '1']],
  ['wav of 44.1 kHz, 24 bit, two channels.wav', ['-c:a', 'pcm_s24le', '-ar', '44100']],
  ['wav named as an mp3.mp3', ['-c:a', 'pcm_s16le', '-f', 'wav']],
]

let folder: string
let program: string
let ffmpeg: Decoder
/** Files that were left to ffmpeg. */
let left: string[] = []
const signal = new AbortController().signal

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'light-'))
  program = (await findFfmpeg(process.env)).path
  ffmpeg = anyDecoder(async () => program)
  // Two channels of different noise below 3 kHz, which every codec keeps.
  const noise = `anoisesrc=d=${SECONDS}:r=48000:a=0.2:seed=`
  const graph = `${noise}1,lowpass=3000[l];${noise}2,lowpass=3000[r];[l][r]join=inputs=2`
  for (const [name, options] of formats)
    execFileSync(program, [
      ...['-v', 'error', '-f', 'lavfi', '-i', graph, '-t', SECONDS],
      ...['-ar', '48000', ...options, join(folder, name)],
    ])
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const behind: Decoder = {
  open: (...args) => ffmpeg.open(...args),
  decodeInto: (path, ...rest) => {
    left.push(path)
    return ffmpeg.decodeInto(path, ...rest)
  },
}

async function decode(decoder: Decoder, path: string): Promise<Int16Array> {
  const file = await open(join(folder, 'decoded.part'), 'a+')
  try {
    await file.truncate(0)
    await decoder.decodeInto(path, file, signal)
    const { size } = await file.stat()
    const pcm = new Int16Array(size / 2)
    await file.read(new Uint8Array(pcm.buffer), 0, size, 0)
    return pcm
  } finally {
    await file.close()
  }
}

/** The reference; ffmpeg's own decoder of Opus stands a sample or two beside it where speech is coded. */
function byLibopus(path: string): Int16Array {
  const args = ['-v', 'error', '-c:a', 'libopus', '-i', path, '-f', 's16le', 'pipe:1']
  return new Int16Array(new Uint8Array(execFileSync(program, args, { maxBuffer: 1e7 })).buffer)
}

describe.skipIf(!hasAll)('the small decoders', () => {
  it.for(formats.map(([name]) => name))(
    'give ffmpeg’s samples in their places: %s',
    async (name) => {
      left = []
      const path = join(folder, name)
      const light = await decode(lightDecoder(behind, folder, PATH), path)
      const whole = name.endsWith('.opus') ? byLibopus(path) : await decode(ffmpeg, path)
      expect(left).toEqual([])
      expect(light.length).toBe(whole.length)
      for (const at of [100, whole.length - 24_100]) {
        const { shift, likeness } = bestShift(light, whole.slice(at, at + 24_000), at, 5)
        expect(shift).toBe(0)
        expect(likeness).toBeGreaterThan(0.999)
      }
    },
  )

  it('leave to ffmpeg what they complain of, and nothing of theirs stays', async () => {
    left = []
    const path = join(folder, 'torn.flac')
    const whole = execFileSync('cat', [join(folder, 'flac of 48 kHz.flac')])
    writeFileSync(path, whole.subarray(0, whole.length / 2))
    const light = await decode(lightDecoder(behind, folder, PATH), path)
    expect(left).toEqual([path])
    expect(light).toEqual(await decode(ffmpeg, path))
    expect(readdirSync(folder)).not.toContain('between.wav')
  })
})

describe('without them', () => {
  it('everything is left to ffmpeg', async () => {
    left = []
    const path = join(folder, 'mp3 of 48 kHz.mp3')
    const light = await decode(lightDecoder(behind, folder, folder), path)
    expect(left).toEqual([path])
    expect(light).toEqual(await decode(ffmpeg, path))
  })
})
