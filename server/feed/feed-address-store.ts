import { sha256Hex } from '../../playout/contract/hash.ts'
import { toBase64url } from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'

/** 128 bits, 22 letters. */
const SECRET_BYTES = 16

/** An address that somebody subscribed to; its secret is kept nowhere. */
export type FeedAddress = Readonly<{
  id: string
  station: string
  name: string
  createdBy: string
  createdAt: Instant
}>

/** Those of a station that still answer, newest first. */
export async function listFeedAddresses(db: Db, station: string): Promise<FeedAddress[]> {
  const rows = await db
    .selectFrom('feed_token')
    .innerJoin('staff', 'staff.id', 'feed_token.created_by')
    .select(['feed_token.id', 'feed_token.station_id', 'feed_token.name', 'feed_token.created_at'])
    .select('staff.name as createdBy')
    .where('feed_token.station_id', '=', station)
    .where('feed_token.revoked_at', 'is', null)
    .orderBy('feed_token.created_at', 'desc')
    .orderBy('feed_token.id', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, station: row.station_id, name: row.name },
    ...{ createdBy: row.createdBy, createdAt: row.created_at },
  }))
}

/** Makes one; the answer is the only place where the secret can ever be read. */
export async function makeFeedAddress(
  db: Db,
  deps: Pick<Deps, 'newId' | 'randomBytes'>,
  wanted: Readonly<{ station: string; name: string; by: string; at: Instant }>,
): Promise<Readonly<{ id: string; secret: string }>> {
  const secret = toBase64url(deps.randomBytes(SECRET_BYTES))
  const id = deps.newId()
  await db
    .insertInto('feed_token')
    .values({
      ...{ id, token_hash: sha256Hex(secret), station_id: wanted.station, name: wanted.name },
      ...{ created_by: wanted.by, created_at: wanted.at, revoked_at: null },
    })
    .execute()
  return { id, secret }
}

/** The station whose feed a secret opens; null for one that is unknown or revoked. */
export async function findFeedStation(db: Db, secret: string): Promise<string | null> {
  const row = await db
    .selectFrom('feed_token')
    .select('station_id')
    .where('token_hash', '=', sha256Hex(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row?.station_id ?? null
}

/** @returns false when the station has no such address that still answers */
export async function revokeFeedAddress(
  db: Db,
  station: string,
  id: string,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('feed_token')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('station_id', '=', station)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
