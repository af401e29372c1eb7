import { readFile } from 'node:fs/promises'
import { readFingerprint } from '../../media/hearing/fingerprint.ts'
import { ALIKE_FROM, likenessOf } from '../../media/hearing/likeness.ts'
import type { Hearing } from '../../media/hearing/verdict.ts'
import type { Store } from '../../media/store/store.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Db } from '../deps.ts'
import type { Alike, Recording } from './recording.ts'

/** What came in these last days may come again, for another day or from another place. */
const LAST_DAYS = 31
/** More would make the server stop and think. */
const MOST = 500
/** Four hours; whole days are no copies of what a phone recorded. */
const MOST_BYTES = 1_800_000

type Stretch = Readonly<{ fromMs: number; toMs: number }>

/** Where something was heard in a recording, with all that lies between. */
export function stretchOf({ spans }: Pick<Hearing, 'spans'>): Stretch[] {
  const ends = spans.flatMap(({ recordingFromS, recordingToS }) => [recordingFromS, recordingToS])
  return ends.length === 0
    ? []
    : [{ fromMs: Math.min(...ends) * 1000, toMs: Math.max(...ends) * 1000 }]
}

/**
 * Earlier recordings that are this one, perhaps through another codec, or were made beside it: alike in
 * what sounds around the bulletins, which bulletins alone make nobody. Most alike first.
 */
export async function listAlike(
  db: Db,
  store: Store,
  recording: Pick<Recording, 'id' | 'announcedAt'>,
  { print, spoken }: Readonly<{ print: Digest; spoken: readonly Stretch[] }>,
): Promise<Alike[]> {
  const own = await read(store, print)
  if (!own) return []
  const others = await db
    .selectFrom('recording')
    .select(['id', 'station_id', 'date', 'print_digest'])
    .where('id', '<>', recording.id)
    .where('state', '=', 'done')
    .where('print_digest', 'is not', null)
    .where('announced_at', '>=', recording.announcedAt - LAST_DAYS * 86_400_000)
    .orderBy('announced_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()
  const alike: Alike[] = []
  for (const { id, station_id, date, print_digest } of others) {
    const other = await read(store, print_digest as Digest)
    const share = other && likenessOf(own, other, spoken)
    if (share === null || share < ALIKE_FROM) continue
    const likeness = Math.round(share * 10_000)
    alike.push({ recording: id, station: station_id, date, likeness })
  }
  return alike.toSorted((a, b) => b.likeness - a.likeness)
}

async function read(store: Store, digest: Digest) {
  const stored = await store.stat(digest)
  if (!stored || stored.bytes > MOST_BYTES) return null
  return readFingerprint(new Uint8Array(await readFile(store.pathOf(digest))))
}
