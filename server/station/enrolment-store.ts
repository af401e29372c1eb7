import { sha256Hex } from '../../playout/contract/hash.ts'
import { keyIdOf, type PublicKey, toBase64url } from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { fingerprintOf } from '../../playout/contract/trust.ts'
import type { Db, Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { CODE_LIVES_MS, codeText, type KeptCode, SECRET_BYTES } from './enrolment.ts'

/**
 * Makes a one-time code for a station; the answer is the only place where it can ever be read.
 * @param by the person who asked for it, null for the program itself
 */
export async function makeEnrolmentCode(
  deps: Pick<Deps, 'db' | 'config' | 'clock' | 'keys' | 'newId' | 'randomBytes'>,
  station: string,
  by: string | null = null,
): Promise<Readonly<{ code: string; rootFingerprint: string; expiresAt: Instant }>> {
  const now = deps.clock.now()
  const secret = toBase64url(deps.randomBytes(SECRET_BYTES))
  const root = fingerprintOf(deps.keys.root)
  const expiresAt = now + CODE_LIVES_MS
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('enrolment_code')
      .values({
        ...{ secret_hash: sha256Hex(secret), station_id: station, created_by: by },
        ...{ created_at: now, expires_at: expiresAt, used_at: null, used_by_key: null },
      })
      .execute()
    const subject = `station/${station}`
    await audit(tx, deps, { at: now, staff: by, action: 'enrolment.offered', subject })
  })
  return {
    code: codeText({ url: deps.config.publicUrl, root, secret }),
    rootFingerprint: root,
    expiresAt,
  }
}

export async function findCode(db: Db, secret: string): Promise<KeptCode | null> {
  const row = await db
    .selectFrom('enrolment_code')
    .selectAll()
    .where('secret_hash', '=', sha256Hex(secret))
    .executeTakeFirst()
  if (!row) return null
  return {
    station: row.station_id,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedBy: row.used_by_key,
  }
}

/** The station that a key belongs or belonged to. */
export async function findKeyOwner(db: Db, publicKey: PublicKey): Promise<string | null> {
  const row = await db
    .selectFrom('station_key')
    .select('station_id')
    .where('key_id', '=', keyIdOf(publicKey))
    .executeTakeFirst()
  return row?.station_id ?? null
}

/**
 * Makes this the station's one key, within the transaction in which the code was looked at. Keys that
 * it had are revoked, not forgotten: their events stay and can be verified.
 */
export async function enrolKey(
  tx: Db,
  station: string,
  secret: string,
  publicKey: PublicKey,
  now: Instant,
): Promise<void> {
  const key = keyIdOf(publicKey)
  await tx
    .updateTable('station_key')
    .set({ revoked_at: now })
    .where('station_id', '=', station)
    .where('revoked_at', 'is', null)
    .execute()
  await tx
    .insertInto('station_key')
    .values({
      ...{ key_id: key, station_id: station, public_key: publicKey },
      ...{ enrolled_at: now, revoked_at: null },
    })
    .onConflict((on) => on.column('key_id').doUpdateSet({ enrolled_at: now, revoked_at: null }))
    .execute()
  await tx
    .updateTable('enrolment_code')
    .set({ used_at: now, used_by_key: key })
    .where('secret_hash', '=', sha256Hex(secret))
    .execute()
}
