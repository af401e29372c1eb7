import { rm } from 'node:fs/promises'
import { FfmpegFailed } from './ffmpeg/ending.ts'
import { runFfmpeg } from './ffmpeg/ffmpeg.ts'
import { uploadInput } from './ffmpeg/inputs.ts'
import { type Recognised, recogniseFile } from './ffmpeg/recognise.ts'
import type { Claims } from './probe.ts'

/**
 * What a recording is copied to so that every browser plays it and can jump in it: `webm` and `mp4` hold
 * the very same sound, packed anew with an index; `mp3` is encoded small.
 */
export type CopyKind = 'webm' | 'mp4' | 'mp3'

/** Where the copy goes, and who wants to know of it. */
export type CopyJob = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** Absolute path of the recording. */
  path: string
  kind: CopyKind
  /** Absolute path of the copy; what stands there goes. */
  copyTo: string
  signal: AbortSignal
  onProgress: (copiedMs: number) => void
}>

/**
 * The copy that a recording needs; null where browsers play it as it is. What a browser's own recorder
 * writes (WebM) has no index, so that nothing can be found in it.
 */
export function copyNeeded(
  { demuxer }: Recognised,
  { codec }: Pick<Claims, 'codec'>,
): CopyKind | null {
  if (demuxer === 'mp3' || demuxer === 'flac') return null
  if (demuxer === 'wav') return codec === 'PCM' ? null : 'mp3'
  if (demuxer === 'mov') return /aac/i.test(codec ?? '') ? null : 'mp3'
  if (demuxer === 'aac') return 'mp4'
  if (demuxer === 'matroska' || demuxer === 'ogg')
    // Of a day without an index the headers' reader may say nothing in time; packing it anew shows.
    return codec === null || /opus|vorbis/i.test(codec) ? 'webm' : 'mp3'
  return 'mp3'
}

const types: Readonly<Record<CopyKind, string>> = {
  webm: 'audio/webm',
  mp4: 'audio/mp4',
  mp3: 'audio/mpeg',
}

/** What stands for every kind: nothing of where it was made, and the same bytes each time. */
const BARE = ['-map', '0:a:0', '-map_metadata', '-1', '-fflags', '+bitexact']

const options: Readonly<Record<CopyKind, readonly string[]>> = {
  webm: ['-c:a', 'copy', '-cues_to_front', '1', '-f', 'webm'],
  mp4: ['-c:a', 'copy', '-movflags', '+faststart', '-f', 'mp4'],
  // A street through horns has nothing above 8 kHz; and a day must not take hours.
  mp3: [
    ...['-ac', '1', '-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '32k'],
    ...['-compression_level', '9', '-flags:a', '+bitexact', '-f', 'mp3'],
  ],
}

/**
 * Writes the copy.
 *
 * @returns its MIME type; null when the file cannot be copied
 * @throws the signal's reason; `MediaFault` when the disk is full
 */
export async function copyToListen(job: CopyJob): Promise<string | null> {
  const recognised = await recogniseFile(job.path)
  if (recognised === null) return null
  // What cannot be packed anew as it is can mostly be encoded.
  for (const kind of job.kind === 'mp3' ? ['mp3' as const] : [job.kind, 'mp3' as const])
    if (await copyAs(kind, job, recognised)) return types[kind]
  return null
}

async function copyAs(kind: CopyKind, job: CopyJob, recognised: Recognised): Promise<boolean> {
  const { program, path, copyTo, signal, onProgress } = job
  // What an earlier try left is of no use, and ffmpeg would not write over it.
  await rm(copyTo, { force: true })
  try {
    await runFfmpeg({
      ...{ program, input: uploadInput(path, recognised), graph: null, signal, onProgress },
      outputs: [{ path: copyTo, options: [...BARE, ...options[kind]] }],
    })
    return true
  } catch (error) {
    if (error instanceof FfmpegFailed) return false
    throw error
  }
}
