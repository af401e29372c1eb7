import { sha256Hex } from '../../playout/contract/hash.ts'
import type { StaffId, UnitId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import type { Db } from '../deps.ts'
import { localDateOf } from '../local-date.ts'
import { mayAt } from './scope.ts'
import { listGrants, listUnitTree } from './staff-store.ts'

/** What stands in the database for a cookie's token: useless to whoever reads a backup. */
export function hashOfToken(token: string): string {
  return sha256Hex(token)
}

export async function saveSession(
  db: Db,
  session: Readonly<{ tokenHash: string; staff: string; createdAt: Instant; expiresAt: Instant }>,
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staff,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      revoked_at: null,
    })
    .execute()
}

/** Who holds this token, if the session runs and the account is open. */
export async function findVisitor(db: Db, token: string, now: Instant): Promise<Visitor | null> {
  const tokenHash = hashOfToken(token)
  const row = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(['staff.id', 'staff.username', 'staff.name', 'session.expires_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const [grants, tree] = [await listGrants(db, row.id), await listUnitTree(db)]
  const today = localDateOf(now)
  return {
    id: row.id as StaffId,
    username: row.username,
    name: row.name,
    grants: grants.map(({ role, unit }) => ({ role, unit: unit as UnitId })),
    session: { tokenHash, expiresAt: row.expires_at },
    may: (roles, unit) => mayAt(grants, roles, unit, tree, today),
    isAt: (role, unit) => {
      const own = grants.filter((grant) => grant.unit === unit)
      return mayAt(own, [role], unit, tree, today)
    },
    reviews: (language, unit) => {
      const able = grants.filter(({ languages }) => languages.some((one) => one === language))
      return mayAt(able, ['reviewer'], unit, tree, today)
    },
  }
}

export async function revokeSession(db: Db, tokenHash: string, now: Instant): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: now })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends every session of a person, but for the one that asked for it. */
export async function revokeOtherSessions(
  db: Db,
  staff: string,
  keep: string,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: now })
    .where('staff_id', '=', staff)
    .where('token_hash', '!=', keep)
    .where('revoked_at', 'is', null)
    .execute()
}
