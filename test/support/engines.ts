import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { openDatabase } from '../../server/db/database.ts'
import { type Engine, migrate } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/schema.ts'

/** Every engine that the program must run on, each opening an empty, migrated database. */
export const engines: readonly Readonly<{ engine: Engine; open(): Promise<Kysely<Database>> }>[] = [
  {
    engine: 'sqlite',
    open: async () => migrated(openDatabase(':memory:'), 'sqlite'),
  },
  {
    engine: 'postgres',
    open: async () =>
      migrated(
        new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) }),
        'postgres',
      ),
  },
]

async function migrated(db: Kysely<Database>, engine: Engine): Promise<Kysely<Database>> {
  await migrate(db, engine)
  return db
}
