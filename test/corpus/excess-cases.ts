import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CorpusCase, refused, sound, voice } from './case.ts'
import { id3, id3Head, type Kit } from './kit.ts'

/** Too much of something: sound, tags, pictures, tracks, letters. */

const HOUR_MS = 3_600_000

/** The voice behind a tag of ID3. */
function tagged(...frames: readonly (readonly [id: string, body: Uint8Array])[]) {
  return async (kit: Kit, path: string) =>
    writeFile(path, Buffer.concat([id3(...frames), await kit.bytes('mp3')]))
}

/** A hundred megabytes of tag, of which the disk holds nothing. */
async function hugeTag(kit: Kit, path: string): Promise<void> {
  const size = 100_000_000
  const mp3 = await kit.bytes('mp3')
  await kit.hollow(path, id3Head(size), 10 + size)
  await writeFile(path, mp3, { flag: 'a' })
}

async function lyingTag(kit: Kit, path: string): Promise<void> {
  await writeFile(path, Buffer.concat([id3Head(200_000_000), await kit.bytes('mp3')]))
}

/** A PNG of 30,000 × 30,000 points in a few bytes. */
function pictureBomb(): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000075300000753008060000', 'hex')
  return Buffer.concat([Buffer.from('\0image/png\0\u0003\0', 'latin1'), head, Buffer.alloc(2000)])
}

/** Frames of 72 ms of silence at 8 kbit/s: an hour is 3.6 MB. */
function longMp3(ms: number): Buffer {
  const frame = Buffer.alloc(72)
  frame.set([0xff, 0xe3, 0x18, 0xc4])
  return Buffer.concat(Array.from({ length: Math.ceil(ms / 72) }, () => frame))
}

/** 8 kHz 8-bit sound of ten hours, of which the disk holds nothing. */
async function longWav(kit: Kit, path: string): Promise<void> {
  const head = Buffer.from(
    (await kit.bytes('wav', '-ar', '8000', '-c:a', 'pcm_u8', '-fflags', '+bitexact')).subarray(
      0,
      44,
    ),
  )
  head.writeUInt32LE(8 * 10 * HOUR_MS, 40)
  await kit.hollow(path, head, 44 + 8 * 10 * HOUR_MS)
}

function longFlac(kit: Kit, path: string): Promise<void> {
  return kit.draw(path, 'anullsrc=r=8000:cl=mono', 1200, '-c:a', 'flac', '-frame_size', '65535')
}

function longOpus(kit: Kit, path: string): Promise<void> {
  return kit.draw(
    path,
    'anullsrc=r=8000:cl=mono',
    1200,
    '-c:a',
    'libopus',
    '-b:a',
    '6k',
    '-frame_duration',
    '60',
  )
}

function manyTracks(kit: Kit, path: string): Promise<void> {
  const maps = Array.from({ length: 200 }, () => ['-map', '0:a']).flat()
  return kit.encode(path, ...maps, '-ar', '8000', '-c:a', 'pcm_s16le')
}

async function manyChapters(kit: Kit, path: string): Promise<void> {
  const list = join(kit.folder, 'chapters.txt')
  const chapters = Array.from(
    { length: 3000 },
    (_, at) => `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${at}\nEND=${at + 1}\ntitle=${at}\n`,
  )
  await writeFile(list, `;FFMETADATA1\n${chapters.join('')}`)
  await kit.ffmpeg('-i', kit.voice, '-i', list, '-map_metadata', '1', `file:${path}`)
}

function namedAs(file: string): CorpusCase {
  return {
    file,
    make: async (kit, path) => writeFile(path, await kit.bytes('mp3')),
    expect: voice(),
  }
}

const RIGHT_TO_LEFT = '\u202e'
const TITLE = Buffer.from(`\u0003${RIGHT_TO_LEFT}../../etc/passwd\0\n`, 'utf8')

export const excessCases: readonly CorpusCase[] = [
  { file: 'e-tag-100-mb.mp3', make: hugeTag, expect: voice() },
  { file: 'e-tag-lies.mp3', make: lyingTag, expect: voice() },
  { file: 'e-tag-title.mp3', make: tagged(['TIT2', TITLE]), expect: voice() },
  {
    file: 'e-tag-long-title.mp3',
    make: tagged(['TIT2', Buffer.alloc(8_000_000, 'a')]),
    expect: voice(),
  },
  { file: 'e-tag-picture-bomb.mp3', make: tagged(['APIC', pictureBomb()]), expect: voice() },
  {
    file: 'e-tag-many.mp3',
    make: tagged(...Array.from({ length: 20_000 }, () => ['TXXX', Buffer.from('\0a\0b')] as const)),
    expect: voice(),
  },
  { file: 'e-twenty-minutes.mp3', make: longMp3(20 * 60_000), expect: refused('too-long') },
  { file: 'e-ten-hours.mp3', make: longMp3(10 * HOUR_MS), expect: refused('too-long') },
  { file: 'e-ten-hours.wav', make: longWav, expect: refused('too-long') },
  { file: 'e-twenty-minutes.flac', make: longFlac, expect: refused('too-long') },
  { file: 'e-twenty-minutes.opus', make: longOpus, expect: refused('too-long') },
  { file: 'e-many-tracks.mkv', make: manyTracks, expect: refused('not-sound') },
  { file: 'e-many-chapters.m4a', make: manyChapters, expect: sound(3000, 90) },
  namedAs('-dash.mp3'),
  namedAs('http:example.mp3'),
  namedAs('concat:a|b.mp3'),
  namedAs('%2e%2e%2fup.mp3'),
  namedAs('pipe:0'),
  namedAs(`${RIGHT_TO_LEFT}3pm.gnp`),
  namedAs('two\nlines.mp3'),
  namedAs(`${'n'.repeat(251)}.mp3`),
  namedAs('quote\'"$(touch x)`.mp3'),
]
