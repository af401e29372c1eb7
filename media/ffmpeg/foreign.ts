/**
 * Formats that are not taken, by their first bytes. Some of them carry MPEG audio in pieces between
 * pictures and packet headers: their frames look like those of an MP3, and decoded so they are
 * garbage. A file of another kind is not searched for frames at all.
 */
const beginnings: readonly string[] = [
  // MPEG: a program stream, a bare film.
  '\0\0\x01\xba',
  '\0\0\x01\xb3',
  // AVI and whatever else is RIFF and no WAVE; films of Flash, of RealPlayer, of Winamp.
  'RIFF',
  'RIFX',
  'FLV\x01',
  '.RMF',
  'NSVf',
  'NSVs',
  // Archives may hold an MP3 as it is; documents; programs.
  'PK\x03\x04',
  'Rar!',
  '7z\xbc\xaf',
  '%PDF',
  '\x7fELF',
]

/** Packets of an MPEG transport stream: how long each is, and where in it stands its sync byte. */
const transportPackets = [
  { bytes: 188, syncAt: 0 },
  // With a time stamp before each, as cameras and Blu-ray discs write it.
  { bytes: 192, syncAt: 4 },
  // With a correction code behind each, as receivers write it.
  { bytes: 204, syncAt: 0 },
] as const
const SYNC_BYTE = 0x47
/** Chance does not put so many sync bytes where they belong. */
const PACKETS_THAT_CONVINCE = 4

/** How many of a file's first bytes are to be looked at. */
export const FOREIGN_BYTES = 1024

/** @param head the first bytes of a file that is none of the formats with a signature of their own */
export function isForeign(head: Uint8Array): boolean {
  const four = Buffer.from(head.subarray(0, 4)).toString('latin1')
  if (beginnings.includes(four)) return true
  return transportPackets.some(({ bytes, syncAt }) =>
    Array.from({ length: PACKETS_THAT_CONVINCE }, (_, packet) => packet * bytes + syncAt).every(
      (at) => head[at] === SYNC_BYTE,
    ),
  )
}
