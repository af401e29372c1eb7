import type { UnitId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Role } from '../access.ts'
import { isDuplicate } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { audit } from './audit.ts'
import { hashPassword, SALT_BYTES } from './password.ts'
import { readablePassword } from './staff.ts'
import { staffProblem } from './staff-errors.ts'
import { addStaff, getRootUnit } from './staff-store.ts'

type AccountDeps = Pick<Deps, 'db' | 'newId' | 'randomBytes'>

export type NewAccount = Readonly<{
  username: string
  name: string
  password: string
  language: 'vi' | 'en'
  roles: readonly Readonly<{
    role: Role
    unit: string
    /** What a reviewer can check. */
    languages?: readonly string[]
  }>[]
  /** True when somebody else has seen the password. */
  mustChangePassword: boolean
}>

/**
 * Opens an account; the answer is the person's id.
 * @param by who does it, null for the program itself
 * @throws Problem `username-taken`
 */
export async function openAccount(
  deps: AccountDeps,
  account: NewAccount,
  by: string | null,
  now: Instant,
): Promise<string> {
  const password = await hashPassword(account.password, deps.randomBytes(SALT_BYTES))
  const id = deps.newId()
  const staff = {
    ...{ id, username: account.username, name: account.name.normalize('NFC') },
    ...{ password_hash: password, language: account.language, created_at: now },
    ...{ disabled_at: null, must_change_password: account.mustChangePassword ? 1 : 0 },
  }
  const roles = account.roles.map(({ role, unit, languages = [] }) => ({
    ...{ id: deps.newId(), staff_id: id, role, unit_id: unit },
    ...{ granted_at: now, revoked_at: null },
    languages: languages.length > 0 ? JSON.stringify([...new Set(languages)]) : null,
  }))
  try {
    await deps.db.transaction().execute(async (tx) => {
      await addStaff(tx, staff, roles)
      const given = account.roles
        .map(({ role, unit, languages = [] }) => [role, ...languages].join('+').concat('@', unit))
        .join(' ')
      await audit(tx, deps, {
        ...{ at: now, staff: by, action: 'staff.opened', subject: `staff/${id}` },
        detail: { username: account.username, roles: given },
      })
    })
  } catch (error) {
    if (isDuplicate(error)) throw staffProblem('username-taken', { username: account.username })
    throw error
  }
  return id
}

/**
 * The first administrator, `admin`, at the top of the tree, unless the office has one; called by the
 * composition root when the units are there.
 *
 * @param password as set by the office, or null to have one made
 * @returns the password that was made, to be shown once; null when none was
 */
export async function ensureAdministrator(
  deps: AccountDeps,
  password: string | null,
  now: Instant,
): Promise<string | null> {
  const known = await deps.db
    .selectFrom('staff_role')
    .select('id')
    .where('role', '=', 'administrator')
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (known) return null
  const made = password === null ? readablePassword(deps.randomBytes(16)) : null
  const unit = (await getRootUnit(deps.db)) as UnitId
  await openAccount(
    deps,
    {
      ...{ username: 'admin', name: 'Quản trị viên', password: password ?? made ?? '' },
      ...{ language: 'vi', roles: [{ role: 'administrator', unit }] },
      mustChangePassword: made !== null,
    },
    null,
    now,
  )
  return made
}
