import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../sync/state-folder.ts'

/** A piece of live sound, as listeners fetch it. */
export type HlsSegment = Readonly<{
  frames: readonly Buffer[]
  seconds: number
  /** UTC ms at which its first sample is heard. */
  startsAt: number
  /** Place of its first sample among all ever given, in 90 kHz: it goes on over the segments. */
  timestamp: number
  /** It does not go on from the one before. */
  isCut: boolean
}>

/** The playlist and the segments of it in a folder. Each appears under its name only when whole. */
export type HlsFolder = Readonly<{
  /** @throws Error when the disk does not take it */
  publish(segment: HlsSegment): Promise<void>
}>

const PLAYLIST = 'index.m3u8'
const LISTED = 6
/** What is no longer listed is there for slow listeners for as many more. */
const KEPT = 10
/** The longest segment, s, rounded as the playlist says it. */
const TARGET_SECONDS = 2

/** @param first number of the first segment, above those of every former run */
export async function openHlsFolder(folder: string, first: number): Promise<HlsFolder> {
  await makeFolder(folder)
  await removeStale(folder)
  let sequence = first
  let cuts = 0
  let listed: readonly Readonly<{ name: string; lines: readonly string[]; isCut: boolean }>[] = []
  let old: readonly string[] = []

  return {
    publish: async (segment) => {
      const name = `air-${sequence}.aac`
      await writeWhole(folder, name, [timestampTag(segment.timestamp), ...segment.frames])
      const { isCut } = segment
      const lines = [
        ...(isCut ? ['#EXT-X-DISCONTINUITY'] : []),
        `#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(segment.startsAt)).toISOString()}`,
        `#EXTINF:${segment.seconds.toFixed(6)},`,
        name,
      ]
      const all = [...listed, { name, lines, isCut }]
      const gone = all.slice(0, -LISTED)
      const next = all.slice(-LISTED)
      const gones = gone.filter((one) => one.isCut).length
      const head = [
        ...['#EXTM3U', '#EXT-X-VERSION:3', `#EXT-X-TARGETDURATION:${TARGET_SECONDS}`],
        `#EXT-X-MEDIA-SEQUENCE:${sequence + 1 - next.length}`,
        `#EXT-X-DISCONTINUITY-SEQUENCE:${cuts + gones}`,
      ]
      const text = [...head, ...next.flatMap((one) => one.lines), ''].join('\n')
      await writeWhole(folder, PLAYLIST, [Buffer.from(text)])
      listed = next
      sequence++
      cuts += gones
      old = [...old, ...gone.map((one) => one.name)]
      for (const file of old.slice(0, -KEPT)) await rm(join(folder, file), { force: true })
      old = old.slice(-KEPT)
    },
  }
}

async function writeWhole(folder: string, name: string, pieces: readonly Buffer[]): Promise<void> {
  const part = join(folder, `${name}.tmp`)
  try {
    await writeFile(part, Buffer.concat(pieces))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // Somebody took the folder away.
    await makeFolder(folder)
    await writeFile(part, Buffer.concat(pieces))
  }
  await rename(part, join(folder, name))
}

/** A former run's playlist would make listeners hear yesterday. */
async function removeStale(folder: string): Promise<void> {
  for (const file of await readdir(folder))
    if (/^(index\.m3u8|air-\d+\.(ts|aac))(\.tmp)?$/.test(file)) await rm(join(folder, file))
}

const OWNER = 'com.apple.streaming.transportStreamTimestamp\0'

/** The ID3 tag with which a segment of plain AAC says its place (RFC 8216, section 3.4). */
function timestampTag(timestamp: number): Buffer {
  const owner = Buffer.from(OWNER, 'latin1')
  const body = Buffer.alloc(owner.length + 8)
  owner.copy(body)
  body.writeBigUInt64BE(BigInt(timestamp) & 0x1_ffff_ffffn, owner.length)
  const frame = Buffer.alloc(10 + body.length)
  frame.write('PRIV', 'latin1')
  // Sizes here are below 128, so that "syncsafe" is plain.
  frame[7] = body.length
  body.copy(frame, 10)
  const head = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, frame.length])
  return Buffer.concat([head, frame])
}
