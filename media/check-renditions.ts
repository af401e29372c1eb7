import { createHash } from 'node:crypto'
import { MediaFault } from './errors.ts'
import { renditionInput } from './ffmpeg/inputs.ts'
import { pipeFfmpeg } from './ffmpeg/pipe.ts'
import type { Master } from './master.ts'
import { TruePeak } from './measure/true-peak.ts'
import type { EncodedFile } from './renditions.ts'

/** A rendition that was decoded again: how long it really is, and how high it peaks. */
export type CheckedFile = EncodedFile & Readonly<{ samples: number; truePeak: number }>

const RATE = 48_000

/**
 * Decodes each rendition again. Stations place sound by sample, so an Opus that is one sample off is
 * a fault, not a rounding, and so is a master that is not what was made; an MP3's length is stated
 * as it is.
 */
export function checkRenditions(
  program: string,
  files: readonly EncodedFile[],
  master: Master,
  signal: AbortSignal,
): Promise<readonly CheckedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      if (file.kind === 'master') return checkMaster(program, file, master, signal)
      const { samples, truePeak } = await meterRendition(program, file.path, signal)
      if (file.kind === 'opus' && samples !== master.samples) {
        throw broken(`${file.kind} decodes to ${samples} samples instead of ${master.samples}`)
      }
      return { ...file, samples, truePeak }
    }),
  )
}

async function checkMaster(
  program: string,
  file: EncodedFile,
  { digest, samples, loudness }: Master,
  signal: AbortSignal,
): Promise<CheckedFile> {
  const hash = createHash('sha256')
  for await (const bytes of decode(program, file.path, 's16le', signal)) hash.update(bytes)
  if (hash.digest('hex') !== digest) throw broken('the master decodes to something else')
  return { ...file, samples, truePeak: loudness.truePeak }
}

async function meterRendition(
  program: string,
  path: string,
  signal: AbortSignal,
): Promise<Readonly<{ samples: number; truePeak: number }>> {
  const truePeak = new TruePeak()
  let samples = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of decode(program, path, 'f32le', signal)) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const whole = rest.length - (rest.length % 4)
    truePeak.add(new Float32Array(new Uint8Array(rest.subarray(0, whole)).buffer))
    samples += whole / 4
    rest = rest.subarray(whole)
  }
  return { samples, truePeak: truePeak.end() }
}

async function* decode(
  program: string,
  path: string,
  format: 's16le' | 'f32le',
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { source, options } = renditionInput(path)
  const pcm = ['-map', '0:a:0', '-f', format, '-ar', String(RATE), '-ac', '1', 'pipe:1']
  const args = ['-nostdin', ...options, '-i', source, ...pcm]
  const decoder = pipeFfmpeg({ program, args, signal }, 'read')
  try {
    yield* decoder.output
    await decoder.done
  } finally {
    decoder.kill()
  }
}

function broken(detail: string): MediaFault {
  return new MediaFault('ffmpeg-failed', { detail })
}
