import type { StaffId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'

/** One step of a bulletin's life, as the audit trail holds it. */
export type LifeEntry = Readonly<{
  at: Instant
  by: Readonly<{ id: StaffId; name: string }> | null
  /** `bulletin.write`, `bulletin.edit`, `bulletin.approve`, … */
  action: string
  /** Null when it was done to the whole bulletin. */
  version: string | null
  note: string | null
  /** What an edit made different. */
  changed: readonly string[]
}>

/** What was done to a bulletin, newest first. */
export async function listHistory(db: Db, bulletin: string): Promise<LifeEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('staff', 'staff.id', 'audit.staff_id')
    .select(['audit.at', 'audit.action', 'audit.detail', 'staff.id as staff', 'staff.name'])
    .where('audit.subject', '=', `bulletin/${bulletin}`)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .execute()
  return rows.map(({ at, action, detail, staff, name }) => {
    const { version, note, reason, changed } = JSON.parse(detail) as Readonly<
      Partial<Record<string, string>>
    >
    return {
      ...{ at, action, version: version ?? null, note: note ?? reason ?? null },
      by: staff === null ? null : { id: staff as StaffId, name: name ?? staff },
      changed: changed?.split(' ').filter(Boolean) ?? [],
    }
  })
}
