import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, isDigest } from '../digest.ts'
import { type Chunks, type Disk, nodeDisk, stageDurably } from './durable.ts'

/** Folder of a store for files that are not whole yet. */
export const INCOMING = 'incoming'

/** Bytes in the store, named by what they are. */
export type Stored = Readonly<{ digest: Digest; bytes: number }>

/**
 * Files named by their SHA-256, under `<root>/ab/cd/<digest>`. A file that is visible is whole;
 * putting the same bytes again changes nothing, and mends a file that was damaged.
 */
export type Store = Readonly<{
  putFile(path: string): Promise<Stored>
  putBytes(bytes: Uint8Array): Promise<Stored>
  /** A stream of its bytes, or of those from `start` through `end`; fails if it is not there. */
  open(digest: Digest, range?: Readonly<{ start: number; end: number }>): ReadStream
  /** Null when it is not there. */
  stat(digest: Digest): Promise<Stored | null>
  /** Reads the whole file again. */
  verify(digest: Digest): Promise<'whole' | 'altered' | 'missing'>
  /** Takes a file out for good; nothing else may need it. Without one, nothing changes. */
  remove(digest: Digest): Promise<void>
  /** For programs that want a path; the file must not be written to. */
  pathOf(digest: Digest): string
}>

export function openStore(root: string, disk: Disk = nodeDisk): Store {
  function pathOf(digest: Digest): string {
    if (!isDigest(digest)) throw new Error(`not a digest: ${digest}`)
    return join(root, digest.slice(0, 2), digest.slice(2, 4), digest)
  }

  async function put(chunks: Chunks): Promise<Stored> {
    const count = countAndHash(chunks)
    const staged = await stageDurably(join(root, INCOMING), 'put', count.chunks, disk)
    const stored = count.result()
    await staged.commit(pathOf(stored.digest))
    return stored
  }

  async function find(digest: Digest): Promise<Stored | null> {
    try {
      return { digest, bytes: (await stat(pathOf(digest))).size }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  return {
    pathOf,
    stat: find,
    remove: (digest) => rm(pathOf(digest), { force: true }),
    putFile: (path) => put(createReadStream(path)),
    putBytes: (bytes) => put([bytes]),
    open: (digest, range) => createReadStream(pathOf(digest), range),
    verify: async (digest) => {
      if ((await find(digest)) === null) return 'missing'
      const count = countAndHash(createReadStream(pathOf(digest)))
      for await (const _chunk of count.chunks);
      return count.result().digest === digest ? 'whole' : 'altered'
    },
  }
}

/** Passes chunks through; `result` is known once they have all gone by. */
function countAndHash(chunks: Chunks): {
  chunks: AsyncIterable<Uint8Array>
  result: () => Stored
} {
  const hash = createHash('sha256')
  let bytes = 0
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  return { chunks: pass(), result: () => ({ digest: hash.digest('hex'), bytes }) }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
