import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anyDecoder } from '../../playout/play/open-any.ts'

const SECOND = 48_000
const decoder = anyDecoder(async () => 'ffmpeg')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-any-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function make(name: string, rate: number, ...coding: string[]): string {
  const path = join(folder, name)
  const tone = ['-f', 'lavfi', '-i', `sine=440:r=${rate}`, '-t', '3']
  execFileSync('ffmpeg', ['-v', 'error', ...tone, ...coding, path])
  return path
}

async function samplesOf(path: string, fromSample = 0): Promise<number> {
  let samples = 0
  const { signal } = new AbortController()
  for await (const { length } of decoder.open(path, fromSample, 60 * SECOND, signal))
    samples += length
  return samples
}

describe('an M4A whose length a schedule does not state', () => {
  it.each([48_000, 44_100, 22_050])('is as long as its sound, coded at %i Hz', async (rate) => {
    expect(await samplesOf(make('a.m4a', rate))).toBe(3 * SECOND)
  })

  it('is as long when it is decoded to the disk', async () => {
    const path = join(folder, 'pcm')
    const file = await open(path, 'w')
    await decoder.decodeInto(make('a.m4a', 44_100), file, new AbortController().signal)
    await file.close()
    expect(readFileSync(path).length).toBe(2 * 3 * SECOND)
  })

  it('ends where it would, joined late', async () => {
    expect(await samplesOf(make('a.m4a', 48_000), SECOND)).toBe(2 * SECOND)
    expect(await samplesOf(make('b.m4a', 48_000), 4 * SECOND)).toBe(0)
  })

  it('is as long with its index before its sound', async () => {
    expect(await samplesOf(make('a.m4a', 48_000, '-movflags', '+faststart'))).toBe(3 * SECOND)
  })

  it('is as long as its encoder remarked, above what it was edited to', async () => {
    const path = make('a.m4a', 48_000)
    expect(await samplesOf(remarkIn(path, 2 * SECOND + 47_000))).toBe(2 * SECOND + 47_000)
  })

  it('is heard in full where what it says cannot be', async () => {
    const whole = await samplesOf(make('a.m4a', 48_000, '-movflags', '+frag_keyframe+empty_moov'))
    expect(whole).toBeGreaterThanOrEqual(3 * SECOND)
    const belied = remarkIn(make('b.m4a', 48_000), SECOND)
    expect(await samplesOf(belied)).toBeGreaterThanOrEqual(3 * SECOND)
  })

  it('without a filling loses nothing', async () => {
    expect(await samplesOf(make('a.m4a', 48_000, '-c:a', 'alac'))).toBe(3 * SECOND)
  })
})

/** A file with its encoder's remark in its tags, which stand behind all else. */
function remarkIn(path: string, samples: number): string {
  const hex = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  const text = ` 00000000 ${hex(1024, 8)} 00000000 ${hex(samples, 16)}`
  const remark = box(
    '----',
    box('mean', Buffer.from('\0\0\0\0com.apple.iTunes')),
    box('name', Buffer.from('\0\0\0\0iTunSMPB')),
    box('data', Buffer.from('\0\0\0\x01\0\0\0\0'), Buffer.from(text)),
  )
  const tags = box('udta', box('meta', Buffer.alloc(4), box('ilst', remark)))
  const file = readFileSync(path)
  const film = file.lastIndexOf('moov') - 4
  const old = file.lastIndexOf('udta') - 4
  const changed = Buffer.concat([file.subarray(0, old), tags])
  changed.writeUInt32BE(changed.length - film, film)
  writeFileSync(path, changed)
  return path
}

function box(kind: string, ...parts: Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.write(kind, 4, 'latin1')
  const whole = Buffer.concat([head, ...parts])
  whole.writeUInt32BE(whole.length)
  return whole
}
