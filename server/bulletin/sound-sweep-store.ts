import { type Swept, sweepStore } from '../../media/store/sweep.ts'
import type { Db } from '../deps.ts'

/** An upload's files are named within minutes of being stored; a day is far on the safe side. */
const UNNAMED_STAYS_MS = 24 * 3_600_000

/**
 * Removes from the media folder what a process that was killed left there. Runs before anything is
 * taken in, and only under the office's lock.
 */
export async function sweepSounds(db: Db, mediaFolder: string, now: number): Promise<Swept> {
  const renditions = await db.selectFrom('rendition').select('digest').execute()
  const assets = await db.selectFrom('asset').select('original_digest').execute()
  const uploads = await db.selectFrom('upload').select('original_digest').execute()
  const recordings = await db.selectFrom('recording').select(['digest', 'copy_digest']).execute()
  const named = new Set([
    ...recordings.flatMap(({ digest, copy_digest }) => [digest, copy_digest]),
    ...renditions.map(({ digest }) => digest as string),
    ...[...assets, ...uploads].map(({ original_digest }) => original_digest as string | null),
  ])
  return sweepStore(mediaFolder, {
    isNamed: (digest) => named.has(digest),
    objectsBefore: now - UNNAMED_STAYS_MS,
    partsBefore: now,
  })
}
