import { writeFile } from 'node:fs/promises'
import { type CorpusCase, refused, sound, voice } from './case.ts'
import { asText, type Kit, noise } from './kit.ts'

type Damage = (bytes: Buffer) => Uint8Array

/** The voice in a format, damaged. */
function damaged(extension: string, damage: Damage, ...options: readonly string[]) {
  return async (kit: Kit, path: string) =>
    writeFile(path, damage(Buffer.from(await kit.bytes(extension, ...options))))
}

const half: Damage = (bytes) => bytes.subarray(0, bytes.length / 2)
const behind =
  (junk: Uint8Array): Damage =>
  (bytes) =>
    Buffer.concat([junk, bytes])
const before =
  (junk: Uint8Array): Damage =>
  (bytes) =>
    Buffer.concat([bytes, junk])

/** A hole of zeros in the middle, as an interrupted copy leaves it. */
const holed: Damage = (bytes) => bytes.fill(0, bytes.length >> 1, (bytes.length * 5) >> 3)

/** Every fiftieth byte is another. */
const scratched: Damage = (bytes) => {
  for (let at = 500; at < bytes.length; at += 50) bytes[at] = (bytes[at] ?? 0) ^ 0x5a
  return bytes
}

/** The number of samples in STREAMINFO: 36 bits at byte 21. */
const flacTotal =
  (high: number, low: number): Damage =>
  (bytes) => {
    bytes[21] = ((bytes[21] ?? 0) & 0xf0) | high
    bytes.writeUInt32BE(low, 22)
    return bytes
  }

/** The name of an atom is replaced wherever it stands. */
const renamed =
  (from: string, to: string): Damage =>
  (bytes) =>
    Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')

/** Every time scale becomes 1, so that three seconds claim to be days. */
const slowed: Damage = (bytes) => {
  const movie = bytes.indexOf('mvhd')
  const media = bytes.indexOf('mdhd')
  bytes.writeUInt32BE(bytes.readUInt32BE(movie + 20) * 12_000, movie + 20)
  bytes.writeUInt32BE(bytes.readUInt32BE(media + 20) * 12_000, media + 20)
  return bytes
}

export const damageCases: readonly CorpusCase[] = [
  { file: 'd-half.mp3', make: damaged('mp3', half), expect: sound(1500, 150, 'truncated') },
  { file: 'd-half.wav', make: damaged('wav', half), expect: sound(1500, 20, 'truncated') },
  { file: 'd-half.flac', make: damaged('flac', half), expect: sound(1500, 400, 'truncated') },
  { file: 'd-half.opus', make: damaged('opus', half), expect: sound(1500, 1100, 'truncated') },
  { file: 'd-half-no-index.m4a', make: damaged('m4a', half), expect: refused('not-sound') },
  {
    file: 'd-half.m4a',
    make: damaged('m4a', half, '-movflags', '+faststart'),
    expect: sound(1500, 300, 'truncated'),
  },
  { file: 'd-half.aiff', make: damaged('aiff', half), expect: sound(1500, 20, 'truncated') },
  {
    file: 'd-half.caf',
    make: damaged('caf', half, '-c:a', 'pcm_s16be'),
    expect: sound(1500, 20, 'truncated'),
  },
  { file: 'd-half.w64', make: damaged('w64', half), expect: sound(1500, 20, 'truncated') },
  {
    file: 'd-half-rf64.wav',
    make: damaged('wav', half, '-rf64', 'always'),
    expect: sound(1500, 20, 'truncated'),
  },
  { file: 'd-half.wma', make: damaged('wma', half), expect: sound(1500, 500, 'truncated') },
  { file: 'd-half.webm', make: damaged('webm', half), expect: sound(1500, 1000, 'truncated') },
  {
    file: 'd-head-only.wav',
    make: damaged('wav', (bytes) => bytes.subarray(0, 30)),
    expect: refused('not-sound'),
  },
  { file: 'd-junk-first.mp3', make: damaged('mp3', behind(noise(50_000))), expect: voice(90) },
  {
    file: 'd-zeros-first.mp3',
    make: damaged('mp3', behind(Buffer.alloc(300_000))),
    expect: voice(90),
  },
  {
    file: 'd-junk-last.mp3',
    make: damaged('mp3', before(noise(60_000))),
    expect: sound(3000, 500),
  },
  { file: 'd-junk-last.wav', make: damaged('wav', before(noise(60_000))), expect: voice(5) },
  { file: 'd-hole.mp3', make: damaged('mp3', holed), expect: sound(3000, 800, 'truncated') },
  { file: 'd-hole.flac', make: damaged('flac', holed), expect: sound(3000, 900, 'truncated') },
  { file: 'd-hole.opus', make: damaged('opus', holed), expect: sound(3000, 1600, 'truncated') },
  {
    file: 'd-scratched.mp3',
    make: damaged('mp3', scratched),
    expect: sound(3000, 1500, 'truncated'),
  },
  { file: 'd-text-mode.wav', make: damaged('wav', asText), expect: sound(3000, 100) },
  { file: 'd-text-mode.opus', make: damaged('opus', asText), expect: refused('not-sound') },
  { file: 'd-total-small.flac', make: damaged('flac', flacTotal(0, 100)), expect: voice(5) },
  {
    file: 'd-total-large.flac',
    make: damaged('flac', flacTotal(15, 0xffff_ffff)),
    expect: voice(5),
  },
  {
    file: 'd-claims-ten-hours.m4a',
    make: damaged('m4a', slowed, '-movflags', '+faststart'),
    expect: voice(90, 'truncated'),
  },
  {
    file: 'd-locked.m4p',
    make: damaged('m4a', renamed('mp4a', 'drms')),
    expect: refused('protected-sound'),
  },
  {
    file: 'd-entry-unknown.m4a',
    make: damaged('m4a', renamed('mp4a', 'zzzz')),
    expect: voice(),
  },
]
