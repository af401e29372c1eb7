import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { MakeGoodRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'

/** An airing that was owed and did not sound, taken into a later day by a person. */
export type MakeGood = Readonly<{
  id: string
  station: string
  campaign: string
  missedItem: string
  missedDate: LocalDate
  date: LocalDate
  by: string
  at: Instant
}>

/** Those that hold on dates, both included, in the order in which they were taken. */
export async function listMakeGoods(
  db: Db,
  range: Readonly<{ from: LocalDate; to: LocalDate }>,
): Promise<MakeGood[]> {
  const rows = await db
    .selectFrom('make_good')
    .selectAll()
    .where('date', '>=', range.from)
    .where('date', '<=', range.to)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(makeGoodOf)
}

/** Null when it was withdrawn or never was. */
export async function findMakeGood(db: Db, id: string): Promise<MakeGood | null> {
  const row = await db
    .selectFrom('make_good')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ? makeGoodOf(row) : null
}

/** Takes an airing into a day; one that was withdrawn before is taken again as this one. */
export async function saveMakeGood(db: Db, made: MakeGood): Promise<void> {
  const { id, station, campaign, missedItem, missedDate, date, by, at } = made
  await db
    .deleteFrom('make_good')
    .where('station_id', '=', station)
    .where('missed_item', '=', missedItem)
    .where('date', '=', date)
    .where('removed_at', 'is not', null)
    .execute()
  await db
    .insertInto('make_good')
    .values({
      ...{ id, station_id: station, campaign_id: campaign, missed_item: missedItem },
      ...{ missed_date: missedDate, date, created_by: by, created_at: at, removed_at: null },
    })
    .execute()
}

export async function withdrawMakeGood(db: Db, id: string, at: Instant): Promise<void> {
  await db.updateTable('make_good').set({ removed_at: at }).where('id', '=', id).execute()
}

function makeGoodOf(row: MakeGoodRow): MakeGood {
  return {
    ...{ id: row.id, station: row.station_id, campaign: row.campaign_id },
    ...{ missedItem: row.missed_item, missedDate: row.missed_date, date: row.date },
    ...{ by: row.created_by, at: row.created_at },
  }
}
