import type { LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { laidIdOf } from './window-store.ts'

/**
 * What people put into a window, or kept out of it, goes along to the window that takes its place
 * from a date on.
 * @param successor new ids by the old ones, as laid down
 */
export async function takeOverHands(
  db: Db,
  successor: ReadonlyMap<string, string>,
  from: LocalDate,
): Promise<void> {
  for (const table of ['plan_pin', 'plan_bar'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'window_id'])
      .where('date', '>=', from)
      .where('removed_at', 'is', null)
      .execute()
    for (const { id, window_id } of rows) {
      const next = succeeded(window_id, successor)
      if (next !== null)
        await db.updateTable(table).set({ window_id: next }).where('id', '=', id).execute()
    }
  }
  await takeOverPicks(db, successor)
}

/** What a commune picked for a window it picked for the next as well; until then the old one stands. */
async function takeOverPicks(db: Db, successor: ReadonlyMap<string, string>): Promise<void> {
  const picks = await db
    .selectFrom('commune_pick')
    .select(['id', 'windows'])
    .where('windows', 'is not', null)
    .where('dropped_at', 'is', null)
    .execute()
  for (const { id, windows } of picks) {
    const old = JSON.parse(windows ?? '[]') as string[]
    const next = old.flatMap((window) => succeeded(window, successor) ?? [])
    const all = [...new Set([...old, ...next])]
    if (all.length > old.length)
      await db
        .updateTable('commune_pick')
        .set({ windows: JSON.stringify(all) })
        .where('id', '=', id)
        .execute()
  }
}

/** `<old>@<station>` becomes `<new>@<station>`. */
function succeeded(window: string, successor: ReadonlyMap<string, string>): string | null {
  const next = successor.get(window) ?? successor.get(laidIdOf(window))
  return next === undefined
    ? null
    : `${next}${successor.has(window) ? '' : window.slice(laidIdOf(window).length)}`
}
