import { createHash } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'

/**
 * Decoded sound on the disk, with a sum of every half second beside it: what a power cut left half
 * written, a bad disk turned or somebody changed is found before it sounds, not after.
 */

/** Samples under one sum. */
const PIECE = 24_000
const SUM_BYTES = 16
const BYTES = 2

/** The disk does not give what was once written there. */
export class DamagedPcm extends Error {
  /** First sample that it does not give. */
  readonly at: number

  constructor(at: number) {
    super('the decoded sound on the disk is not what was decoded')
    this.name = 'DamagedPcm'
    this.at = at
  }
}

/** Sums of a file of PCM, one after the other, and its length in samples before them. */
export async function sumsOf(file: FileHandle): Promise<Buffer> {
  const sums: Buffer[] = []
  let samples = 0
  for (;;) {
    const pcm = await readPcm(file, samples, PIECE)
    if (pcm.length === 0) break
    sums.push(sumOf(pcm))
    samples += pcm.length
    if (pcm.length < PIECE) break
  }
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(samples))
  return Buffer.concat([length, ...sums])
}

/** A file of PCM and its sums; null when one is not there or they do not belong together. */
export async function openChecked(
  path: string,
  sumsPath: string,
): Promise<Readonly<{ file: FileHandle; sums: Buffer; samples: number }> | null> {
  let file: FileHandle | null = null
  try {
    const sums = await readFile(sumsPath)
    file = await open(path, 'r')
    const samples = Number(sums.readBigUInt64BE(0))
    const belongs = sums.length === 8 + SUM_BYTES * Math.ceil(samples / PIECE)
    if (belongs && (await file.stat()).size === samples * BYTES) return { file, sums, samples }
  } catch {
    // Not decoded, or the disk does not give it: then it is decoded.
  }
  await file?.close()
  return null
}

/**
 * Hands out a stretch piece by piece, each checked, and closes the file.
 * @throws DamagedPcm
 */
export async function* checkedPieces(
  { file, sums, samples }: NonNullable<Awaited<ReturnType<typeof openChecked>>>,
  fromSample: number,
  untilSample: number,
  signal: AbortSignal,
): AsyncGenerator<Int16Array> {
  const end = Math.min(samples, untilSample)
  try {
    for (let at = fromSample; at < end && !signal.aborted; ) {
      const index = Math.floor(at / PIECE)
      const pcm = await readPcm(
        file,
        index * PIECE,
        Math.min(PIECE, samples - index * PIECE),
      ).catch(() => new Int16Array(0))
      const sum = sums.subarray(8 + index * SUM_BYTES, 8 + (index + 1) * SUM_BYTES)
      if (!sumOf(pcm).equals(sum)) throw new DamagedPcm(at)
      const piece = pcm.subarray(at - index * PIECE, end - index * PIECE)
      at += piece.length
      yield piece
    }
  } finally {
    await file.close()
  }
}

function sumOf(pcm: Int16Array): Buffer {
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  return createHash('sha256').update(bytes).digest().subarray(0, SUM_BYTES)
}

/** Samples of a file of PCM; fewer, or none, where it ends. */
export async function readPcm(file: FileHandle, from: number, count: number): Promise<Int16Array> {
  const pcm = new Int16Array(count)
  const bytes = new Uint8Array(pcm.buffer)
  const { bytesRead } = await file.read(bytes, 0, count * BYTES, from * BYTES)
  return pcm.subarray(0, Math.floor(bytesRead / BYTES))
}
