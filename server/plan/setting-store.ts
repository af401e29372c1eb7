import type { Db } from '../deps.ts'
import { findSetting, saveSetting } from '../settings.ts'
import { parseQuietHours, type QuietHours } from './quiet-hours.ts'
import type { AskedQuietHours } from './quiet-hours-change.ts'

/** The office's quiet hours; null when it switched them off. */
export async function findQuietHours(db: Db): Promise<QuietHours | null> {
  return parseQuietHours(await findSetting(db, 'quiet-hours'))
}

export function saveQuietHours(db: Db, quietHours: QuietHours | null): Promise<void> {
  return saveSetting(db, 'quiet-hours', JSON.stringify(quietHours))
}

/** Other quiet hours that wait for a second person; null for none. */
export async function findAskedQuietHours(db: Db): Promise<AskedQuietHours | null> {
  const asked = await findSetting(db, 'quiet-hours-asked')
  return asked === null ? null : (JSON.parse(asked) as AskedQuietHours | null)
}

export function saveAskedQuietHours(db: Db, asked: AskedQuietHours | null): Promise<void> {
  return saveSetting(db, 'quiet-hours-asked', JSON.stringify(asked))
}

/** True when somebody else may confirm quiet hours: an administrator or approver of the whole office. */
export async function hasSecondPerson(db: Db, first: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_role as role')
    .innerJoin('staff', 'staff.id', 'role.staff_id')
    .innerJoin('unit', 'unit.id', 'role.unit_id')
    .select('staff.id')
    .where('role.role', 'in', ['administrator', 'approver'])
    .where('role.revoked_at', 'is', null)
    .where('unit.parent_id', 'is', null)
    .where('staff.disabled_at', 'is', null)
    .where('staff.id', '<>', first)
    .executeTakeFirst()
  return row !== undefined
}

/** True when the office holds sample data, which is said on everything that leaves it. */
export async function isSample(db: Db): Promise<boolean> {
  return (await findSetting(db, 'sample')) === 'true'
}
