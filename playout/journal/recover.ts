import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Disk, writeDurably } from '../../media/store/durable.ts'
import { CHAIN_START } from '../contract/event.ts'
import type { PublicKey } from '../contract/signature.ts'
import type { Instant } from '../contract/time.ts'
import { type Head, headAfter, type Line, readSegment, type SegmentContent } from './segment.ts'

/** What a journal's folder holds after everything torn has been put aside. */
export type Recovered = Readonly<{
  head: Head
  /** The segment that goes on; null to begin a new one. */
  segment: Readonly<{ path: string; bytes: number }> | null
  /** Lines of the last days, oldest first. */
  recent: readonly Line[]
  /** Bytes that were no whole line of the chain and were put aside. */
  tornBytes: number
  /** Lines that were there once and that this disk no longer has. */
  lostLines: number
}>

/** Lines older than this play no part in what is planned now. */
const RECENT_MS = 3 * 86_400_000

/** `000000000421.jsonl` holds the lines from seq 421 on. */
export function segmentName(firstSeq: number): string {
  return `${String(firstSeq).padStart(12, '0')}.jsonl`
}

export async function listSegments(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => /^\d{12}\.jsonl$/.test(name)).sort()
}

/** Finds the end of the chain, after a power cut at any instant. */
export async function recoverSegments(
  folder: string,
  key: PublicKey,
  kept: Head,
  now: Instant,
  disk: Disk,
): Promise<Recovered> {
  let tornBytes = 0
  let lostLines = 0
  let head: Head | null = null
  let segment: Recovered['segment'] = null
  const recent: Line[] = []
  const names = await listSegments(folder)
  for (const [index, name] of names.entries()) {
    const path = join(folder, name)
    const isLast = index === names.length - 1
    if (index < names.length - 2 && (await stat(path)).mtimeMs < now - RECENT_MS) continue
    const before = head ?? (Number.parseInt(name, 10) === 1 ? START : null)
    let content = await readSegment(path, key, before)
    // After a gap that a bad disk made further back, what follows still counts.
    if (content.lines.length === 0 && before && before !== START)
      content = await readSegment(path, key, null)
    const first = content.lines[0]
    if (first && before) lostLines += first.event.seq - before.seq - 1
    if (isLast && content.goodBytes < content.bytes) {
      tornBytes += content.bytes - content.goodBytes
      // A disk that cannot be written to now keeps it; what is written later goes over it.
      await putAside(path, content, disk).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EROFS' && error.code !== 'ENOSPC') throw error
      })
    }
    recent.push(...content.lines)
    head = headAfter(content.lines) ?? head
    segment = { path, bytes: content.goodBytes }
  }
  const found = head ?? START
  if (found.seq >= kept.seq) return { head: found, segment, recent, tornBytes, lostLines }
  return {
    head: kept,
    segment: null,
    recent,
    tornBytes,
    lostLines: lostLines + kept.seq - found.seq,
  }
}

const START: Head = { seq: 0, hash: CHAIN_START }

/** Keeps what was torn off for whoever wants to look, then cuts it off. */
async function putAside(path: string, content: SegmentContent, disk: Disk): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const torn = Buffer.alloc(content.bytes - content.goodBytes)
    await file.read(torn, 0, torn.length, content.goodBytes)
    await writeDurably(`${path}.torn`, [torn], disk)
    await file.truncate(content.goodBytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Removes whole segments that the server keeps and whose time has passed. */
export async function removeOld(
  folder: string,
  keptSeq: number,
  before: Instant,
): Promise<readonly string[]> {
  const names = await listSegments(folder)
  const removed: string[] = []
  for (const [index, name] of names.entries()) {
    const next = names[index + 1]
    if (next === undefined || Number.parseInt(next, 10) - 1 > keptSeq) break
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs >= before) break
    await rm(path)
    removed.push(name)
  }
  return removed
}
