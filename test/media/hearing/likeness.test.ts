import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledFfmpeg, findFfmpeg } from '../../../media/ffmpeg/find.ts'
import {
  type Fingerprint,
  fingerprint,
  readFingerprint,
} from '../../../media/hearing/fingerprint.ts'
import { ALIKE_FROM, likenessOf } from '../../../media/hearing/likeness.ts'
import { listen } from '../../../media/hearing/listen.ts'

const run = promisify(execFile)
const program = bundledFfmpeg() ?? (await findFfmpeg(process.env)).path
const samples = join(import.meta.dirname, '../../../media/samples')

describe('two recordings of a street', { timeout: 120_000 }, () => {
  let folder: string
  let first: Fingerprint

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alike-'))
    first = await printOf(await street('first', 1))
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** The same bulletin from its twelfth second on, in other noise each time; as a browser records it. */
  async function street(name: string, seed: number): Promise<string> {
    const out = join(folder, `${name}.webm`)
    const graph =
      `anoisesrc=r=16000:a=0.01:c=pink:seed=${seed}[n];` +
      '[0:a]aresample=16000,atrim=0:20,adelay=12000:all=1,apad=pad_dur=12,volume=-8dB[h];' +
      '[n][h]amix=inputs=2:duration=shortest:normalize=0[o]'
    const source = ['-i', join(samples, '2g-da-dung.opus'), '-filter_complex', graph]
    await run(program, ['-v', 'error', ...source, '-map', '[o]', '-b:a', '24k', out])
    return out
  }
  async function again(as: string, ...options: readonly string[]): Promise<string> {
    const out = join(folder, `again.${as}`)
    await run(program, ['-v', 'error', '-y', '-i', join(folder, 'first.webm'), ...options, out])
    return out
  }
  async function printOf(path: string): Promise<Fingerprint> {
    const parts: Uint8Array[] = []
    for await (const part of fingerprint(listen({ program, path }))) parts.push(part.slice())
    return readFingerprint(Buffer.concat(parts)) as Fingerprint
  }
  const spoken = [{ fromMs: 12_000, toMs: 32_000 }]
  const likeness = async (path: string) => likenessOf(await printOf(path), first, spoken) ?? 0

  it('are alike when one is the other through another codec, also cut', async () => {
    expect(await likeness(await again('m4a', '-b:a', '48k', '-ar', '44100'))).toBeGreaterThan(0.75)
    const amr = ['-ar', '8000', '-ac', '1', '-c:a', 'libopencore_amrnb', '-b:a', '4.75k']
    expect(await likeness(await again('3gp', ...amr))).toBeGreaterThan(ALIKE_FROM)
    const cut = await printOf(await again('mp3', '-ss', '2.2', '-b:a', '32k'))
    const moved = [{ fromMs: 9_800, toMs: 29_800 }]
    expect(likenessOf(cut, first, moved)).toBeGreaterThan(ALIKE_FROM)
  })

  it('are not alike for the bulletin that both hold', async () => {
    expect(await likeness(await street('other', 2))).toBeLessThan(0.53)
  })

  it('are not compared when next to nothing lies beside the bulletin', () => {
    expect(likenessOf(first, first, [{ fromMs: 0, toMs: 40_000 }])).toBeNull()
  })
})
