import type { UnitId } from '../../playout/contract/ids.ts'
import type { StaffRoleRow, StaffRow } from '../db/place-rows.ts'
import type { BulletinVersionRow } from '../db/schema.ts'
import type { Db } from '../deps.ts'
import type { Grant, UnitNode } from './scope.ts'

type Language = BulletinVersionRow['language']

export async function findStaffByUsername(db: Db, username: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

/** @throws when there is nobody of this id */
export async function getStaff(db: Db, id: string): Promise<StaffRow> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function listStaff(db: Db): Promise<StaffRow[]> {
  return db.selectFrom('staff').selectAll().orderBy('username').execute()
}

/** Roles that hold now, each with the name of its unit; of one person, or of all. */
export async function listRoles(
  db: Db,
  staff?: string,
): Promise<
  readonly Readonly<{
    staff: string
    role: Grant['role']
    unit: string
    unitName: string
    /** What a reviewer can check; empty for other roles. */
    languages: readonly Language[]
  }>[]
> {
  let query = db
    .selectFrom('staff_role')
    .innerJoin('unit', 'unit.id', 'staff_role.unit_id')
    .select([
      'staff_role.staff_id as staff',
      'staff_role.role',
      'staff_role.unit_id as unit',
      'unit.name as unitName',
      'staff_role.languages',
    ])
    .where('staff_role.revoked_at', 'is', null)
    .orderBy('staff_role.granted_at')
    .orderBy('staff_role.id')
  if (staff !== undefined) query = query.where('staff_role.staff_id', '=', staff)
  return (await query.execute()).map((row) => ({
    ...row,
    languages: row.languages === null ? [] : (JSON.parse(row.languages) as Language[]),
  }))
}

export async function listGrants(
  db: Db,
  staff: string,
): Promise<readonly (Grant & Readonly<{ languages: readonly Language[] }>)[]> {
  const roles = await listRoles(db, staff)
  return roles.map(({ role, unit, languages }) => ({ role, unit: unit as UnitId, languages }))
}

export async function addStaff(
  db: Db,
  staff: StaffRow,
  roles: readonly StaffRoleRow[],
): Promise<void> {
  await db.insertInto('staff').values(staff).execute()
  if (roles.length > 0)
    await db
      .insertInto('staff_role')
      .values([...roles])
      .execute()
}

export async function savePassword(
  db: Db,
  staff: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<void> {
  await db
    .updateTable('staff')
    .set({ password_hash: passwordHash, must_change_password: mustChange ? 1 : 0 })
    .where('id', '=', staff)
    .execute()
}

/** All units that ever were, as roles see them. */
export async function listUnitTree(db: Db): Promise<readonly UnitNode[]> {
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'parent_id', 'valid_from', 'valid_to'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id as UnitId,
    parent: row.parent_id as UnitId | null,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

/** @throws when there are no units yet */
export async function getRootUnit(db: Db): Promise<string> {
  const row = await db
    .selectFrom('unit')
    .select('id')
    .where('parent_id', 'is', null)
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow()
  return row.id
}
