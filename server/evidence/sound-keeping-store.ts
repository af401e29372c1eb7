import type { Store } from '../../media/store/store.ts'
import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import { findSetting, saveSetting } from '../settings.ts'
import { audit } from '../staff/audit.ts'
import { goneBefore, keptUntil, type SoundKeeping, USUAL_KEEPING } from './sound-keeping.ts'

/** Of one round; the next comes within the hour. */
const AT_ONCE = 200

export async function findSoundKeeping(db: Db): Promise<SoundKeeping> {
  const kept = await findSetting(db, 'recording-sound')
  return kept === null ? USUAL_KEEPING : (JSON.parse(kept) as SoundKeeping)
}

export function saveSoundKeeping(db: Db, keeping: SoundKeeping): Promise<void> {
  return saveSetting(db, 'recording-sound', JSON.stringify(keeping))
}

/** Until when a recording's sound is kept at least; null for good, or when it is gone. */
export async function soundKeptUntil(
  db: Db,
  { id, receivedAt, soundRemovedAt }: KeptSound,
): Promise<Instant | null> {
  if (receivedAt === null || soundRemovedAt !== null || (await isReviewed(db, id))) return null
  return keptUntil(await findSoundKeeping(db), receivedAt)
}

type KeptSound = Readonly<{
  id: string
  receivedAt: Instant | null
  soundRemovedAt: Instant | null
}>

/**
 * Lets go of sounds that were kept long enough: says so in the ledger first, then removes the files that
 * nothing else needs. A process that dies between the two leaves files that the next round removes.
 *
 * @returns recordings whose sound went
 */
export async function letSoundsGo(
  deps: Pick<Deps, 'db' | 'newId'>,
  store: Store,
  now: Instant,
): Promise<string[]> {
  const { db } = deps
  const keeping = await findSoundKeeping(db)
  const before = goneBefore(keeping, now)
  if (before === null) return []
  const due = await db
    .selectFrom('recording')
    .select(['id', 'digest', 'station_id'])
    .where('state', '=', 'done')
    .where('received_at', '<', before)
    .where('sound_removed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recording_overrule')
            .select('id')
            .whereRef('recording_overrule.recording_id', '=', 'recording.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recording_attestation')
            .select('id')
            .whereRef('recording_attestation.recording_id', '=', 'recording.id'),
        ),
      ),
    )
    .orderBy('received_at')
    .limit(AT_ONCE)
    .execute()
  for (const { id, digest, station_id } of due)
    await db.transaction().execute(async (tx) => {
      const text = canonicalJson({
        ...{ format: 'tiep-am/recording-sound-removed/1', recording: id, station: station_id },
        ...{ digest, keptMonths: keeping.months, at: now },
      })
      await appendEntries(tx, [{ kind: 'recording-sound-removed', text, signature: null }], now)
      await tx
        .updateTable('recording')
        .set({ sound_removed_at: now })
        .where('id', '=', id)
        .execute()
      await audit(tx, deps, {
        ...{ at: now, staff: null, action: 'recording.sound-removed' },
        ...{ subject: `recording/${id}`, detail: { months: keeping.months } },
      })
    })
  await removeFiles(db, store)
  return due.map(({ id }) => id)
}

async function removeFiles(db: Db, store: Store): Promise<void> {
  const gone = await db
    .selectFrom('recording')
    .select(['digest', 'copy_digest'])
    .where('sound_removed_at', 'is not', null)
    .orderBy('sound_removed_at', 'desc')
    .limit(2 * AT_ONCE)
    .execute()
  for (const digest of gone.flatMap((row) => [row.digest, row.copy_digest]))
    if (digest !== null && !(await isNeeded(db, digest))) await store.remove(digest as Digest)
}

/** A file of this name may be a bulletin's as well, or of a recording whose sound stays. */
async function isNeeded(db: Db, digest: string): Promise<boolean> {
  const found = await Promise.all([
    db.selectFrom('rendition').select('digest').where('digest', '=', digest).executeTakeFirst(),
    db.selectFrom('asset').select('id').where('original_digest', '=', digest).executeTakeFirst(),
    db.selectFrom('upload').select('id').where('original_digest', '=', digest).executeTakeFirst(),
    db
      .selectFrom('recording')
      .select('id')
      .where((where) => where.or([where('digest', '=', digest), where('copy_digest', '=', digest)]))
      .where('sound_removed_at', 'is', null)
      .executeTakeFirst(),
  ])
  return found.some((row) => row !== undefined)
}

async function isReviewed(db: Db, recording: string): Promise<boolean> {
  const [overruled, attested] = await Promise.all([
    db
      .selectFrom('recording_overrule')
      .select('id')
      .where('recording_id', '=', recording)
      .executeTakeFirst(),
    db
      .selectFrom('recording_attestation')
      .select('id')
      .where('recording_id', '=', recording)
      .executeTakeFirst(),
  ])
  return overruled !== undefined || attested !== undefined
}
