import type { Db } from './deps.ts'

/** What an office keeps about itself, by name. */
export type SettingName =
  | 'sample'
  | 'quiet-hours'
  | 'quiet-hours-asked'
  | 'recording-sound'
  | 'furnished-at'
  | 'speech-readings'

export async function findSetting(db: Db, name: SettingName): Promise<string | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? null
}

export async function saveSetting(db: Db, name: SettingName, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
