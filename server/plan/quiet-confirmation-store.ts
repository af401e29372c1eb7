import type { Instant } from '../../playout/contract/time.ts'
import type { QuietConfirmationRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { QuietConfirmation } from './quiet-confirmation.ts'

/** With what a screen says of it. */
export type KnownConfirmation = QuietConfirmation &
  Readonly<{
    stationName: string
    zone: string
    unit: string
    bulletin: string
    title: string
    askedByName: string
    confirmedByName: string | null
  }>

/** Those whose time is not over by an instant, soonest first. */
export async function listConfirmations(
  db: Db,
  endingAfter: Instant,
): Promise<KnownConfirmation[]> {
  const rows = await selectConfirmations(db).where('asked.until_at', '>', endingAfter).execute()
  return rows.map(confirmationOf)
}

export async function findConfirmation(db: Db, id: string): Promise<KnownConfirmation | null> {
  const row = await selectConfirmations(db).where('asked.id', '=', id).executeTakeFirst()
  return row ? confirmationOf(row) : null
}

export async function saveAsked(
  db: Db,
  asked: Pick<
    QuietConfirmation,
    'id' | 'station' | 'version' | 'fromAt' | 'untilAt' | 'askedBy' | 'askedAt'
  >,
): Promise<void> {
  await db
    .insertInto('quiet_confirmation')
    .values({
      ...{ id: asked.id, station_id: asked.station, version_id: asked.version },
      ...{ from_at: asked.fromAt, until_at: asked.untilAt },
      ...{ asked_by: asked.askedBy, asked_at: asked.askedAt },
      ...{ confirmed_by: null, confirmed_at: null, read_back: null, withdrawn_at: null },
    })
    .execute()
}

/** @returns false when somebody settled it meanwhile */
export async function saveConfirmed(
  db: Db,
  id: string,
  by: Readonly<{ staff: string; at: Instant; readBack: string }>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('quiet_confirmation')
    .set({ confirmed_by: by.staff, confirmed_at: by.at, read_back: by.readBack })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveWithdrawn(db: Db, id: string, at: Instant): Promise<void> {
  await db
    .updateTable('quiet_confirmation')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Those of a version that were asked for at an instant, as those of one emergency are, hold no longer. */
export async function withdrawFor(
  db: Db,
  version: string,
  askedAt: Instant,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('quiet_confirmation')
    .set({ withdrawn_at: at })
    .where('version_id', '=', version)
    .where('asked_at', '=', askedAt)
    .where('withdrawn_at', 'is', null)
    .execute()
}

function selectConfirmations(db: Db) {
  return db
    .selectFrom('quiet_confirmation as asked')
    .innerJoin('station', 'station.id', 'asked.station_id')
    .innerJoin('bulletin_version as version', 'version.id', 'asked.version_id')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .innerJoin('staff as asker', 'asker.id', 'asked.asked_by')
    .leftJoin('staff as second', 'second.id', 'asked.confirmed_by')
    .selectAll('asked')
    .select(['station.name as stationName', 'station.zone', 'station.unit_id as unit'])
    .select(['bulletin.id as bulletin', 'bulletin.title'])
    .select(['asker.name as askedByName', 'second.name as confirmedByName'])
    .orderBy('asked.from_at')
    .orderBy('asked.id')
}

type Row = QuietConfirmationRow &
  Readonly<
    Pick<
      KnownConfirmation,
      'stationName' | 'zone' | 'unit' | 'bulletin' | 'title' | 'askedByName' | 'confirmedByName'
    >
  >

function confirmationOf(row: Row): KnownConfirmation {
  const { stationName, zone, unit, bulletin, title, askedByName, confirmedByName } = row
  return {
    ...{ id: row.id, station: row.station_id, stationName, zone, unit },
    ...{ version: row.version_id, bulletin, title, askedByName, confirmedByName },
    ...{ fromAt: row.from_at, untilAt: row.until_at },
    ...{ askedBy: row.asked_by, askedAt: row.asked_at },
    ...{ confirmedBy: row.confirmed_by, confirmedAt: row.confirmed_at },
    withdrawnAt: row.withdrawn_at,
  }
}
