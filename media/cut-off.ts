import { type FileHandle, open } from 'node:fs/promises'
import type { Recognised } from './ffmpeg/recognise.ts'

/** Most chunks of a file that are passed over; a recorder writes five. */
const MOST_CHUNKS = 64
/** A last chunk may lack what fills it up. */
const PADDING_BYTES = 8

/**
 * Whether a large-file format (RF64, BW64, Wave64, CAF), which the parser of headers does not know,
 * says that it is longer than it is. A length that was never filled in says nothing.
 */
export async function isCutOff(path: string, recognised: Recognised): Promise<boolean> {
  const file = await open(path)
  try {
    const promised = await promisedBytes(file, recognised)
    const { size } = await file.stat()
    return promised !== null && promised > BigInt(size + PADDING_BYTES)
  } finally {
    await file.close()
  }
}

/** Where the file should end; null when it does not say. */
async function promisedBytes(
  file: FileHandle,
  { demuxer, skipBytes }: Recognised,
): Promise<bigint | null> {
  const start = BigInt(skipBytes)
  if (demuxer === 'caf') return endOfChunks(file, start)
  const head = await read(file, start, 32)
  if (head === null) return null
  const isLargeWave = demuxer === 'wav' && head.toString('latin1', 12, 16) === 'ds64'
  if (demuxer !== 'w64' && !isLargeWave) return null
  const bytes = demuxer === 'w64' ? head.readBigInt64LE(16) : head.readBigInt64LE(20) + 8n
  return bytes < 0n ? null : start + bytes
}

/** Of a CAF: its chunks one behind the other, up to the one that reaches beyond the file. */
async function endOfChunks(file: FileHandle, start: bigint): Promise<bigint | null> {
  let end = start + 8n
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await read(file, end, 12)
    // Junk behind the last chunk promises nothing.
    if (head === null || !/^[a-z]{4}$/.test(head.toString('latin1', 0, 4))) break
    const bytes = head.readBigInt64BE(4)
    if (bytes < 0n) return null
    end += 12n + bytes
  }
  return end
}

/** Null where there are not so many bytes. */
async function read(file: FileHandle, position: bigint, length: number): Promise<Buffer | null> {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) return null
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, Number(position))
  return bytesRead === length ? buffer : null
}
