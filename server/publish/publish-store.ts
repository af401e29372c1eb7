import type { Asset, SignedManifest } from '../../playout/contract/manifest.ts'
import type { Signed } from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** A manifest as it stands in the database: immutable. */
export type PublishedManifest = Readonly<{ version: number; signed: SignedManifest }>

export async function findNewest(db: Db, station: string): Promise<PublishedManifest | null> {
  const row = await db
    .selectFrom('manifest')
    .selectAll()
    .where('station_id', '=', station)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    version: row.version,
    signed: {
      text: row.text,
      signature: row.signature,
      key: { text: row.key_text, signature: row.key_signature },
    },
  }
}

/** 0 when there is none yet. */
export async function newestVersion(db: Db, station: string): Promise<number> {
  const row = await db
    .selectFrom('manifest')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('station_id', '=', station)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}

/** The newest version of each station that has one. */
export async function listNewestVersions(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('manifest')
    .select('station_id')
    .select(({ fn }) => fn.max('version').as('version'))
    .groupBy('station_id')
    .execute()
  return new Map(rows.map(({ station_id, version }) => [station_id, Number(version)]))
}

/**
 * The commit point of publishing: a version is made by whoever inserts it first.
 * @returns false when somebody else made this version meanwhile
 */
export async function insertVersion(
  db: Db,
  station: string,
  made: Readonly<{
    version: number
    issuedAt: Instant
    signed: Signed
    key: Signed
    jumpedOver: number | null
  }>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('manifest')
    .values({
      station_id: station,
      version: made.version,
      issued_at: made.issuedAt,
      text: made.signed.text,
      signature: made.signed.signature,
      key_text: made.key.text,
      key_signature: made.key.signature,
      jumped_over: made.jumpedOver,
    })
    .onConflict((on) => on.columns(['station_id', 'version']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Sound of every approved version, as the manifest names it. The master stays here. */
export async function listApprovedAssets(db: Db): Promise<Map<string, Asset>> {
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .innerJoin('asset', 'asset.id', 'version.asset_id')
    .innerJoin('rendition', 'rendition.asset_id', 'asset.id')
    .select(['asset.id', 'asset.samples', 'bulletin.title'])
    .select(['rendition.content_type', 'rendition.digest', 'rendition.bytes'])
    .select('rendition.samples as renditionSamples')
    .where('version.state', '=', 'approved')
    .where('rendition.kind', '!=', 'master')
    .orderBy('version.id')
    .orderBy('rendition.kind', 'desc')
    .execute()
  const assets = new Map<string, Asset>()
  for (const row of rows) {
    const asset = assets.get(row.id) ?? {
      ...{ id: row.id, title: row.title, samples: row.samples, renditions: [] },
    }
    assets.set(row.id, asset)
    if (asset.renditions.some(({ digest }) => digest === row.digest)) continue
    asset.renditions.push({
      contentType: row.content_type,
      digest: row.digest,
      bytes: row.bytes,
      samples: row.renditionSamples,
    })
  }
  return assets
}

/** Stations whose player has a key. */
export async function listEnrolledStations(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('station_key')
    .select('station_id')
    .distinct()
    .where('revoked_at', 'is', null)
    .execute()
  return new Set(rows.map(({ station_id }) => station_id))
}
