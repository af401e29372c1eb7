import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { eventHash, StationEvent } from '../contract/event.ts'
import type { Digest } from '../contract/ids.ts'
import { isSignedBy, type PublicKey, type Signed } from '../contract/signature.ts'
import { parseText } from '../contract/wire.ts'

/** A line of the journal: the signed event as it travels, verbatim. */
export type Line = Signed & Readonly<{ event: StationEvent }>

/** The place after which the next line goes. */
export type Head = Readonly<{ seq: number; hash: Digest }>

/** What could be read of a segment file. */
export type SegmentContent = Readonly<{
  lines: readonly Line[]
  /** Bytes of the whole lines that belong to the chain. */
  goodBytes: number
  /** Bytes in the file; more than the good ones when its end is torn. */
  bytes: number
}>

const Signature = z.object({ text: z.string(), signature: z.string() })

/** One line for the file. */
export function lineText({ text, signature }: Signed): string {
  return `${JSON.stringify({ text, signature })}\n`
}

/**
 * Reads a segment up to the first thing that is not a whole line of this chain: what a power cut
 * left half written never counts, wherever it was cut.
 *
 * @param before the head before its first line; null takes the first line's word for it
 */
export async function readSegment(
  path: string,
  key: PublicKey,
  before: Head | null,
): Promise<SegmentContent> {
  const bytes = await readFile(path)
  const lines: Line[] = []
  let head = before
  let good = 0
  for (;;) {
    const end = bytes.indexOf(0x0a, good)
    if (end < 0) break
    const line = parseLine(bytes.toString('utf8', good, end))
    if (!line || (head && !follows(line, head))) break
    head = { seq: line.event.seq, hash: eventHash(line.text) }
    lines.push(line)
    good = end + 1
  }
  // Hashes chain the texts; only the last line has nothing after it that vouches for it.
  const last = lines.at(-1)
  if (last && !(await isSignedBy(key, 'event', last))) {
    lines.pop()
    good -= Buffer.byteLength(lineText(last))
  }
  return { lines, goodBytes: good, bytes: bytes.length }
}

export function headAfter(lines: readonly Line[]): Head | null {
  const last = lines.at(-1)
  return last ? { seq: last.event.seq, hash: eventHash(last.text) } : null
}

function follows(line: Line, head: Head): boolean {
  return line.event.seq === head.seq + 1 && line.event.prev === head.hash
}

function parseLine(text: string): Line | null {
  const signed = parseText(Signature, text)
  if (!signed.ok) return null
  const event = parseText(StationEvent, signed.value.text)
  return event.ok ? { ...signed.value, event: event.value } : null
}
