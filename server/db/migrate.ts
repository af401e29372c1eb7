import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { firstLight } from './0001-first-light.ts'
import { bulletinLife } from './0002-bulletin-life.ts'
import { planning } from './0003-planning.ts'
import { orders } from './0004-orders.ts'
import { recordings } from './0005-recordings.ts'
import type { Database } from './schema.ts'

export type Engine = 'sqlite' | 'postgres'

/** Frozen: a migration that has run somewhere is never edited; another number follows. */
const migrations: Readonly<Record<string, (engine: Engine) => Migration>> = {
  '0001-first-light': firstLight,
  '0002-bulletin-life': bulletinLife,
  '0003-planning': planning,
  '0004-orders': orders,
  '0005-recordings': recordings,
}

/**
 * Brings a database up to this program's shape.
 * @throws Error when a newer version has written it, or when a step fails (nothing of it is kept)
 */
export async function migrate(db: Kysely<Database>, engine: Engine): Promise<void> {
  await refuseNewer(db)
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(Object.entries(migrations).map(([name, make]) => [name, make(engine)])),
  }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    db,
  )
  const unknown = done.rows.find(({ name }) => !(name in migrations))
  if (unknown)
    throw new Error(
      `This data was written by a newer version of Tiếp Âm (it has step ${unknown.name}). Start that version, or put back a backup made before the update.`,
    )
}
