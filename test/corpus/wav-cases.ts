import { writeFile } from 'node:fs/promises'
import { type CorpusCase, refused, sound, voice } from './case.ts'
import type { Kit } from './kit.ts'

/** The fields of a header of 44 bytes, by their place in it. */
type Header = Readonly<{
  channels?: number
  rate?: number
  byteRate?: number
  blockAlign?: number
  bits?: number
  format?: number
  dataBytes?: number
  riffBytes?: number
}>

/** The voice with a header that says something else. */
function lying(header: Header) {
  return async (kit: Kit, path: string) => {
    const wav = Buffer.from(await kit.bytes('wav', '-fflags', '+bitexact'))
    const put16 = (value: number | undefined, at: number) =>
      value === undefined || wav.writeUInt16LE(value, at)
    const put32 = (value: number | undefined, at: number) =>
      value === undefined || wav.writeUInt32LE(value, at)
    put32(header.riffBytes, 4)
    put16(header.format, 20)
    put16(header.channels, 22)
    put32(header.rate, 24)
    put32(header.byteRate, 28)
    put16(header.blockAlign, 32)
    put16(header.bits, 34)
    put32(header.dataBytes, 40)
    await writeFile(path, wav)
  }
}

function encoded(...options: readonly string[]) {
  return (kit: Kit, path: string) => kit.encode(path, ...options)
}

/** Bytes in front of the voice's data chunk, as recorders write them. */
async function withLargeBext(kit: Kit, path: string): Promise<void> {
  const wav = await kit.bytes('wav', '-fflags', '+bitexact')
  const chunk = Buffer.alloc(8 + 3_000_000)
  chunk.write('bext', 'latin1')
  chunk.writeUInt32LE(3_000_000, 4)
  await writeFile(path, Buffer.concat([wav.subarray(0, 36), chunk, wav.subarray(36)]))
}

const M1 = 0xffff_ffff

export const wavCases: readonly CorpusCase[] = [
  { file: 'w-8k-u8.wav', make: encoded('-ar', '8000', '-c:a', 'pcm_u8'), expect: voice(80) },
  { file: 'w-192k-24.wav', make: encoded('-ar', '192000', '-c:a', 'pcm_s24le'), expect: voice(5) },
  { file: 'w-96k-f32.wav', make: encoded('-ar', '96000', '-c:a', 'pcm_f32le'), expect: voice(5) },
  { file: 'w-44k-f64.wav', make: encoded('-ar', '44100', '-c:a', 'pcm_f64le'), expect: voice(5) },
  { file: 'w-alaw.wav', make: encoded('-ar', '8000', '-c:a', 'pcm_alaw'), expect: voice(5) },
  { file: 'w-mulaw.wav', make: encoded('-ar', '8000', '-c:a', 'pcm_mulaw'), expect: voice(5) },
  { file: 'w-ima.wav', make: encoded('-ar', '22050', '-c:a', 'adpcm_ima_wav'), expect: voice(120) },
  { file: 'w-ms.wav', make: encoded('-ar', '22050', '-c:a', 'adpcm_ms'), expect: voice(120) },
  {
    file: 'w-mp3-inside.wav',
    make: encoded('-c:a', 'libmp3lame', '-f', 'wav'),
    expect: voice(120),
  },
  { file: 'w-six-channels.wav', make: encoded('-ac', '6'), expect: sound(3000, 5) },
  { file: 'w-rf64.wav', make: encoded('-rf64', 'always'), expect: voice(5) },
  { file: 'w-wave64.w64', make: encoded('-f', 'w64'), expect: voice(5) },
  { file: 'w-large-bext.wav', make: withLargeBext, expect: voice(5) },
  { file: 'w-data-zero.wav', make: lying({ dataBytes: 0, riffBytes: 0 }), expect: voice(5) },
  {
    file: 'w-data-unset.wav',
    make: lying({ dataBytes: M1, riffBytes: M1 }),
    expect: voice(5, 'truncated'),
  },
  {
    file: 'w-data-negative.wav',
    make: lying({ dataBytes: 0x8000_0000 }),
    expect: voice(5, 'truncated'),
  },
  { file: 'w-rate-0.wav', make: lying({ rate: 0 }), expect: refused('not-sound') },
  { file: 'w-rate-1.wav', make: lying({ rate: 1, byteRate: 2 }), expect: refused('too-long') },
  { file: 'w-rate-4g.wav', make: lying({ rate: 4_000_000_000 }), expect: refused('not-sound') },
  { file: 'w-channels-0.wav', make: lying({ channels: 0 }), expect: refused('not-sound') },
  {
    file: 'w-channels-255.wav',
    make: lying({ channels: 255, blockAlign: 510 }),
    expect: refused('not-sound'),
  },
  { file: 'w-block-3.wav', make: lying({ blockAlign: 3 }), expect: sound(3000, 5) },
  { file: 'w-bits-0.wav', make: lying({ bits: 0, blockAlign: 0 }), expect: refused('not-sound') },
  { file: 'w-format-unknown.wav', make: lying({ format: 0x7777 }), expect: refused('not-sound') },
]
