import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { PublicKey, Signed, Signer } from '../playout/contract/signature.ts'
import type { Clock } from '../playout/contract/time.ts'
import type { Config } from './config.ts'
import type { Database } from './db/schema.ts'
import type { Live } from './live.ts'

/** A connection, or the transaction one is in: a store function uses the one it is handed. */
export type Db = Kysely<Database> | Transaction<Database>

/** What the office signs with: the root's public half, and keys that the root has named. */
export type OfficeKeys = Readonly<{
  root: PublicKey
  publish: Signer
  publishDocument: Signed
  ledger: Signer
  /** The root's word for the ledger's key. */
  ledgerDocument: Signed
}>

/** Everything that the server's parts are handed instead of reaching for it. */
export type Deps = Readonly<{
  config: Config
  clock: Clock
  /** Time-ordered unique id. */
  newId(): string
  /** Cryptographically random bytes, for secrets. */
  randomBytes(count: number): Uint8Array
  db: Kysely<Database>
  keys: OfficeKeys
  live: Live
  log: Logger
}>
