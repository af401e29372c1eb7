import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload as TusUpload } from '@tus/server'
import type { Uploads } from './upload-job.ts'

/**
 * Our uploads as the tus library sees them. Their rows say how long they are and whose; the file's
 * own length says how much has come.
 */
export class TusStore extends DataStore {
  readonly #uploads: Uploads

  constructor(uploads: Uploads) {
    super()
    this.#uploads = uploads
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
  }

  /** Its row is there: it was announced before. */
  override async create(upload: TusUpload): Promise<TusUpload> {
    return upload
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.#uploads.find(id)
    if (!upload) throw ERRORS.FILE_NOT_FOUND
    // Of one that is past receiving, all has come, also when its answer was lost on the way.
    const { receivedBytes: offset } = await this.#uploads.standing(upload)
    const metadata = { filename: upload.fileName }
    return new TusUpload({ id, size: upload.bytes, offset, metadata })
  }

  override async write(part: Readable, id: string, offset: number): Promise<number> {
    const { size, offset: received } = await this.getUpload(id)
    return received === size ? received : this.#uploads.write(id, offset, part)
  }

  override remove(id: string): Promise<void> {
    return this.#uploads.remove(id)
  }
}
