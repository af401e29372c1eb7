import { type Kysely, sql } from 'kysely'

/**
 * Frozen like the migrations that use it: what it makes once, it makes for ever. Promise 2: rows of
 * these tables are appended and never changed, whoever has the database open. The migrations before
 * it carry their own.
 */
export async function refuseChanges(
  db: Kysely<unknown>,
  engine: 'sqlite' | 'postgres',
  tables: readonly string[],
): Promise<void> {
  for (const table of tables)
    for (const trigger of triggersOf(engine, table)) await sql.raw(trigger).execute(db)
}

function triggersOf(engine: 'sqlite' | 'postgres', table: string): readonly string[] {
  return engine === 'postgres'
    ? [
        `create trigger ${table}_no_change before update or delete on ${table}
         for each row execute function refuse_change()`,
        `create trigger ${table}_no_truncate before truncate on ${table}
         for each statement execute function refuse_change()`,
      ]
    : ['update', 'delete'].map(
        (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
         begin select raise(abort, '${table} is append-only'); end`,
      )
}
