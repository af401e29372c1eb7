import { type FileHandle, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Disk, nodeDisk } from '../../media/store/durable.ts'
import {
  type ClockReading,
  eventHash,
  eventText,
  type Happening,
  type StationEvent,
} from '../contract/event.ts'
import type { Digest, StationId } from '../contract/ids.ts'
import { keyIdOf, type Signed, type Signer } from '../contract/signature.ts'
import { type Clock, sleep } from '../contract/time.ts'
import { readKeptMark, writeKeptMark } from './kept-mark.ts'
import { listSegments, recoverSegments, removeOld, segmentName } from './recover.ts'
import { type Head, type Line, lineText, readSegment } from './segment.ts'

/**
 * The station's own log: append-only, each line signed and naming the hash of the line before,
 * synced to the disk before anybody hears of it. Nothing in it is ever rewritten.
 */
export type Journal = Readonly<{
  /**
   * Adds an event. Resolves when it is on the disk; while the disk is full or gone it waits in
   * memory, and sound goes on.
   */
  append(happening: Happening): Promise<StationEvent>
  head(): Head
  /** Signed lines after `seq`, in order, at most so many and so many bytes. */
  read(afterSeq: number, lines: number, bytes: number): Promise<readonly Signed[]>
  /** The last event that the server said it keeps. */
  keptSeq(): number
  setKept(seq: number): Promise<void>
  /** Why nothing can be written just now; null when all is well. */
  fault(): string | null
  /** Events that wait for the disk. */
  waiting(): number
  /** Lines of the last three days, as found at the start. */
  recent: readonly Line[]
  /** Waits for what was appended, within a second, and closes the file. */
  close(): Promise<void>
}>

export type JournalParts = Readonly<{
  folder: string
  station: StationId
  signer: Signer
  clock: Clock
  /** The clock as it stands when something happens. */
  reading(): ClockReading
  /** Newest ledger checkpoint seen. */
  checkpoint(): string | null
  disk?: Disk
}>

const SEGMENT_BYTES = 1_000_000
const RETRY_MS = 1_000
const KEEP_MS = 90 * 86_400_000
const MAX_BATCH = 100
const MAX_NEWEST = 500
/** Quotes in a text double when it is put into JSON again: about 120 in an event. */
const JSON_OVERHEAD = 200

type Pending = Readonly<{
  happening: Happening
  clock: ClockReading
  checkpoint: string | null
  written(event: StationEvent): void
}>

