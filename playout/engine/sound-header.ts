import { open } from 'node:fs/promises'
import { parseMpegFrame } from '../../media/ffmpeg/frames.ts'

/** What the first bytes of a sound file say of it. */
export type SoundHeader =
  | Readonly<{ kind: 'wav' | 'flac' | 'vorbis' | 'opus' }>
  /** Whether its samples are at the house's rate. */
  | Readonly<{ kind: 'mp3'; atHouseRate: boolean; bytes: number }>

const HEAD_BYTES = 64
const TAG_HEADER_BYTES = 10
/** PCM as it is; every other kind of WAV is rare. */
const WAV_PCM = 1
const WAV_EXTENSIBLE = 0xfffe
const OPUS_MONO = 1
/** MPEG-1 layer III at 48 kHz, as `parseMpegFrame` names it. */
const HOUSE_MP3 = 'mpeg 3 3 48000'

/** Null when it is none of these, or says something unusual of itself. */
export async function readSoundHeader(path: string): Promise<SoundHeader | null> {
  const file = await open(path)
  try {
    const read = async (at: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, at)
      return buffer.subarray(0, bytesRead)
    }
    const { size } = await file.stat()
    const head = await read(0)
    if (head.length < HEAD_BYTES) return null
    const text = head.toString('latin1')
    if (text.startsWith('RIFF') && text.startsWith('WAVEfmt ', 8))
      return wavCoding(head) === WAV_PCM && head.readUInt32LE(4) + 8 === size
        ? { kind: 'wav' }
        : null
    if (text.startsWith('fLaC')) return { kind: 'flac' }
    if (text.startsWith('OggS')) {
      if (text.startsWith('\x01vorbis', 28)) return { kind: 'vorbis' }
      return text.startsWith('OpusHead', 28) && head[37] === OPUS_MONO ? { kind: 'opus' } : null
    }
    const start = text.startsWith('ID3') ? tagBytes(head) : 0
    const frame = parseMpegFrame(start === 0 ? head : await read(start), 0)
    if (!frame || !/^mpeg \d 3 /.test(frame.kind)) return null
    return { kind: 'mp3', atHouseRate: frame.kind === HOUSE_MP3, bytes: size - start }
  } finally {
    await file.close()
  }
}

/** What its samples are coded as, which an extended header says further on. */
function wavCoding(head: Buffer): number {
  const coding = head.readUInt16LE(20)
  return coding === WAV_EXTENSIBLE ? head.readUInt16LE(44) : coding
}

/** An ID3v2 tag with its header. */
function tagBytes(head: Buffer): number {
  const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0)
  return TAG_HEADER_BYTES + size
}
