import type { IngestedSound } from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { Sound } from './sound.ts'

/** Who chose what was cut off its ends. */
type Cutter = 'ingest' | 'hand'

/**
 * Enters a sound whose files are stored. The same sound taken in twice is one sound, and keeps the
 * renditions that manifests may already name.
 */
export async function addSound(
  db: Db,
  sound: IngestedSound,
  fileName: string,
  by: string | null,
  now: Instant,
  cut: Cutter = 'ingest',
): Promise<void> {
  const added = await db
    .insertInto('asset')
    .values({
      ...{ id: sound.id, samples: sound.samples, loudness: sound.loudness },
      ...{ true_peak: sound.truePeak, original_digest: sound.originalDigest },
      ...{ original_name: fileName, source: JSON.stringify(sound.source) },
      ...{ peaks: JSON.stringify(sound.peaks), created_by: by, created_at: now },
      ...measured(sound, cut),
    })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) {
    // Taken in before anything was measured: now it is known.
    await db
      .updateTable('asset')
      .set(measured(sound, cut))
      .where('id', '=', sound.id)
      .where('measures', 'is', null)
      .execute()
    return
  }
  await db
    .insertInto('rendition')
    .values(
      sound.renditions.map(({ digest, kind, contentType, bytes, samples }) => ({
        ...{ digest, asset_id: sound.id, kind, content_type: contentType, bytes, samples },
      })),
    )
    .execute()
}

/** A cut by hand is marked, since the same file sent again is not meant to be cut like that. */
function measured({ measures, trim }: IngestedSound, cut: Cutter) {
  const { startSamples, endSamples } = trim ?? { startSamples: 0, endSamples: 0 }
  const kept = cut === 'hand' ? { startSamples, endSamples, byHand: true } : trim
  return {
    measures: JSON.stringify(measures),
    trim: kept === null ? null : JSON.stringify(kept),
  }
}

/**
 * The sound that a file of these bytes became, cut as ingest cuts by itself. Null when there is none,
 * or only one of before anything was measured, which is worth doing again.
 */
export async function findSoundOfFile(db: Db, original: Digest): Promise<Digest | null> {
  const assets = await db
    .selectFrom('asset')
    .select(['id', 'trim'])
    .where('original_digest', '=', original)
    .where('measures', 'is not', null)
    .orderBy('created_at')
    .execute()
  const found = assets.find(({ trim }) => trim === null || JSON.parse(trim).byHand !== true)
  return found ? (found.id as Digest) : null
}

/** Bulletins that have this sound, or another cut of the same file. */
export function listBulletinsWith(
  db: Db,
  original: string,
): Promise<Readonly<{ bulletin: string; title: string }>[]> {
  return db
    .selectFrom('bulletin')
    .select(['bulletin.id as bulletin', 'bulletin.title'])
    .where('bulletin.id', 'in', (from) =>
      from
        .selectFrom('bulletin_version')
        .innerJoin('asset', 'asset.id', 'bulletin_version.asset_id')
        .select('bulletin_version.bulletin_id')
        .where('asset.original_digest', '=', original),
    )
    .orderBy('bulletin.created_at')
    .limit(10)
    .execute()
}

/** Units that have a version with this very sound. */
export async function listUnitsWith(db: Db, asset: string): Promise<string[]> {
  const rows = await db
    .selectFrom('bulletin_version')
    .innerJoin('bulletin', 'bulletin.id', 'bulletin_version.bulletin_id')
    .select('bulletin.unit_id as unit')
    .distinct()
    .where('bulletin_version.asset_id', '=', asset)
    .execute()
  return rows.map(({ unit }) => unit)
}

/** True when somebody sent the file that became this sound, or cut it so. */
export async function wasSentBy(db: Db, asset: string, staff: string): Promise<boolean> {
  const sent = await db
    .selectFrom('upload')
    .select('id')
    .where('asset_id', '=', asset)
    .where('staff_id', '=', staff)
    .executeTakeFirst()
  const first = await db
    .selectFrom('asset')
    .select('id')
    .where('id', '=', asset)
    .where('created_by', '=', staff)
    .executeTakeFirst()
  return sent !== undefined || first !== undefined
}

/** Sounds by id; those that are not there are left out. */
export async function listSounds(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Sound>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const assets = await db.selectFrom('asset').selectAll().where('id', 'in', wanted).execute()
  const renditions = Map.groupBy(
    await db
      .selectFrom('rendition')
      .selectAll()
      .where('asset_id', 'in', wanted)
      .orderBy('kind')
      .execute(),
    (rendition) => rendition.asset_id,
  )
  return new Map(
    assets.map((asset) => [asset.id, { ...asset, renditions: renditions.get(asset.id) ?? [] }]),
  )
}

/** A file that may be fetched, and whether everybody may: when a version that may sound carries it. */
export async function findFile(
  db: Db,
  digest: string,
  now: Instant,
): Promise<Readonly<{ contentType: string; isPublic: boolean }> | null> {
  const rows = await db
    .selectFrom('rendition')
    .leftJoin('bulletin_version as version', (join) =>
      join
        .onRef('version.asset_id', '=', 'rendition.asset_id')
        .on('version.state', '=', 'approved')
        .on((eb) =>
          eb.or([eb('version.superseded_at', 'is', null), eb('version.superseded_at', '>', now)]),
        ),
    )
    .select(['rendition.content_type as contentType', 'version.id as approved'])
    .where('rendition.digest', '=', digest)
    .execute()
  const [first] = rows
  if (!first) return null
  return {
    contentType: first.contentType,
    isPublic: rows.some(({ approved }) => approved !== null),
  }
}
