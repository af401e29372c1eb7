import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** That a phone of this person reached the server at this instant. */
export type Challenge = Readonly<{ id: string; station: string; staff: string; issuedAt: Instant }>

export async function addChallenge(db: Db, challenge: Challenge): Promise<void> {
  const { id, station, staff, issuedAt } = challenge
  await db
    .insertInto('recording_challenge')
    .values({ id, station_id: station, staff_id: staff, issued_at: issuedAt, recording_id: null })
    .execute()
}

/**
 * Uses a challenge up for a recording.
 * @returns when it was issued; null when there is none that this person may still use here
 */
export async function spendChallenge(
  db: Db,
  wanted: Readonly<{ id: string; station: string; staff: string; recording: string }>,
): Promise<Instant | null> {
  const { id, station, staff, recording } = wanted
  const row = await db
    .selectFrom('recording_challenge')
    .select(['issued_at', 'recording_id'])
    .where('id', '=', id)
    .where('station_id', '=', station)
    .where('staff_id', '=', staff)
    .executeTakeFirst()
  if (!row || (row.recording_id !== null && row.recording_id !== recording)) return null
  await db
    .updateTable('recording_challenge')
    .set({ recording_id: recording })
    .where('id', '=', id)
    .execute()
  return row.issued_at
}

/** Forgets those that nobody used. */
export async function removeChallengesBefore(db: Db, at: Instant): Promise<void> {
  await db
    .deleteFrom('recording_challenge')
    .where('issued_at', '<', at)
    .where('recording_id', 'is', null)
    .execute()
}
