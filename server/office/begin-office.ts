import { openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import { localDateOf } from '../plan/local-time.ts'
import { saveSetting } from '../settings.ts'
import { openAccount } from '../staff/account-store.ts'
import { districtPlace, furnish } from './furnish.ts'
import { MY_TU } from './my-tu.ts'
import { activateOffice, officeFolder, openOfficeFolder } from './office-folder.ts'
import type { NewOfficeInput } from './office-routes.ts'

/** The least that a real office has from its first start: its district unit and station. */
export async function seedOffice(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const known = await deps.db.selectFrom('unit').select('id').executeTakeFirst()
  if (known) return
  const { unit, station } = districtPlace(MY_TU.name, localDateOf(deps.clock.now(), MY_TU.zone))
  await deps.db.transaction().execute(async (tx) => {
    await tx.insertInto('unit').values(unit).execute()
    await tx.insertInto('station').values(station).execute()
    await saveSetting(tx, 'sample', 'false')
  })
}

/**
 * Bắt đầu dùng thật. From the sample: a folder of its own with a fresh database, and fresh keys at
 * its first start; the sample stays where it is, and nothing of it counts there. In a real office
 * that has only its first administrator: units and windows are put in place.
 */
export async function beginOffice(
  deps: Deps,
  sample: boolean,
  wanted: NewOfficeInput,
): Promise<{ restarting: boolean }> {
  const now = deps.clock.now()
  const today = localDateOf(now, MY_TU.zone)
  if (!sample) {
    await deps.db.transaction().execute((tx) => furnish(tx, wanted, today, now))
    deps.live.tell({ topic: 'plan', station: 'district' })
    return { restarting: false }
  }
  const data = deps.config.data
  openOfficeFolder(data, 'none', 'office')
  const db = openDatabase(officeFolder(data, 'office').database)
  try {
    await migrate(db, 'sqlite')
    await seedOffice({ db, clock: deps.clock })
    await db.transaction().execute((tx) => furnish(tx, wanted, today, now))
    if (wanted.administrator)
      await openAccount(
        { ...deps, db },
        {
          ...wanted.administrator,
          language: 'vi',
          roles: [{ role: 'administrator', unit: 'root' }],
          mustChangePassword: false,
        },
        null,
        now,
      )
  } finally {
    await db.destroy()
  }
  await activateOffice(data, 'office')
  return { restarting: true }
}
