import type { Instant } from '../../playout/contract/time.ts'
import { samplesToMs } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { KnownStation } from '../station/station-store.ts'
import type { ListGround, PlaceableVersion } from './match-list.ts'

/** Values that one statement may carry. */
const VALUES_AT_ONCE = 500

/**
 * What a list for this station may mean: approved versions of its own unit and of the district's, and
 * titles of the versions that it names and nobody may air.
 */
export async function gatherListGround(
  db: Db,
  station: Pick<KnownStation, 'unit_id' | 'languages'>,
  named: readonly string[],
  now: Instant,
): Promise<ListGround> {
  const versions = await listPlaceable(db, station.unit_id, now)
  const placeable = new Set(versions.map(({ version }) => version))
  const others = [...new Set(named)].filter((version) => !placeable.has(version))
  return {
    versions,
    unapproved: await listTitles(db, others),
    languages: JSON.parse(station.languages) as string[],
  }
}

async function listPlaceable(db: Db, unit: string, now: Instant): Promise<PlaceableVersion[]> {
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .innerJoin('asset', 'asset.id', 'version.asset_id')
    .select(['version.id', 'version.bulletin_id', 'version.language', 'version.content_type'])
    .select(['bulletin.title', 'asset.id as asset', 'asset.samples'])
    .where('version.state', '=', 'approved')
    .where('version.awaiting', 'is', null)
    .where((eb) =>
      eb.or([eb('version.superseded_at', 'is', null), eb('version.superseded_at', '>', now)]),
    )
    .where((eb) =>
      eb.or([
        eb('bulletin.unit_id', '=', unit),
        eb('bulletin.unit_id', 'in', (district) =>
          district.selectFrom('station').select('unit_id').where('role', '=', 'district'),
        ),
      ]),
    )
    .orderBy('version.id')
    .execute()
  const files = await db
    .selectFrom('rendition')
    .innerJoin('bulletin_version as version', 'version.asset_id', 'rendition.asset_id')
    .select(['rendition.asset_id as asset', 'rendition.digest'])
    .where('version.state', '=', 'approved')
    .execute()
  const byAsset = Map.groupBy(files, ({ asset }) => asset)
  return rows.map((row) => ({
    ...{ version: row.id, bulletin: row.bulletin_id, title: row.title, language: row.language },
    ...{ contentType: row.content_type, lengthMs: samplesToMs(row.samples), asset: row.asset },
    files: (byAsset.get(row.asset) ?? []).map(({ digest }) => digest),
  }))
}

async function listTitles(db: Db, versions: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < versions.length; from += VALUES_AT_ONCE)
    for (const { id, title } of await db
      .selectFrom('bulletin_version as version')
      .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
      .select(['version.id', 'bulletin.title'])
      .where('version.id', 'in', versions.slice(from, from + VALUES_AT_ONCE))
      .execute())
      found.set(id, title)
  return found
}
