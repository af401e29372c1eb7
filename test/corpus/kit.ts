import { execFile } from 'node:child_process'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { samplePath } from '../../media/samples/samples.ts'

const run = promisify(execFile)

/** What cases are made with. */
export type Kit = Readonly<{
  /** Three seconds of a sample bulletin, 48 kHz mono 16-bit WAV with a header of 44 bytes. */
  voice: string
  /** A folder outside the corpus. */
  folder: string
  /** Turns the voice into a file; the options say which. */
  encode(path: string, ...options: readonly string[]): Promise<void>
  /** Makes a file of a lavfi source, so many seconds long. */
  draw(path: string, source: string, seconds: number, ...options: readonly string[]): Promise<void>
  /** Any other run of ffmpeg. */
  ffmpeg(...args: readonly string[]): Promise<void>
  /** Bytes of the voice in some form. */
  bytes(extension: string, ...options: readonly string[]): Promise<Buffer>
  /** Writes bytes, then makes the file longer by a hole that takes no room. */
  hollow(path: string, head: Uint8Array, length: number): Promise<void>
}>

export async function makeKit(program: string, folder: string): Promise<Kit> {
  const ffmpeg = async (...args: readonly string[]) => {
    await run(program, ['-nostdin', '-v', 'error', '-y', ...args])
  }
  const voice = join(folder, 'voice.wav')
  const sample = ['-ss', '1', '-i', samplePath('2g-da-dung.opus'), '-t', '3']
  const plain = ['-ac', '1', '-ar', '48000', '-map_metadata', '-1', '-fflags', '+bitexact']
  await ffmpeg(...sample, ...plain, voice)
  const encode = (path: string, ...options: readonly string[]) =>
    ffmpeg('-i', voice, ...options, `file:${path}`)
  const known = new Map<string, Promise<Buffer>>()
  return {
    ...{ voice, folder, encode, ffmpeg },
    draw: (path, source, seconds, ...options) =>
      ffmpeg('-f', 'lavfi', '-i', source, '-t', String(seconds), ...options, `file:${path}`),
    bytes: (extension, ...options) => {
      const key = [extension, ...options].join(' ')
      const made = known.get(key) ?? encodeBytes(join(folder, `${known.size}.${extension}`))
      known.set(key, made)
      return made

      async function encodeBytes(path: string): Promise<Buffer> {
        await encode(path, ...options)
        return readFile(path)
      }
    },
    hollow: async (path, head, length) => {
      await writeFile(path, head)
      await truncate(path, length)
    },
  }
}

/** Deterministic bytes without any structure. */
export function noise(length: number, seed = 12_345): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = state >> 16
  }
  return bytes
}

/** The bytes with each line feed made a carriage return and a line feed, as a text transfer does. */
export function asText(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
}

/** An ID3v2.3 tag of these frames. */
export function id3(...frames: readonly (readonly [id: string, body: Uint8Array])[]): Buffer {
  const parts = frames.map(([id, body]) => {
    const head = Buffer.alloc(10)
    head.write(id, 'latin1')
    head.writeUInt32BE(body.length, 4)
    return Buffer.concat([head, body])
  })
  const body = Buffer.concat(parts)
  return Buffer.concat([id3Head(body.length), body])
}

export function id3Head(size: number): Buffer {
  const sevenBits = [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f)
  return Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...sevenBits])
}
