import type { FileHandle } from 'node:fs/promises'
import { HEARING_RATE } from './bands.ts'

/** Plain 16-bit PCM whose rate is a multiple of ours: what recorders and tuners write, read without ffmpeg. */
export type PlainWav = Readonly<{
  channels: 1 | 2
  /** Samples of the file to one of ours. */
  ratio: number
  dataFrom: number
  dataBytes: number
}>

const RATIOS = [1, 2, 3, 4, 6]
const HEADER_BYTES = 4096

/** Null for anything else or anything odd: ffmpeg then says what it is. */
export async function readPlainWav(file: FileHandle): Promise<PlainWav | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  const head = buffer.subarray(0, bytesRead)
  const { size } = await file.stat()
  if (bytesRead < 44 || tag(head, 0) !== 'RIFF' || tag(head, 8) !== 'WAVE') return null
  let format: Pick<PlainWav, 'channels' | 'ratio'> | null = null
  for (let at = 12; at + 8 <= head.length; ) {
    const length = head.readUInt32LE(at + 4)
    const body = at + 8
    if (tag(head, at) === 'fmt ' && body + 16 <= head.length) format = readFormat(head, body)
    if (tag(head, at) === 'data') {
      // A recorder that lost power wrote 0 or −1 here, and the sound is there all the same.
      const dataBytes = Math.min(length === 0 ? Number.POSITIVE_INFINITY : length, size - body)
      return format === null ? null : { ...format, dataFrom: body, dataBytes }
    }
    at = body + length + (length % 2)
  }
  return null
}

function readFormat(head: Buffer, at: number): Pick<PlainWav, 'channels' | 'ratio'> | null {
  const channels = head.readUInt16LE(at + 2)
  const ratio = head.readUInt32LE(at + 4) / HEARING_RATE
  const isPlain = head.readUInt16LE(at) === 1 && head.readUInt16LE(at + 14) === 16
  if (!isPlain || !RATIOS.includes(ratio) || (channels !== 1 && channels !== 2)) return null
  return head.readUInt16LE(at + 12) === 2 * channels ? { channels, ratio } : null
}

function tag(head: Buffer, at: number): string {
  return head.toString('latin1', at, at + 4)
}
