import { type FileHandle, open } from 'node:fs/promises'

/** Media samples that a codec puts behind the sound to fill its last frames; AAC has 2048 in a frame at most. */
const MOST_PADDING = 4 * 1024
/** Boxes side by side that are looked at. */
const MOST_BOXES = 64
const MOST_RUNS = 1024
/** The remark of an encoder: delay, padding and samples of the sound, each hexadecimal. */
const REMARK = /iTunSMPB.{0,40}? [0-9A-F]{8} ([0-9A-F]{8}) [0-9A-F]{8} ([0-9A-F]{16})/s
const LARGEST_REMARKS = 65_536

type Box = Readonly<{ kind: string; from: number; until: number }>
type Span = Pick<Box, 'from' | 'until'>

/**
 * How long the sound of an MP4 is, s: what ffmpeg decodes of it has the filling of the last frame
 * behind it, 8 ms and more. Null where the file does not say it, or says what its frames belie: then
 * all is sound.
 *
 * @throws Error when the file cannot be read
 */
export async function mp4Seconds(path: string): Promise<number | null> {
  const file = await open(path)
  try {
    return await secondsOf(file, { from: 0, until: (await file.stat()).size })
  } finally {
    await file.close()
  }
}

async function secondsOf(file: FileHandle, whole: Span): Promise<number | null> {
  const film = await inside(file, whole, 'moov')
  const tracks = film === null ? [] : await boxes(file, film)
  for (const track of tracks.filter(({ kind }) => kind === 'trak')) {
    const kind = await bytes(file, await inside(file, track, 'mdia', 'hdlr'), 12)
    if (kind?.toString('latin1', 8, 12) !== 'soun') continue
    const header = await mediaHeader(file, await inside(file, track, 'mdia', 'mdhd'))
    const frames = await framesOf(file, await inside(file, track, 'mdia', 'minf', 'stbl', 'stts'))
    if (header === null || frames === null) return null
    const sound = (await remarked(file, film)) ?? (await edited(file, track, header.end))
    if (sound === null) return null
    const padding = frames - sound.begin - sound.length
    const isCredible = sound.length > 0 && padding >= 0 && padding <= MOST_PADDING
    return isCredible ? sound.length / header.scale : null
  }
  return null
}

type Sound = Readonly<{ begin: number; length: number }>

async function remarked(file: FileHandle, film: Span | null): Promise<Sound | null> {
  const tags = film && (await inside(file, film, 'udta'))
  const text = await bytes(file, tags, Math.min(LARGEST_REMARKS, spread(tags)))
  const [, delay, length] = text?.toString('latin1').match(REMARK) ?? []
  if (delay === undefined || length === undefined) return null
  return { begin: Number.parseInt(delay, 16), length: Number.parseInt(length, 16) }
}

/** One edit that leaves out the beginning alone; what else may be edited is ffmpeg's to follow. */
async function edited(file: FileHandle, track: Span, end: number): Promise<Sound | null> {
  const list = await inside(file, track, 'edts', 'elst')
  const head = await bytes(file, list, 8)
  if (!list || head === null || head.readUInt32BE(4) !== 1) return null
  const edit = await bytes(file, { from: list.from + 8, until: list.until }, head[0] === 1 ? 16 : 8)
  if (edit === null) return null
  const begin = head[0] === 1 ? Number(edit.readBigInt64BE(8)) : edit.readInt32BE(4)
  return begin < 0 || begin > MOST_PADDING ? null : { begin, length: end - begin }
}

async function mediaHeader(file: FileHandle, box: Span | null) {
  const head = await bytes(file, box, 20)
  if (head === null) return null
  if (head[0] !== 1) return { scale: head.readUInt32BE(12), end: head.readUInt32BE(16) }
  const long = await bytes(file, box, 32)
  return long && { scale: long.readUInt32BE(20), end: Number(long.readBigUInt64BE(24)) }
}

/** Media samples of all frames together. */
async function framesOf(file: FileHandle, box: Span | null): Promise<number | null> {
  const head = await bytes(file, box, 8)
  const runs = Math.min(head?.readUInt32BE(4) ?? 0, MOST_RUNS)
  const table = await bytes(file, box, 8 + 8 * runs)
  if (table === null) return null
  let sum = 0
  for (let at = 8; at < table.length; at += 8)
    sum += table.readUInt32BE(at) * table.readUInt32BE(at + 4)
  return sum
}

async function inside(file: FileHandle, around: Span, ...kinds: string[]): Promise<Span | null> {
  let found: Span | null = around
  for (const kind of kinds)
    found = found && ((await boxes(file, found)).find((box) => box.kind === kind) ?? null)
  return found
}

async function boxes(file: FileHandle, { from, until }: Span): Promise<Box[]> {
  const found: Box[] = []
  for (let at = from; at + 8 <= until && found.length < MOST_BOXES; ) {
    const head = await bytes(file, { from: at, until }, 8)
    if (head === null) break
    const short = head.readUInt32BE(0)
    const long = short === 1 ? await bytes(file, { from: at + 8, until }, 8) : null
    const length = long ? Number(long.readBigUInt64BE(0)) : short || until - at
    const begin = at + (long ? 16 : 8)
    const end = at + length
    if (end < begin || end > until) break
    found.push({ kind: head.toString('latin1', 4, 8), from: begin, until: end })
    at = end
  }
  return found
}

function spread(span: Span | null): number {
  return span ? span.until - span.from : 0
}

/** The first so many; null where there are fewer. */
async function bytes(file: FileHandle, span: Span | null, count: number): Promise<Buffer | null> {
  if (span === null || spread(span) < count) return null
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, span.from)
  return bytesRead === count ? buffer : null
}