export async function openJournal(parts: JournalParts): Promise<Journal> {
  const { folder, signer, clock, disk = nodeDisk } = parts
  await mkdir(folder, { recursive: true })
  const keptPath = join(folder, 'kept.json')
  let kept = await readKeptMark(keptPath)
  const found = await recoverSegments(folder, signer.publicKey, kept, clock.now(), disk)
  const key = keyIdOf(signer.publicKey)
  let head = found.head
  /** Opened when there is something to write: a disk that cannot be written to keeps no sound back. */
  let segment: { path: string; file: FileHandle | null; bytes: number } | null = found.segment && {
    ...found.segment,
    file: null,
  }
  let fault: string | null = null
  /** The newest lines: what is sent to the server is nearly always among them. */
  let newest = found.recent.slice(-MAX_NEWEST)
  let queue: Pending[] = []
  let working: Promise<void> | null = null

  async function signNext(pending: Pending, after: Head): Promise<Line> {
    const event = {
      ...pending.happening,
      format: 'tiep-am/event/1',
      station: parts.station,
      key,
      seq: after.seq + 1,
      prev: after.hash,
      clock: pending.clock,
      checkpoint: pending.checkpoint,
    } as StationEvent
    return { ...(await signer.sign('event', eventText(event))), event }
  }

  async function writeBatch(batch: readonly Pending[]): Promise<void> {
    const lines: Line[] = []
    let next = head
    for (const pending of batch) {
      const line = await signNext(pending, next)
      lines.push(line)
      next = { seq: line.event.seq, hash: eventHash(line.text) }
    }
    const { file, ...roomy } = await roomySegment()
    segment = { ...roomy, file }
    const bytes = Buffer.from(lines.map(lineText).join(''))
    // At a stated place: after a failed try, the next one overwrites what it left.
    const { bytesWritten } = await file.write(bytes, 0, bytes.length, segment.bytes)
    if (bytesWritten < bytes.length) throw new Error('the disk took only a part: no space left')
    await file.datasync()
    segment.bytes += bytes.length
    head = next
    newest = [...newest, ...lines].slice(-MAX_NEWEST)
    queue = queue.slice(batch.length)
    fault = null
    for (const [index, pending] of batch.entries()) pending.written((lines[index] as Line).event)
  }

  async function roomySegment(): Promise<{ path: string; file: FileHandle; bytes: number }> {
    if (segment && segment.bytes < SEGMENT_BYTES)
      return { ...segment, file: segment.file ?? (await disk.open(segment.path, 'r+')) }
    const path = join(folder, segmentName(head.seq + 1))
    const file = await disk.open(path, 'w+')
    const entry = await disk.open(folder, 'r')
    await entry.sync()
    await entry.close()
    await segment?.file?.close()
    await removeOld(folder, kept.seq, clock.now() - KEEP_MS)
    return { path, file, bytes: 0 }
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_BATCH)
      try {
        await writeBatch(batch)
      } catch (error) {
        fault = (error as Error).message
        await sleep(clock, RETRY_MS)
      }
    }
    working = null
  }

  const append = (happening: Happening) =>
    new Promise<StationEvent>((written) => {
      queue.push({ happening, clock: parts.reading(), checkpoint: parts.checkpoint(), written })
      working ??= work()
    })

  const journal: Journal = {
    append,
    head: () => head,
    recent: found.recent,
    keptSeq: () => kept.seq,
    fault: () => fault,
    waiting: () => queue.length,
    read: async (afterSeq, lines, bytes) => {
      const range = { afterSeq, upTo: head.seq, lines, bytes }
      const inMemory = (newest[0]?.event.seq ?? Number.POSITIVE_INFINITY) <= afterSeq + 1
      return inMemory ? within(newest, range) : readLines(folder, signer.publicKey, range)
    },
    setKept: async (seq) => {
      const mark = await headAt(journal, seq)
      kept = mark
      await writeKeptMark(keptPath, mark, disk)
    },
    close: async () => {
      if (working) await Promise.race([working, sleep(clock, 1_000)])
      await segment?.file?.close()
    },
  }
  // Not waited for: the disk may take nothing for as long as it likes.
  if (found.tornBytes > 0 || found.lostLines > 0)
    void append({
      type: 'log-repaired',
      about: `${found.tornBytes} bytes torn off, ${found.lostLines} lines lost`,
      reason: 'power-cut',
      amountMs: 0,
    })
  return journal
}

/** The mark of a line: its number and hash. */
async function headAt(journal: Journal, seq: number): Promise<Head> {
  if (seq === 0) return { seq: 0, hash: '0'.repeat(64) as Digest }
  const [line] = await journal.read(seq - 1, 1, Number.POSITIVE_INFINITY)
  if (!line) throw new Error(`the log has no line ${seq}`)
  return { seq, hash: eventHash(line.text) }
}

type Range = Readonly<{ afterSeq: number; upTo: number; lines: number; bytes: number }>

async function readLines(
  folder: string,
  key: Signer['publicKey'],
  range: Range,
): Promise<readonly Signed[]> {
  const names = await listSegments(folder)
  const first = names.findLastIndex((name) => Number.parseInt(name, 10) <= range.afterSeq + 1)
  const lines: Line[] = []
  for (const name of names.slice(Math.max(0, first))) {
    lines.push(...(await readSegment(join(folder, name), key, null)).lines)
    if ((lines.at(-1)?.event.seq ?? 0) >= range.afterSeq + range.lines) break
  }
  return within(lines, range)
}

/** The lines of a range, as many as its bounds allow and at least one. */
function within(lines: readonly Line[], range: Range): readonly Signed[] {
  const taken: Signed[] = []
  let size = 0
  for (const { text, signature, event } of lines) {
    if (event.seq <= range.afterSeq || event.seq > range.upTo) continue
    size += Buffer.byteLength(text) + signature.length + JSON_OVERHEAD
    if (taken.length === range.lines || (taken.length > 0 && size > range.bytes)) break
    taken.push({ text, signature })
  }
  return taken
}
