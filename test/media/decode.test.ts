import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { checkRenditions } from '../../media/check-renditions.ts'
import { type Decoding, decodeFile } from '../../media/decode.ts'
import { UNCHANGED } from '../../media/levelling.ts'
import { makeMaster } from '../../media/master.ts'
import { startEncoders } from '../../media/renditions.ts'
import { anyProgram, decodedSamples, makeSound, programs, temporaryFolder } from './sounds.ts'

const run = promisify(execFile)
/** Differs everywhere, so that a shift by one sample shows. */
const NOISE = 'anoisesrc=a=0.3:r=48000:color=pink:seed=7'

async function collect(wanted: Decoding): Promise<Int16Array> {
  const chunks: Int16Array[] = []
  for await (const chunk of decodeFile(wanted)) chunks.push(chunk)
  const all = new Int16Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

function largestDifference(one: Int16Array, other: Int16Array): number {
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0)
}

for (const { origin, path: program } of programs) {
  describe(`decoding with the ${origin} ffmpeg`, () => {
    it('begins at the very sample that was asked for, near and far, in Opus', async () => {
      const folder = await temporaryFolder()
      const path = await makeSound(join(folder, 'l.opus'), 40, NOISE, '-b:a', '48k', '-ac', '1')
      const whole = await collect({ program, path, fromSample: 0, samples: 40 * 48_000 })

      for (const fromSample of [30_011, 480_000, 1_151_900, 1_343_999, 1_871_999]) {
        const part = await collect({ program, path, fromSample, samples: 48_000 })
        expect(part).toHaveLength(48_000)
        expect(largestDifference(part, whole.subarray(fromSample))).toBeLessThanOrEqual(2)
        expect(largestDifference(part, whole.subarray(fromSample + 1))).toBeGreaterThan(500)
      }
    })

    it.each(['l.mp3', 'l.flac'])(
      'begins at the very sample that was asked for in %s',
      async (file) => {
        const folder = await temporaryFolder()
        const path = await makeSound(join(folder, file), 15, NOISE, '-ac', '1')
        const whole = await collect({ program, path, fromSample: 0, samples: 15 * 48_000 })

        const part = await collect({ program, path, fromSample: 600_013, samples: 20_000 })

        expect(largestDifference(part, whole.subarray(600_013))).toBe(0)
      },
    )

    it.each([24_001, 96_312])('keeps all %i samples through Opus and FLAC', async (samples) => {
      const folder = await temporaryFolder()
      const path = join(folder, 'noise.f32')
      const cut = ['-af', `apad,atrim=end_sample=${samples}`, '-f', 'f32le']
      await makeSound(path, 3, NOISE, ...cut)
      const sound = {
        path,
        channels: 1,
        samples,
        mixdown: 'mono',
        offsets: null,
        bound: 2,
      } as const
      const signal = new AbortController().signal

      const encoders = startEncoders(program, folder, signal)
      const master = await makeMaster(sound, null, UNCHANGED, signal, encoders.take, () => {})
      const files = await checkRenditions(program, await encoders.finish(), master, signal)

      for (const { kind, path, samples: stated } of files) {
        for (const decoder of programs) {
          expect([kind, await decodedSamples(decoder.path, path)]).toEqual([kind, stated])
        }
        if (kind !== 'mp3') expect(stated).toBe(samples)
      }
    })
  })
}

describe('decoding', () => {
  async function aSound(): Promise<Decoding> {
    const folder = await temporaryFolder()
    const path = await makeSound(join(folder, 'a.opus'), 3, NOISE, '-ac', '1')
    return { program: anyProgram, path, fromSample: 0, samples: 3 * 48_000 }
  }

  it('stops at exactly the number of samples wanted, even none', async () => {
    const sound = await aSound()
    expect(await collect({ ...sound, samples: 12_345 })).toHaveLength(12_345)
    expect(await collect({ ...sound, samples: 0 })).toHaveLength(0)
  })

  it('fails when the file ends before, saying how far it got', async () => {
    const wanted = { ...(await aSound()), fromSample: 100_000, samples: 50_000 }
    await expect(collect(wanted)).rejects.toMatchObject({
      reason: 'ended-early',
      delivered: 44_000,
    })
  })

  it('fails on what is not a rendition, and on a program that is not there', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'a.opus')
    await writeFile(path, 'not sound')
    const wanted = { program: anyProgram, path, fromSample: 0, samples: 100 }
    await expect(collect(wanted)).rejects.toMatchObject({ reason: 'not-decodable' })
    const nowhere = { ...(await aSound()), program: '/nowhere/ffmpeg' }
    await expect(collect(nowhere)).rejects.toMatchObject({ reason: 'not-startable' })
  })

  it('does not wait for ever on a decoder that has hung', async () => {
    const program = join(await temporaryFolder(), 'hung')
    await writeFile(program, '#!/bin/sh\nexec sleep 60\n')
    await chmod(program, 0o755)
    const wanted = { ...(await aSound()), program, stallMs: 100 }
    await expect(collect(wanted)).rejects.toMatchObject({ reason: 'stalled' })
  })

  it('holds the decoder back while nobody reads, and kills it when the reader leaves', async () => {
    const folder = await temporaryFolder()
    const path = await makeSound(join(folder, 'l.opus'), 60, NOISE, '-ac', '1')
    const decoding = decodeFile({ program: anyProgram, path, fromSample: 0, samples: 60 * 48_000 })
    await decoding.next()

    expect(await decodersOf(path)).toBe(1)
    await decoding.return(undefined)
    await expect.poll(() => decodersOf(path)).toBe(0)
  })

  it('is stopped by its signal', async () => {
    const stop = new AbortController()
    const decoding = decodeFile({ ...(await aSound()), signal: stop.signal })
    await decoding.next()
    stop.abort(new Error('recalled'))
    await expect(
      (async () => {
        for await (const _chunk of decoding);
      })(),
    ).rejects.toThrow('recalled')
  })
})

async function decodersOf(path: string): Promise<number> {
  const { stdout } = await run('ps', ['-eo', 'stat,args'])
  return stdout.split('\n').filter((line) => line.includes(path) && !line.startsWith('Z')).length
}
