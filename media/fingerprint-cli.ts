import { createWriteStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { findFfmpeg } from './ffmpeg/find.ts'
import { type Fingerprint, fingerprint, readFingerprint } from './hearing/fingerprint.ts'
import { listen } from './hearing/listen.ts'

/** `tiep-am fingerprint RECORDING OUT`: what matching needs of a recording, without its voices. */
export async function runFingerprint(
  env: Readonly<Record<string, string | undefined>>,
  [path, out]: readonly string[],
): Promise<void> {
  if (path === undefined || out === undefined) throw new Error('say RECORDING and OUT')
  const { path: program } = await findFfmpeg(env)
  const bits = fingerprint(listen({ program, path }))
  await pipeline(Readable.from(bits), createWriteStream(out, { flags: 'wx' }))
}

/** Longer than this no fingerprint is: a day, an hour, and its header. */
const MOST_BYTES = 25 * 3600 * 125 + 8

/** Null if the file is none: then it may be sound. */
export async function openFingerprint(path: string): Promise<Fingerprint | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(new Uint8Array(8), 0, 8, 0)
    if (readFingerprint(buffer) === null || size > MOST_BYTES) return null
  } finally {
    await file.close()
  }
  return readFingerprint(await readFile(path))
}
