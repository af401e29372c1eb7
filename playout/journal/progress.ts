import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Disk, writeDurably } from '../../media/store/durable.ts'
import { parseText } from '../contract/wire.ts'

/**
 * How far what is on air has got, written every second: all that is left of an airing when the
 * power goes. It stays on this machine and is never sent.
 */
const Progress = z.object({
  airings: z.array(
    z.object({
      airing: z.string(),
      samplesSent: z.int().min(0),
      endedAt: z.int(),
      levelMillibels: z.int(),
      outputs: z.array(z.string()),
    }),
  ),
})
export type Progress = Readonly<z.infer<typeof Progress>>

export function writeProgress(path: string, progress: Progress, disk: Disk): Promise<void> {
  return writeDurably(path, [Buffer.from(JSON.stringify(progress))], disk)
}

/** What was written last; nothing when there is none, or it cannot be read. */
export async function readProgress(path: string): Promise<Progress> {
  try {
    const parsed = parseText(Progress, await readFile(path, 'utf8'))
    return parsed.ok ? parsed.value : { airings: [] }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { airings: [] }
    throw error
  }
}
