import { type FileHandle, open, rename, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { WAV_HEADER_BYTES, wavHeader } from '../../media/wav-header.ts'
import { SAMPLE_RATE } from '../contract/time.ts'

/**
 * What a former run recorded is never written over: it goes on lying beside the new file as
 * `OUT-1.wav`, `OUT-2.wav` …, with its sidecar, and its header says how long it really is.
 *
 * @returns its new path; null when there was nothing to keep
 */
export async function setAside(path: string): Promise<string | null> {
  const there = await stat(path).catch(() => null)
  // What is no plain file (/dev/null, a pipe) keeps nothing.
  if (!there?.isFile() || there.size <= WAV_HEADER_BYTES) return null
  const file = await open(path, 'r+')
  try {
    await mendHeader(file, there.size)
  } finally {
    await file.close()
  }
  const aside = await freeName(path)
  await rename(path, aside)
  await rename(`${path}.json`, `${aside}.json`).catch(() => {})
  return aside
}

/** A run that was killed left a header of up to a second before. */
async function mendHeader(file: FileHandle, size: number): Promise<void> {
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  await file.read(header, 0, WAV_HEADER_BYTES, 0)
  const isOurs =
    header.toString('latin1', 0, 4) === 'RIFF' &&
    header.readUInt32LE(24) === SAMPLE_RATE &&
    header.toString('latin1', 36, 40) === 'data'
  if (!isOurs) return
  const samples = Math.floor((size - WAV_HEADER_BYTES) / 2)
  await file.write(wavHeader(SAMPLE_RATE, samples), 0, WAV_HEADER_BYTES, 0)
}

async function freeName(path: string): Promise<string> {
  const end = extname(path)
  const stem = path.slice(0, path.length - end.length)
  for (let number = 1; ; number++) {
    const name = `${stem}-${number}${end}`
    const isTaken = await stat(name).then(
      () => true,
      () => false,
    )
    if (!isTaken) return name
  }
}
