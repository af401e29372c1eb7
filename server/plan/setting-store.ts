import type { Db } from '../deps.ts'
import { parseQuietHours, type QuietHours } from './quiet-hours.ts'

/** The office's quiet hours; null when it switched them off. */
export async function findQuietHours(db: Db): Promise<QuietHours | null> {
  return parseQuietHours(await findSetting(db, 'quiet-hours'))
}

/** True when the office holds sample data, which is said on everything that leaves it. */
export async function isSample(db: Db): Promise<boolean> {
  return (await findSetting(db, 'sample')) === 'true'
}

async function findSetting(db: Db, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? null
}
