import type {
  BulletinId,
  CampaignId,
  Digest,
  StaffId,
  VersionId,
} from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { BulletinRow, BulletinVersionRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import type { Bulletin, Version } from './bulletin.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { listHeard } from './listening-store.ts'
import type { Surroundings } from './show-bulletin.ts'
import { listSounds } from './sound-store.ts'

/** @throws Problem `bulletin-unknown` */
export async function getBulletin(db: Db, id: string): Promise<Bulletin> {
  const row = await db.selectFrom('bulletin').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw bulletinProblem('bulletin-unknown')
  const [bulletin] = await withVersions(db, [row])
  return bulletin as Bulletin
}

/**
 * The unit that a bulletin belongs to, for a route's scope.
 * @throws Problem `bulletin-unknown`
 */
export async function unitOfBulletin(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('bulletin')
    .select('unit_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw bulletinProblem('bulletin-unknown')
  return row.unit_id
}

/** Newest first; of one campaign if it is named. */
export async function listBulletins(
  db: Db,
  { campaign }: Readonly<{ campaign?: string | undefined }> = {},
): Promise<Bulletin[]> {
  let query = db
    .selectFrom('bulletin')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  if (campaign !== undefined) query = query.where('campaign_id', '=', campaign)
  return withVersions(db, await query.execute())
}

/** True when the unit has a bulletin of this title with this very sound. */
export async function hasTwin(
  db: Db,
  unit: string,
  title: string,
  asset: Digest,
): Promise<boolean> {
  const twin = await db
    .selectFrom('bulletin')
    .innerJoin('bulletin_version', 'bulletin_version.bulletin_id', 'bulletin.id')
    .select('bulletin.id')
    .where('bulletin.unit_id', '=', unit)
    .where('bulletin.title', '=', title)
    .where('bulletin_version.asset_id', '=', asset)
    .executeTakeFirst()
  return twin !== undefined
}

export async function addBulletin(db: Db, bulletin: Bulletin): Promise<void> {
  await db
    .insertInto('bulletin')
    .values({
      ...{ id: bulletin.id, unit_id: bulletin.unit, title: bulletin.title },
      ...{ campaign_id: bulletin.campaign, created_by: bulletin.createdBy },
      created_at: bulletin.createdAt,
    })
    .execute()
  const rows = bulletin.versions.map((version) => rowOf(bulletin.id, version))
  await db.insertInto('bulletin_version').values(rows).execute()
}

/**
 * Writes what differs between two states of a bulletin, within the transaction that read the first.
 * @throws Problem `bulletin-changed-meanwhile` when somebody else changed one of its versions in between
 */
export async function saveChanges(db: Db, before: Bulletin, after: Bulletin): Promise<void> {
  if (before.title !== after.title || before.campaign !== after.campaign)
    await db
      .updateTable('bulletin')
      .set({ title: after.title, campaign_id: after.campaign })
      .where('id', '=', after.id)
      .execute()
  for (const version of after.versions) {
    const was = before.versions.find(({ number }) => number === version.number)
    if (was === version) continue
    const row = rowOf(after.id, version)
    if (!was) {
      await db.insertInto('bulletin_version').values(row).execute()
      continue
    }
    // As it was read, in every column: what two people decide of two different texts cannot both hold.
    let unchanged = db.updateTable('bulletin_version').set(row).where('id', '=', version.id)
    for (const [column, value] of Object.entries(rowOf(after.id, was)))
      unchanged = unchanged.where(
        column as keyof BulletinVersionRow,
        'is not distinct from',
        value as string,
      )
    const { numUpdatedRows } = await unchanged.executeTakeFirst()
    if (numUpdatedRows !== 1n) throw bulletinProblem('bulletin-changed-meanwhile')
  }
}

/** Names, sounds and plans that bulletins are shown with, and what the one who asks heard of them. */
export async function findSurroundings(
  db: Db,
  bulletins: readonly Bulletin[],
  reader: StaffId,
  now: Instant,
): Promise<Surroundings> {
  const versions = bulletins.flatMap((bulletin) => bulletin.versions)
  const assets = versions.flatMap(({ asset }) => asset ?? [])
  const people = await db.selectFrom('staff').select(['id', 'name']).execute()
  const campaigns = await db.selectFrom('campaign').select(['id', 'name']).execute()
  const units = await db.selectFrom('unit').select(['id', 'name']).execute()
  return {
    sounds: await listSounds(db, assets),
    people: new Map(people.map(({ id, name }) => [id, name])),
    campaigns: new Map(campaigns.map(({ id, name }) => [id, name])),
    units: new Map(units.map(({ id, name }) => [id, name])),
    heard: await listHeard(
      db,
      reader,
      versions.filter(({ state }) => state === 'submitted').map(({ id }) => id),
    ),
    next: await findNextAirings(db, now),
  }
}

/** Where bulletins sound next in programmes: the district's station before all others. */
async function findNextAirings(
  db: Db,
  now: Instant,
): Promise<ReadonlyMap<string, Readonly<{ station: string; at: Instant }>>> {
  const rows = await db
    .selectFrom('plan_item')
    .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
    .innerJoin('station', 'station.id', 'plan_block.station_id')
    .select((eb) => [
      'plan_item.bulletin_id as bulletin',
      'station.id as station',
      'station.role',
      eb.fn
        .min<number>(
          eb('plan_block.starts_at', '+', eb('plan_item.offset_samples', '/', SAMPLES_PER_MS)),
        )
        .as('at'),
    ])
    .where('plan_block.purpose', '=', 'programme')
    .where('plan_block.starts_at', '>=', now)
    .where('plan_item.bulletin_id', 'is not', null)
    .groupBy(['plan_item.bulletin_id', 'station.id', 'station.role'])
    .orderBy('station.role')
    .orderBy('at', 'desc')
    .orderBy('station.id', 'desc')
    .execute()
  // The last one of a bulletin stays: communes before the district, late before early.
  return new Map(
    rows.map(({ bulletin, station, at }) => [
      bulletin ?? '',
      { station, at: Math.floor(Number(at)) },
    ]),
  )
}

async function withVersions(db: Db, rows: readonly BulletinRow[]): Promise<Bulletin[]> {
  if (rows.length === 0) return []
  let query = db.selectFrom('bulletin_version').selectAll().orderBy('number')
  const [only] = rows
  if (rows.length === 1 && only) query = query.where('bulletin_id', '=', only.id)
  const versions = Map.groupBy(await query.execute(), (version) => version.bulletin_id)
  return rows.map((row) => ({
    ...{ id: row.id as BulletinId, unit: row.unit_id, title: row.title },
    ...{ campaign: row.campaign_id as CampaignId | null },
    ...{ createdBy: row.created_by as StaffId, createdAt: row.created_at },
    versions: (versions.get(row.id) ?? []).map(versionOf),
  }))
}

function versionOf(row: BulletinVersionRow): Version {
  return {
    ...{ id: row.id as VersionId, number: row.number, language: row.language, text: row.text },
    ...{ asset: row.asset_id as Digest | null, awaiting: row.awaiting, state: row.state },
    ...{ author: row.author_id as StaffId, editors: JSON.parse(row.editors) as StaffId[] },
    ...{ createdAt: row.created_at, submittedAt: row.submitted_at },
    ...{ approvedBy: row.approved_by as StaffId | null, approvedAt: row.approved_at },
    ...{ returnedNote: row.returned_note, validFrom: row.valid_from, validTo: row.valid_to },
    ...{ class: row.class, contentType: row.content_type, speech: row.speech },
    ...{ translates: row.translates as VersionId | null, recalledAt: row.recalled_at },
    ...{ reviewedBy: row.reviewed_by as StaffId | null, reviewedAt: row.reviewed_at },
    supersededAt: row.superseded_at,
  }
}

function rowOf(bulletin: BulletinId, version: Version): BulletinVersionRow {
  return {
    ...{ id: version.id, bulletin_id: bulletin, number: version.number },
    ...{ language: version.language, text: version.text, asset_id: version.asset },
    ...{ awaiting: version.awaiting, state: version.state },
    ...{
      author_id: version.author,
      editors: JSON.stringify(version.editors),
      created_at: version.createdAt,
    },
    ...{ submitted_at: version.submittedAt, approved_by: version.approvedBy },
    ...{ approved_at: version.approvedAt, returned_note: version.returnedNote },
    ...{ valid_from: version.validFrom, valid_to: version.validTo },
    ...{ class: version.class, content_type: version.contentType, speech: version.speech },
    ...{ translates: version.translates, recalled_at: version.recalledAt },
    ...{ reviewed_by: version.reviewedBy, reviewed_at: version.reviewedAt },
    superseded_at: version.supersededAt,
  }
}
