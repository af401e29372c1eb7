import { createHash } from 'node:crypto'
import { MediaFault } from './errors.ts'
import { renditionInput } from './ffmpeg/inputs.ts'
import { pipeFfmpeg } from './ffmpeg/pipe.ts'
import type { Master } from './master.ts'
import { type Metering, PcmMeter } from './measure/pcm-meter.ts'
import type { EncodedFile } from './renditions.ts'

/** A rendition that was decoded again: how long it really is, how loud in LUFS, how high in dBTP. */
export type CheckedFile = EncodedFile &
  Readonly<{ samples: number; integrated: number; truePeak: number }>

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
      const { frames, integrated, truePeak } = await meterRendition(program, file.path, signal)
      if (file.kind === 'opus' && frames !== master.samples) {
        throw broken(`${file.kind} decodes to ${frames} samples instead of ${master.samples}`)
      }
      return { ...file, samples: frames, integrated, truePeak }
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
  const { integrated, truePeak } = loudness
  return { ...file, samples, integrated, truePeak }
}

async function meterRendition(
  program: string,
  path: string,
  signal: AbortSignal,
): Promise<Metering> {
  const meter = new PcmMeter(RATE, [1])
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of decode(program, path, 'f32le', signal)) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const whole = rest.length - (rest.length % 4)
    meter.add([new Float32Array(new Uint8Array(rest.subarray(0, whole)).buffer)])
    rest = rest.subarray(whole)
  }
  return meter.end()
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
