import type { Readable } from 'node:stream'
import type { Instant } from '../../playout/contract/time.ts'

/** A file that comes in parts, as far as its way in is concerned. */
export type IncomingFile = Readonly<{
  fileName: string
  /** Of the whole file, as announced. */
  bytes: number
  receivedBytes: number
  isReceiving: boolean
}>

/** Files that come in parts; each is only its owner's. An area says what becomes of them. */
export type Incoming = Readonly<{
  /** Anybody's: for one whose owner was looked at. */
  find(id: string): Promise<IncomingFile | null>
  /** @throws Problem when it is not there, also for somebody else's */
  get(id: string, by: string): Promise<unknown>
  /** Null when files are announced on another way than the protocol's own. */
  announce:
    | ((
        entry: Readonly<{ id: string; fileName: string; bytes: number; by: string }>,
      ) => Promise<void>)
    | null
  /**
   * Adds a part at the end of what was received; what came before it broke off stays.
   * @returns how much there is now
   */
  write(id: string, offset: number, part: Readable): Promise<number>
  /** Says that the last part has come. */
  received(id: string): void
  remove(id: string): Promise<void>
  /** When it is cleared away unless more of it comes. */
  expiresAt(id: string): Instant
}>
