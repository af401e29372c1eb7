import { open } from 'node:fs/promises'
import { FOREIGN_BYTES, isForeign } from './foreign.ts'
import {
  findFrames,
  type ParseFrame,
  parseAdtsFrame,
  parseMpegFrame,
  shareOfFrames,
} from './frames.ts'

/** The one demuxer that an upload may meet, and how many bytes before its sound are not shown to it. */
export type Recognised = Readonly<{ demuxer: Demuxer; skipBytes: number }>

export type Demuxer =
  | 'mp3'
  | 'aac'
  | 'wav'
  | 'w64'
  | 'flac'
  | 'ogg'
  | 'amr'
  | 'asf'
  | 'aiff'
  | 'caf'
  | 'mov'
  | 'matroska'

/** Reads up to `length` bytes from a place of the file; fewer at its end. */
type ReadAt = (position: number, length: number) => Promise<Uint8Array>

/** Junk before the first frame of a damaged MP3 or AAC file that is looked through. */
const SEARCHED_BYTES = 1 << 20
/** Chance does not put so many frame headers where they belong. */
const FRAMES_THAT_CONVINCE = 4
/**
 * Of the bytes from the first frame on. A damaged MP3 has nine tenths; a film whose sound is MPEG
 * audio, less than a third.
 */
const LEAST_SHARE_OF_FRAMES = 0.5
/** Tags in front of the sound; more than a few are somebody's joke. */
const MOST_TAGS = 8
const TAG_HEADER_BYTES = 10

/**
 * Says by the file's own first bytes what ffmpeg is to read it as; null when it is none of the
 * formats that we take. ffmpeg never guesses: its own probing also knows playlists, pictures,
 * subtitles and scripts, which make it open other files and addresses.
 */
export async function recogniseFile(path: string): Promise<Recognised | null> {
  const file = await open(path)
  try {
    return await recognise(async (position, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
      return buffer.subarray(0, bytesRead)
    })
  } finally {
    await file.close()
  }
}

/** ID3 tags are passed over here, so that their pictures and texts never reach ffmpeg. */
async function recognise(readAt: ReadAt): Promise<Recognised | null> {
  const start = await skipTags(readAt)
  const head = await readAt(start, FOREIGN_BYTES)
  const demuxer = byMagic(head)
  if (demuxer !== null) return { demuxer, skipBytes: start }
  if (isForeign(head)) return null
  // A tag that lies about its length hides the sound behind it; so the search begins within it too.
  for (const from of new Set([start, Math.min(start, TAG_HEADER_BYTES)])) {
    const found = await byFrames(readAt, from)
    if (found !== null) return found
  }
  return null
}

/** Where the sound begins behind ID3v2 tags. */
async function skipTags(readAt: ReadAt): Promise<number> {
  let start = 0
  for (let count = 0; count < MOST_TAGS; count++) {
    const head = await readAt(start, TAG_HEADER_BYTES)
    if (head.length < TAG_HEADER_BYTES || text(head, 0, 3) !== 'ID3') return start
    const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : TAG_HEADER_BYTES
    const size = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    start += TAG_HEADER_BYTES + size + footer
  }
  return start
}

function byMagic(head: Uint8Array): Demuxer | null {
  const four = text(head, 0, 4)
  const kind = text(head, 8, 12)
  if (['RIFF', 'RIFX', 'RF64', 'BW64'].includes(four) && kind === 'WAVE') return 'wav'
  if (four === 'FORM' && ['AIFF', 'AIFC'].includes(kind)) return 'aiff'
  if (four === 'fLaC') return 'flac'
  if (four === 'OggS') return 'ogg'
  if (four === 'caff') return 'caf'
  if (['#!AMR\n', '#!AMR-'].includes(text(head, 0, 6))) return 'amr'
  const found = guids.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))
  if (found !== undefined) return found[1]
  return MOV_ATOMS.includes(text(head, 4, 8)) ? 'mov' : null
}

/** What an ISO media or QuickTime file may begin with. */
const MOV_ATOMS = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']

const guids: readonly (readonly [bytes: readonly number[], demuxer: Demuxer])[] = [
  [[0x1a, 0x45, 0xdf, 0xa3], 'matroska'],
  [
    [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0, 0xaa, 0, 0x62, 0xce, 0x6c],
    'asf',
  ],
  [
    [0x72, 0x69, 0x66, 0x66, 0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0],
    'w64',
  ],
]

const frameFormats: readonly (readonly [demuxer: Demuxer, parse: ParseFrame])[] = [
  ['mp3', parseMpegFrame],
  ['aac', parseAdtsFrame],
]

async function byFrames(readAt: ReadAt, from: number): Promise<Recognised | null> {
  const searched = await readAt(from, SEARCHED_BYTES)
  for (const [demuxer, parse] of frameFormats) {
    const first = findFrames(searched, parse, FRAMES_THAT_CONVINCE)
    if (first === null) continue
    const sound = await readAt(from + first, SEARCHED_BYTES)
    if (shareOfFrames(sound, parse) < LEAST_SHARE_OF_FRAMES) continue
    return { demuxer, skipBytes: from + first }
  }
  return null
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}
