import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SqliteFile from 'better-sqlite3'
import { type Driver, Kysely, SqliteDialect, type SqliteDialectConfig } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Opens the office's database file, making it and its folder when they are not there.
 *
 * There is one connection, so transactions and plain queries run one after the other: keep slow work
 * out of a transaction, and inside one use only the handle that it hands you. The outer handle waits
 * for the transaction to end, which waits for the outer handle: for ever.
 *
 * `synchronous=FULL`: what was answered as kept survives a pulled plug.
 *
 * @throws Error with one sentence that says what to do
 */
export function openDatabase(file: string): Kysely<Database> {
  try {
    if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
    const database = new SqliteFile(file)
    database.pragma('busy_timeout = 5000')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    return new Kysely<Database>({ dialect: new OfficeDialect({ database }, database) })
  } catch (error) {
    throw new Error(explainDatabaseFault(error, file), { cause: error })
  }
}

/**
 * A full disk makes SQLite roll a transaction back by itself; asking it once more would hide the
 * reason behind "no transaction is active".
 */
class OfficeDialect extends SqliteDialect {
  readonly #file: SqliteFile.Database

  constructor(config: SqliteDialectConfig, file: SqliteFile.Database) {
    super(config)
    this.#file = file
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const rollback = driver.rollbackTransaction.bind(driver)
    driver.rollbackTransaction = async (connection) => {
      if (this.#file.inTransaction) await rollback(connection)
    }
    return driver
  }
}

/** One sentence for what the disk or SQLite says, and what to do about it. */
function explainDatabaseFault(error: unknown, file: string): string {
  const code = String((error as { code?: unknown }).code ?? '')
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code))
    return `The disk that holds ${file} is full. Free some space, then start again.`
  if (/^(SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code))
    return `${file} cannot be written. Give this user the right to write its folder, or set TIEP_AM_DATA to another one.`
  if (/^(ENOTDIR|EEXIST|EISDIR)/.test(code))
    return `${path.dirname(file)} is not a folder. Set TIEP_AM_DATA to a folder.`
  if (/^(SQLITE_NOTADB|SQLITE_CORRUPT)/.test(code))
    return `${file} is damaged or not a database of Tiếp Âm. Put the newest backup in its place, or set TIEP_AM_DATA to another folder.`
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code))
    return `${file} is in use by another program. Stop it (another Tiếp Âm?), then start again.`
  return `${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`
}

/** True when a row could not be stored because one like it is there already, on either engine. */
export function isDuplicate(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? '')
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(code) || code === '23505'
}
