import type { PublicKey } from '../../playout/contract/signature.ts'
import type { Db } from '../deps.ts'

/** Keys that a station may sign with, by their ids, oldest first. */
export async function listStationKeys(db: Db, station: string): Promise<Map<string, PublicKey>> {
  const rows = await db
    .selectFrom('station_key')
    .select(['key_id', 'public_key'])
    .where('station_id', '=', station)
    .where('revoked_at', 'is', null)
    .orderBy('enrolled_at')
    .execute()
  return new Map(rows.map((row) => [row.key_id, row.public_key]))
}

/** Last event kept of a key's chain, 0 for none. */
export async function findKeptSeq(db: Db, key: string): Promise<number> {
  const row = await db
    .selectFrom('station_event')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('key_id', '=', key)
    .executeTakeFirst()
  return Number(row?.seq ?? 0)
}
