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

/** True when the office holds sample data, which is said on everything that leaves it. */
export async function isSample(db: Db): Promise<boolean> {
  return (await findSetting(db, 'sample')) === 'true'
}
