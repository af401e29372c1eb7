import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { recogniseFile } from '../../media/ffmpeg/recognise.ts'
import { id3, type Kit, makeKit, noise } from '../corpus/kit.ts'
import { anyProgram, sharedFolder } from './sounds.ts'

/** Noise in the pictures keeps the film's share of the bytes. */
const PICTURES = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:d=3,noise=alls=30']

let kit: Kit
let folder: string
let mp3: Buffer
beforeAll(async () => {
  folder = await sharedFolder()
  kit = await makeKit(anyProgram, folder)
  mp3 = await kit.bytes('mp3')
})

async function film(name: string, ...options: readonly string[]): Promise<string> {
  const path = join(folder, name)
  const input = [...PICTURES, '-i', kit.voice, '-shortest']
  await kit.ffmpeg(...input, ...options, `file:${path}`)
  return path
}

async function written(name: string, ...parts: readonly Uint8Array[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.concat(parts))
  return path
}

const films: readonly (readonly [name: string, options: readonly string[]])[] = [
  ['vcd.mpg', ['-c:v', 'mpeg1video', '-c:a', 'mp2', '-b:a', '64k', '-f', 'vcd']],
  ['long-packets.mpg', ['-c:v', 'mpeg2video', '-c:a', 'mp2', '-f', 'mpeg', '-packetsize', '65000']],
  ['film.avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
  ['film.ts', ['-c:v', 'mpeg2video', '-c:a', 'mp2']],
  ['film.m2ts', ['-c:v', 'mpeg2video', '-c:a', 'mp2', '-mpegts_m2ts_mode', '1']],
  ['film.flv', ['-c:v', 'flv', '-c:a', 'libmp3lame', '-ar', '44100']],
  ['sound-only.mpg', ['-vn', '-c:a', 'mp2', '-f', 'mpeg']],
  ['sound-only.avi', ['-vn', '-c:a', 'libmp3lame']],
]

describe('a file with MPEG audio in it that is no MP3', () => {
  it.each(films)('is not taken for one: %s', async (name, options) => {
    expect(await recogniseFile(await film(name, ...options))).toBeNull()
  })

  it('is not taken for one when its head is lost and its frames stand between pictures', async () => {
    const pieces = Array.from({ length: 6 }, (_, at) => [
      noise(20_000, at),
      mp3.subarray(at * 4_000, (at + 1) * 4_000),
    ])
    const path = await written('lost-head', ...pieces.flat())
    expect(await recogniseFile(path)).toBeNull()
  })

  it('is not taken for one when it is an archive that holds one', async () => {
    const zip = await written('bundle.zip', Buffer.from('PK\x03\x04'), Buffer.alloc(60), mp3)
    expect(await recogniseFile(zip)).toBeNull()
  })
})

describe('an MP3', () => {
  const tag = id3(['TIT2', Buffer.from('\0x')])
  const damages: readonly (readonly [string, (bytes: Buffer) => readonly Uint8Array[]])[] = [
    ['three tags', (bytes) => [tag, tag, tag, bytes]],
    ['twenty tags', (bytes) => [...Array.from({ length: 20 }, () => tag), bytes]],
    ['junk in front', (bytes) => [noise(60_000), bytes]],
    ['more junk behind than sound', (bytes) => [bytes, noise(4 * bytes.length)]],
    ['a picture’s worth of zeros behind', (bytes) => [bytes, Buffer.alloc(200_000)]],
    ['a hole in the middle', (bytes) => [Buffer.from(bytes).fill(0, 8_000, 12_000)]],
    [
      'noise in the middle',
      (bytes) => [bytes.subarray(0, 9_000), noise(5_000), bytes.subarray(9_000)],
    ],
    ['its first half only', (bytes) => [bytes.subarray(0, bytes.length >> 1)]],
    ['another one behind it', (bytes) => [bytes, tag, bytes]],
  ]
  it.each(damages)('is known with %s', async (_name, damage) => {
    const path = await written('damaged.mp3', ...damage(mp3))
    expect(await recogniseFile(path)).toMatchObject({ demuxer: 'mp3' })
  })
})
