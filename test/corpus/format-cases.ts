import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CorpusCase, sound, voice } from './case.ts'
import { type Kit, noise } from './kit.ts'

function encoded(...options: readonly string[]) {
  return (kit: Kit, path: string) => kit.encode(path, ...options)
}

/** With a picture track, as phones and screens record it. */
function filmed(...options: readonly string[]) {
  return (kit: Kit, path: string) => {
    const picture = ['-f', 'lavfi', '-i', 'color=s=64x64:r=5:d=3']
    return kit.ffmpeg(...picture, '-i', kit.voice, ...options, `file:${path}`)
  }
}

/** The voice, and a tone on a second track. */
function twoTracks(kit: Kit, path: string): Promise<void> {
  const tone = ['-f', 'lavfi', '-i', 'sine=1000:d=9']
  return kit.ffmpeg('-i', kit.voice, ...tone, '-map', '0', '-map', '1', `file:${path}`)
}

/** Frames of 20 ms at 12.2 kbit/s. */
function amr(frames: number): Buffer {
  const bytes = noise(frames * 32)
  for (let frame = 0; frame < frames; frame++) bytes[frame * 32] = 0x3c
  return Buffer.concat([Buffer.from('#!AMR\n'), bytes])
}

async function phone3gp(kit: Kit, path: string): Promise<void> {
  const plain = join(kit.folder, 'phone.amr')
  await writeFile(plain, amr(150))
  await kit.ffmpeg('-i', plain, '-c', 'copy', `file:${path}`)
}

async function chained(kit: Kit, path: string): Promise<void> {
  const once = await kit.bytes('opus', '-b:a', '24k')
  const other = await kit.bytes('ogg', '-c:a', 'libopus', '-serial_offset', '77')
  await writeFile(path, Buffer.concat([once, other]))
}

const LIVE = ['-c:a', 'libopus', '-f', 'webm', '-live', '1']

export const formatCases: readonly CorpusCase[] = [
  { file: 'f-cbr.mp3', make: encoded('-b:a', '64k'), expect: voice() },
  {
    file: 'f-vbr-no-header.mp3',
    make: encoded('-q:a', '6', '-write_xing', '0'),
    expect: voice(90),
  },
  { file: 'f-vbr-header.mp3', make: encoded('-q:a', '4'), expect: voice() },
  { file: 'f-8khz.mp3', make: encoded('-ar', '8000', '-b:a', '16k'), expect: voice(160) },
  {
    file: 'f-stereo-320.mp3',
    make: encoded('-ac', '2', '-b:a', '320k', '-write_id3v1', '1'),
    expect: voice(),
  },
  { file: 'f-layer-2.mp3', make: encoded('-c:a', 'mp2', '-f', 'mp2'), expect: voice() },
  { file: 'f-memo.m4a', make: encoded('-b:a', '64k'), expect: voice() },
  { file: 'f-faststart.m4a', make: encoded('-movflags', '+faststart'), expect: voice() },
  {
    file: 'f-fragmented.mp4',
    make: encoded('-movflags', 'frag_keyframe+empty_moov'),
    expect: voice(120),
  },
  { file: 'f-alac.m4a', make: encoded('-c:a', 'alac'), expect: voice(5) },
  { file: 'f-adts.aac', make: encoded(), expect: voice(120) },
  { file: 'f-phone.amr', make: amr(150), expect: sound(3000, 40) },
  { file: 'f-phone.3gp', make: phone3gp, expect: sound(3000, 60) },
  { file: 'f-film.mp4', make: filmed('-c:v', 'mpeg4', '-c:a', 'aac'), expect: voice() },
  { file: 'f-film.mov', make: filmed('-c:v', 'mjpeg', '-c:a', 'pcm_s16be'), expect: voice(5) },
  { file: 'f-film.mkv', make: filmed('-c:v', 'mpeg4', '-c:a', 'flac'), expect: voice(5) },
  { file: 'f-two-tracks.mp4', make: twoTracks, expect: voice() },
  { file: 'f-browser.webm', make: encoded(...LIVE), expect: voice(40) },
  { file: 'f-vorbis.ogg', make: encoded('-c:a', 'libvorbis'), expect: voice() },
  { file: 'f-opus-8k.opus', make: encoded('-b:a', '8k'), expect: voice(40) },
  {
    file: 'f-opus-surround.opus',
    make: encoded('-ac', '6', '-mapping_family', '255', '-b:a', '96k'),
    expect: sound(3000, 40),
  },
  { file: 'f-flac-in-ogg.ogg', make: encoded('-c:a', 'flac'), expect: voice(5) },
  { file: 'f-chained.opus', make: chained, expect: sound(6000, 60) },
  { file: 'f-96k-24.flac', make: encoded('-ar', '96000', '-sample_fmt', 's32'), expect: voice(5) },
  { file: 'f-windows.wma', make: encoded('-c:a', 'wmav2'), expect: voice(150) },
  { file: 'f-old.wma', make: encoded('-c:a', 'wmav1'), expect: voice(150) },
  { file: 'f-apple.aiff', make: encoded(), expect: voice(5) },
  { file: 'f-float.aifc', make: encoded('-c:a', 'pcm_f32be', '-f', 'aiff'), expect: voice(5) },
  { file: 'f-core.caf', make: encoded('-c:a', 'pcm_s24le'), expect: voice(5) },
  { file: 'f-core-alac.caf', make: encoded('-c:a', 'alac'), expect: voice(120) },
  { file: 'f-really-flac.mp3', make: encoded('-f', 'flac'), expect: voice(5) },
  { file: 'f-really-mp3.wav', make: encoded('-c:a', 'libmp3lame', '-f', 'mp3'), expect: voice() },
]
