import { isAbsolute } from 'node:path'
import type { Demuxer, Recognised } from './recognise.ts'

/** One input of an ffmpeg run. Every input states what it may be; nothing else is opened. */
export type FfmpegInput = Readonly<{ source: string; options: readonly string[] }>

/** The formats of our own renditions. */
const RENDITION_FORMATS = 'ogg,flac,mp3'

/**
 * What may be decoded of an upload, by decoder: the audio of the formats that we take. Pictures in
 * tags, films and subtitles are not among it and are never decoded.
 */
const UPLOAD_CODECS = [
  ...['mp1', 'mp1float', 'mp2', 'mp2float', 'mp3', 'mp3float', 'aac', 'aac_fixed', 'alac', 'ac3'],
  ...['eac3', 'flac', 'opus', 'libopus', 'vorbis', 'libvorbis', 'speex', 'libspeex', 'amrnb'],
  ...['amrwb', 'libopencore_amrnb', 'libopencore_amrwb', 'wmav1', 'wmav2', 'wmapro', 'wmavoice'],
  ...['wmalossless', 'gsm', 'gsm_ms', 'libgsm', 'libgsm_ms', 'adpcm_ms', 'adpcm_ima_wav'],
  ...['adpcm_ima_qt', 'adpcm_g722', 'g722', 'pcm_u8', 'pcm_s8', 'pcm_alaw', 'pcm_mulaw'],
  ...['s16', 's24', 's32', 'f32', 'f64'].flatMap((form) => [`pcm_${form}le`, `pcm_${form}be`]),
].join(',')

/** Tracks of one file that are looked at; a phone's film has three. */
const MOST_STREAMS = 64
/** Bytes that ffmpeg may ask for in one piece, also where the system sets no limits. */
const LARGEST_PIECE = 256_000_000

/** What a demuxer would open or believe beside the file's own sound, turned off by name. */
const demuxerOptions: Readonly<Partial<Record<Demuxer, readonly string[]>>> = {
  mov: ['-enable_drefs', '0', '-use_absolute_path', '0', '-ignore_chapters', '1'],
}

/**
 * A file that came from a person, read as what its first bytes are and as nothing else. A protocol
 * whitelist alone would not do: a text that begins `ffconcat` and is named .mp3 makes an unguided
 * ffmpeg read any other file of ours.
 */
export function uploadInput(path: string, { demuxer, skipBytes }: Recognised): FfmpegInput {
  const soundOnly = ['-vn', '-sn', '-dn', '-codec_whitelist', UPLOAD_CODECS]
  const bounds = ['-max_streams', String(MOST_STREAMS), '-skip_initial_bytes', String(skipBytes)]
  return {
    source: fileUrl(path),
    options: [
      ...['-max_alloc', String(LARGEST_PIECE)],
      ...guarded(demuxer),
      ...['-f', demuxer, ...(demuxerOptions[demuxer] ?? [])],
      ...soundOnly,
      ...bounds,
    ],
  }
}

/** A rendition from the store. */
export function renditionInput(path: string): FfmpegInput {
  return { source: fileUrl(path), options: guarded(RENDITION_FORMATS) }
}

function guarded(formats: string): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', formats]
}

/** A bare name such as `http:x` or `concat:a|b` would be taken for a protocol. */
function fileUrl(path: string): string {
  if (!isAbsolute(path)) throw new Error(`not an absolute path: ${path}`)
  return `file:${path}`
}
