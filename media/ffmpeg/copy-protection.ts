import { open } from 'node:fs/promises'

/** Sample entries whose sound is encrypted: FairPlay's, and that of ISO 23001-7 (common encryption). */
const LOCKED = ['drms', 'enca']
/** The way to the sample entries; each is an atom that holds the next. */
const WAY = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']
/** Version, flags and count stand before the entries of `stsd`. */
const STSD_HEAD = 8
const MOST_ATOMS = 2000

/**
 * Whether the sound of an MP4 is locked by copy protection. ffmpeg decodes what it finds all the
 * same, and what comes out is noise.
 */
export async function isCopyProtected(path: string): Promise<boolean> {
  const file = await open(path)
  let looked = 0
  try {
    return await holdsLocked(0, (await file.stat()).size, WAY)
  } finally {
    await file.close()
  }

  async function holdsLocked(from: number, to: number, way: readonly string[]): Promise<boolean> {
    for (let at = from; at + 8 <= to && looked < MOST_ATOMS; looked++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at)
      if (bytesRead < 8) return false
      const name = buffer.toString('latin1', 4, 8)
      const small = buffer.readUInt32BE(0)
      const head = small === 1 ? 16 : 8
      const size = small === 1 ? Number(buffer.readBigUInt64BE(8)) : small === 0 ? to - at : small
      if (size < head) return false
      if (way.length === 0 && LOCKED.includes(name)) return true
      if (name === way[0]) {
        const inner = at + head + (name === 'stsd' ? STSD_HEAD : 0)
        if (await holdsLocked(inner, Math.min(to, at + size), way.slice(1))) return true
      }
      at += size
    }
    return false
  }
}
