import { isAbsolute } from 'node:path'

/** One input of an ffmpeg run. Every input states what it may be; nothing else is opened. */
export type FfmpegInput = Readonly<{ source: string; options: readonly string[] }>

/**
 * What ffmpeg may take an upload for. Without this list a text file that begins `ffconcat` and is
 * named .mp3 makes ffmpeg read any other file of ours; playlists, images and network are absent.
 */
const UPLOAD_FORMATS = 'mp3,wav,flac,ogg,aac,mov,aiff,w64,asf,ape,matroska,amr'
/** The formats of our own renditions. */
const RENDITION_FORMATS = 'ogg,flac,mp3'

/** A file that came from a person. It is recognised by its content, so give it a neutral name. */
export function uploadInput(path: string): FfmpegInput {
  return { source: fileUrl(path), options: guarded(UPLOAD_FORMATS) }
}

/** Headerless mono PCM at 48 kHz that we made ourselves. */
export function pcmInput(path: string, format: 'f32le' | 's16le'): FfmpegInput {
  const shape = ['-f', format, '-ar', '48000', ...monoChannel()]
  return { source: fileUrl(path), options: [...guarded(format), ...shape] }
}

/** A rendition from the store. */
export function renditionInput(path: string): FfmpegInput {
  return { source: fileUrl(path), options: guarded(RENDITION_FORMATS) }
}

function guarded(formats: string): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', formats]
}

/** `-ac` is understood by ffmpeg 5 to 7 alike; `-ch_layout` is not. */
function monoChannel(): string[] {
  return ['-ac', '1']
}

/** A bare name such as `http:x` or `concat:a|b` would be taken for a protocol. */
function fileUrl(path: string): string {
  if (!isAbsolute(path)) throw new Error(`not an absolute path: ${path}`)
  return `file:${path}`
}
