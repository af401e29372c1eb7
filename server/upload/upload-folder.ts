import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Digest } from '../../playout/contract/ids.ts'

/** The files that are on their way in, each named by its upload's id, which is ours. */
export type UploadFolder = Readonly<{
  make(): Promise<void>
  pathOf(id: string): string
  /** An empty file. */
  create(id: string): Promise<void>
  /**
   * Adds to a file at its end; what came before the source broke off stays.
   * @returns its length then
   */
  write(
    id: string,
    offset: number,
    source: Readable,
    heard: (bytes: number) => void,
  ): Promise<number>
  /** Null when it is not there. */
  sizeOf(id: string): Promise<number | null>
  remove(id: string): Promise<void>
  names(): Promise<string[]>
  /** SHA-256 of a whole file, which is on the disk for good when this returns. */
  seal(id: string): Promise<Digest>
}>

export function openUploadFolder(folder: string): UploadFolder {
  const pathOf = (id: string) => {
    if (!/^[\w-]+$/.test(id)) throw new Error(`not an id of ours: ${id}`)
    return path.join(folder, id)
  }
  return {
    pathOf,
    make: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    },
    create: (id) => writeFile(pathOf(id), '', { mode: 0o600 }),
    write: async (id, offset, source, heard) => {
      let at = offset
      const count = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          at += chunk.length
          heard(at)
          yield chunk
        }
      }
      await pipeline(
        source,
        count,
        createWriteStream(pathOf(id), { flags: 'r+', start: offset, mode: 0o600 }),
      )
      return at
    },
    sizeOf: async (id) => {
      try {
        return (await stat(pathOf(id))).size
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    names: () => readdir(folder),
    seal: async (id) => {
      const file = await open(pathOf(id), 'r+')
      try {
        await file.sync()
      } finally {
        await file.close()
      }
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(pathOf(id))) hash.update(chunk)
      return hash.digest('hex') as Digest
    },
  }
}
