import { spawn } from 'node:child_process'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { SAMPLE_RATE } from '../../playout/contract/time.ts'

/** Decodes a file or an address to 48 kHz mono samples in −1…1, at most `seconds` of it. */
export async function hear(
  source: string,
  seconds: number,
  fromEnd = false,
): Promise<Float32Array> {
  const { path } = await findFfmpeg(process.env)
  const args = [
    ...['-v', 'error', '-nostdin', '-analyzeduration', '200000', '-probesize', '32000'],
    ...(source.includes('.m3u8') ? ['-live_start_index', fromEnd ? '-1' : '-3'] : []),
    ...['-i', source, '-t', String(seconds), '-vn', '-ac', '1', '-ar', String(SAMPLE_RATE)],
    ...['-f', 'f32le', 'pipe:1'],
  ]
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const stop = setTimeout(() => child.kill('SIGKILL'), (seconds + 15) * 1000)
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  clearTimeout(stop)
  const bytes = Buffer.concat(chunks)
  const whole = new Uint8Array(bytes.length - (bytes.length % 4))
  whole.set(bytes.subarray(0, whole.length))
  return new Float32Array(whole.buffer)
}

/** Mean level, dBFS (a full-scale square is 0). */
function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return 10 * Math.log10(sum / Math.max(1, samples.length) || 1e-12)
}

/** Level of the loudest second, dBFS: speech pauses do not hide that there was speech. */
export function loudestSecond(samples: Float32Array): number {
  let loudest = -120
  for (let from = 0; from + SAMPLE_RATE <= samples.length; from += SAMPLE_RATE / 4)
    loudest = Math.max(loudest, levelOf(samples.subarray(from, from + SAMPLE_RATE)))
  return loudest
}
