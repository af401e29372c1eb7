import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload as TusUpload } from '@tus/server'
import type { Incoming } from './incoming.ts'

/**
 * Our files as the tus library sees them. Their rows say how long they are and whose; the file's own
 * length says how much has come.
 */
export class TusStore extends DataStore {
  readonly #incoming: Incoming

  constructor(incoming: Incoming) {
    super()
    this.#incoming = incoming
    const creation = incoming.announce ? ['creation', 'creation-with-upload'] : []
    this.extensions = [...creation, 'termination', 'expiration']
  }

  /** Its row is there: it was announced before. */
  override async create(upload: TusUpload): Promise<TusUpload> {
    return upload
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const file = await this.#incoming.find(id)
    if (!file) throw ERRORS.FILE_NOT_FOUND
    // Of one that is past receiving, all has come, also when its answer was lost on the way.
    const metadata = { filename: file.fileName }
    return new TusUpload({ id, size: file.bytes, offset: file.receivedBytes, metadata })
  }

  override async write(part: Readable, id: string, offset: number): Promise<number> {
    const { size, offset: received } = await this.getUpload(id)
    return received === size ? received : this.#incoming.write(id, offset, part)
  }

  override remove(id: string): Promise<void> {
    return this.#incoming.remove(id)
  }
}
