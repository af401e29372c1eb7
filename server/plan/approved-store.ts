import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { itemSpan, type PlannedBlock } from './playlist.ts'

/** Values that one statement may carry. */
const VALUES_AT_ONCE = 500

/**
 * A plan without what may no longer sound: between a recall and the next planning the rows still name
 * it, and nobody may be told that it will. What has ended stays, since it is what was planned then.
 */
export async function withoutUnapproved(
  db: Db,
  planned: readonly PlannedBlock[],
  now: Instant,
): Promise<PlannedBlock[]> {
  const approved = await listApproved(db, versionsAhead(planned, now))
  return planned.map((one) => {
    const { block } = one
    const items = block.items.filter(
      (item) =>
        itemSpan(block, item).endsAt <= now ||
        !item.bulletin ||
        approved.has(item.bulletin.version),
    )
    return items.length === block.items.length ? one : { ...one, block: { ...block, items } }
  })
}

function versionsAhead(planned: readonly PlannedBlock[], now: Instant): string[] {
  const versions = planned.flatMap(({ block }) =>
    block.items.flatMap((item) =>
      item.bulletin && itemSpan(block, item).endsAt > now ? [item.bulletin.version] : [],
    ),
  )
  return [...new Set<string>(versions)]
}

async function listApproved(db: Db, versions: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let from = 0; from < versions.length; from += VALUES_AT_ONCE)
    for (const { id } of await db
      .selectFrom('bulletin_version')
      .select('id')
      .where('id', 'in', versions.slice(from, from + VALUES_AT_ONCE))
      .where('state', '=', 'approved')
      .execute())
      found.add(id)
  return found
}
