import type { Db } from '../deps.ts'
import { findSetting } from '../settings.ts'
import { parseQuietHours, type QuietHours } from './quiet-hours.ts'

/** The office's quiet hours; null when it switched them off. */
export async function findQuietHours(db: Db): Promise<QuietHours | null> {
  return parseQuietHours(await findSetting(db, 'quiet-hours'))
}

/** True when the office holds sample data, which is said on everything that leaves it. */
export async function isSample(db: Db): Promise<boolean> {
  return (await findSetting(db, 'sample')) === 'true'
}
