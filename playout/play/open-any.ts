import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { uploadInput } from '../../media/ffmpeg/inputs.ts'
import { recogniseFile } from '../../media/ffmpeg/recognise.ts'
import { runInto } from '../../media/run-into.ts'
import { SAMPLE_RATE } from '../contract/time.ts'
import type { Decoder } from '../engine/sound.ts'
import { mp4Seconds } from './mp4-length.ts'

/** Decodes sound files of any format, as they come from a person. */
export function anyDecoder(ffmpeg: () => Promise<string>): Decoder {
  return {
    open: async function* (path, fromSample, _untilSample, signal) {
      const args = await argsOf(path, fromSample)
      yield* heard(
        spawn(await ffmpeg(), args, {
          stdio: ['ignore', 'pipe', 'pipe'],
          signal,
          killSignal: 'SIGKILL',
        }),
        signal,
      )
    },
    decodeInto: async (path, file, signal) =>
      runInto({ args: await argsOf(path, 0, MOST_SECONDS), program: await ffmpeg(), file, signal }),
  }
}

/** A small file that goes on for days must not fill the disk: 1 GB. */
const MOST_SECONDS = 3 * 3_600

async function argsOf(path: string, fromSample: number, seconds?: number): Promise<string[]> {
  const recognised = await recogniseFile(path)
  if (!recognised) throw new Error('not a sound file')
  const { source, options } = uploadInput(path, recognised)
  const seek = fromSample === 0 ? [] : ['-ss', (fromSample / SAMPLE_RATE).toFixed(6)]
  const before = ['-nostdin', '-v', 'error', '-threads', '1', '-vn', '-sn', ...options, ...seek]
  const after = ['-map', '0:a:0', '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1']
  const sounds = recognised.demuxer === 'mov' ? await mp4Seconds(path) : null
  const left = sounds === null ? null : Math.max(0, sounds - fromSample / SAMPLE_RATE)
  const most = Math.min(left ?? Number.POSITIVE_INFINITY, seconds ?? Number.POSITIVE_INFINITY)
  const limit = most === Number.POSITIVE_INFINITY ? [] : ['-t', most.toFixed(6)]
  return [...before, '-i', source, ...limit, ...after]
}

async function* heard(
  child: ChildProcessByStdio<null, Readable, Readable>,
  signal: AbortSignal,
): AsyncGenerator<Int16Array> {
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-300)
  })
  const exit = new Promise<number | Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('close', resolve)
  })
  let odd: Buffer = Buffer.alloc(0)
  for await (const bytes of child.stdout as AsyncIterable<Buffer>) {
    const joined = odd.length === 0 ? bytes : Buffer.concat([odd, bytes])
    const whole = joined.length - (joined.length % 2)
    odd = joined.subarray(whole)
    // A copy, since Node's buffers may begin at an odd address.
    yield new Int16Array(new Uint8Array(joined.subarray(0, whole)).buffer)
  }
  const code = await exit
  if (code !== 0 && !signal.aborted)
    throw new Error(code instanceof Error ? code.message : complaint.trim() || `exit ${code}`)
}
