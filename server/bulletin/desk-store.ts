import type { z } from 'zod'
import type { Outcome } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Access, Visitor } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { type AuditEntry, audit } from '../staff/audit.ts'
import type { Bulletin, Version } from './bulletin.ts'
import { type BulletinCode, bulletinProblem } from './bulletin-errors.ts'
import { findSurroundings, getBulletin, saveChanges, unitOfBulletin } from './bulletin-store.ts'
import type { BulletinView } from './bulletin-view.ts'
import { showBulletins } from './show-bulletin.ts'

/** One version of a bulletin, as addresses name it. */
export type VersionName = Readonly<{ bulletin: string; number: number }>

type Reason = BulletinCode extends infer Code
  ? Code extends `bulletin-${infer Short}`
    ? Short
    : never
  : never

/** What is done to a bulletin, as the audit trail calls it. */
type Deed = Readonly<{ action: string; detail?: AuditEntry['detail'] }>

/** Who may use a route about one bulletin: these roles at its unit or above. */
export function atItsUnit(db: Db, ...roles: Exclude<Access, string>['roles'][number][]): Access {
  return {
    roles,
    unit: (request) => unitOfBulletin(db, (request.params as { bulletin: string }).bulletin),
  }
}

/** @throws Problem `bulletin-unknown` */
export async function getVersion(
  db: Db,
  { bulletin: id, number }: VersionName,
): Promise<Readonly<{ bulletin: Bulletin; version: Version }>> {
  const bulletin = await getBulletin(db, id)
  const version = bulletin.versions.find((one) => one.number === number)
  if (!version) throw bulletinProblem('bulletin-unknown')
  return { bulletin, version }
}

/**
 * Loads a bulletin, decides, saves and notes it in one transaction.
 * @throws Problem for what the decision refused
 */
export async function decide(
  deps: Pick<Deps, 'db' | 'newId'>,
  id: string,
  visitor: Visitor,
  now: Instant,
  decision: (
    before: Bulletin,
    db: Db,
  ) => Promise<Outcome<Readonly<{ after: Bulletin; deed: Deed }>, Reason>>,
): Promise<Bulletin> {
  return deps.db.transaction().execute(async (tx) => {
    const before = await getBulletin(tx, id)
    const outcome = await decision(before, tx)
    if (!outcome.ok) throw bulletinProblem(`bulletin-${outcome.reason}`, outcome.params)
    const { after, deed } = outcome.value
    if (after === before) return after
    await saveChanges(tx, before, after)
    await audit(tx, deps, {
      ...{ at: now, staff: visitor.id, action: `bulletin.${deed.action}` },
      ...{ subject: `bulletin/${id}`, detail: deed.detail ?? {} },
    })
    return after
  })
}

/** A bulletin as one visitor sees it now. */
export async function showBulletin(
  db: Db,
  bulletin: Bulletin,
  visitor: Visitor,
  now: Instant,
): Promise<z.infer<typeof BulletinView>> {
  const around = await findSurroundings(db, [bulletin], visitor.id, now)
  const [view] = showBulletins([bulletin], around, visitor, now)
  return view as z.infer<typeof BulletinView>
}
