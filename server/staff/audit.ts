import type { Instant } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'

/** Who did what to what. `detail` never holds a password, token or one-time secret. */
export type AuditEntry = Readonly<{
  at: Instant
  /** Null when nobody was signed in: a refused sign-in, the program itself. */
  staff: string | null
  /** `area.what-happened`, such as `session.refused`. */
  action: string
  /** What it happened to, such as `staff/lan` or `bulletin/b1`. */
  subject: string
  detail?: Readonly<Record<string, string | number | boolean | null>>
}>

/** Adds to the audit trail, which the database lets nobody rewrite; within the change's transaction. */
export async function audit(
  db: Db,
  { newId }: Pick<Deps, 'newId'>,
  entry: AuditEntry,
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      id: newId(),
      at: entry.at,
      staff_id: entry.staff,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
