import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Disk, writeDurably } from '../../media/store/durable.ts'
import type { Digest } from '../contract/ids.ts'
import { digest, parseText } from '../contract/wire.ts'
import type { Head } from './segment.ts'

/**
 * Up to which event the server has said that it keeps the log. Kept apart from the log, so that a
 * log that lost lines to a bad disk goes on after what the server has, not beside it.
 */
const KeptMark = z.object({ seq: z.int().min(0), hash: digest })

export async function readKeptMark(path: string): Promise<Head> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING_KEPT
    throw error
  }
  const parsed = parseText(KeptMark, text)
  // The mark only saves work: without it, everything is offered again and answered "known".
  return parsed.ok ? { seq: parsed.value.seq, hash: parsed.value.hash as Digest } : NOTHING_KEPT
}

export function writeKeptMark(path: string, mark: Head, disk: Disk): Promise<void> {
  return writeDurably(path, [Buffer.from(JSON.stringify(mark))], disk)
}

const NOTHING_KEPT: Head = { seq: 0, hash: '0'.repeat(64) as Digest }
