import { type FileHandle, open } from 'node:fs/promises'
import { FfmpegFailed } from '../ffmpeg/ending.ts'
import { uploadInput } from '../ffmpeg/inputs.ts'
import { pipeFfmpeg } from '../ffmpeg/pipe.ts'
import { recogniseFile } from '../ffmpeg/recognise.ts'
import { HEARING_RATE } from './bands.ts'
import { Decimator } from './decimate.ts'
import { Downmix, Mono } from './downmix.ts'
import { type PlainWav, readPlainWav } from './wav.ts'

/** A recording to be heard, in whatever container and codec. */
export type Listening = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** Absolute path of the recording. */
  path: string
  signal?: AbortSignal
}>

/** The file is no sound, or stopped being it; what was heard before stands. */
export class ListenError extends Error {
  constructor(path: string, detail: string) {
    super(`cannot hear ${path}: ${detail}`)
    this.name = 'ListenError'
  }
}

const CHUNK_BYTES = 1 << 17
/** Longer than this no recording is heard: a day, and an hour for clocks. */
const LONGEST_SAMPLES = 25 * 3600 * HEARING_RATE

/**
 * Its sound at 8 kHz, one channel, chunk by chunk, pulled by the reader. A chunk is good until the next
 * is pulled: a day in new arrays would leave gigabytes behind.
 */
export async function* listen(listening: Listening): AsyncGenerator<Float32Array> {
  const file = await open(listening.path)
  let samples = 0
  try {
    const wav = await readPlainWav(file)
    const sound = wav === null ? decode(listening) : readWav(file, wav)
    for await (const chunk of sound) {
      listening.signal?.throwIfAborted()
      samples += chunk.length
      if (samples > LONGEST_SAMPLES) throw new ListenError(listening.path, 'longer than a day')
      yield chunk
    }
  } finally {
    await file.close()
  }
}

async function* readWav(file: FileHandle, wav: PlainWav): AsyncGenerator<Float32Array> {
  const decimator = new Decimator(wav.ratio)
  const downmix = new Downmix()
  const mono = new Mono()
  const bytes = new Uint8Array(CHUNK_BYTES)
  const frame = 2 * wav.channels
  const end = wav.dataFrom + wav.dataBytes - (wav.dataBytes % frame)
  for (let at = wav.dataFrom; at < end; ) {
    const { bytesRead } = await file.read(bytes, 0, Math.min(CHUNK_BYTES, end - at), at)
    const whole = bytesRead - (bytesRead % frame)
    if (whole === 0) break
    at += whole
    const pcm = new Int16Array(bytes.buffer, 0, whole / 2)
    yield decimator.push(wav.channels === 2 ? downmix.mix(pcm) : mono.convert(pcm))
  }
  yield decimator.end()
}

async function* decode({ program, path, signal }: Listening): AsyncGenerator<Float32Array> {
  const recognised = await recogniseFile(path)
  if (recognised === null) throw new ListenError(path, 'not a sound file that can be read')
  const { source, options } = uploadInput(path, recognised)
  const output = ['-f', 's16le', '-ar', String(HEARING_RATE), '-ac', '2', '-threads', '1', 'pipe:1']
  const args = ['-threads', '1', ...options, '-i', source, '-map', '0:a:0', ...output]
  const never = new AbortController().signal
  const ffmpeg = pipeFfmpeg({ program, args, signal: signal ?? never }, 'read')
  const downmix = new Downmix()
  let heard = 0
  const pcm = new Int16Array(CHUNK_BYTES / 2)
  const room = new Uint8Array(pcm.buffer)
  let filled = 0
  try {
    for await (const bytes of ffmpeg.output) {
      for (let at = 0; at < bytes.length; ) {
        const taken = Math.min(room.length - filled, bytes.length - at)
        room.set(bytes.subarray(at, at + taken), filled)
        at += taken
        filled += taken
        heard += taken
        // Chunks of one size, however the pipe hands them over: what is remembered from one to the next
        // must not depend on how busy the machine is.
        if (filled < room.length) continue
        yield downmix.mix(pcm)
        filled = 0
      }
    }
    const whole = filled - (filled % 4)
    if (whole > 0) yield downmix.mix(pcm.subarray(0, whole / 2))
    await ffmpeg.done.catch((error: unknown) => {
      // A file that is cut off is heard as far as it goes; one without any sound is no recording.
      if (!(error instanceof FfmpegFailed)) throw error
      if (heard === 0) throw new ListenError(path, error.stderr.trim() || error.message)
    })
  } finally {
    ffmpeg.kill()
  }
}
