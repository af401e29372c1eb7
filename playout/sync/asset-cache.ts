import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rendition } from '../contract/manifest.ts'
import { type Outcome, ok, refuse } from '../contract/outcome.ts'
import type { Clock } from '../contract/time.ts'
import { ask, type Network, NetworkFault } from './network.ts'

/**
 * Asset files, named by their hash. Only a file whose size and hash were checked since the start
 * counts as held; a fetch that broke off goes on where it stopped.
 */
export type AssetCache = Readonly<{
  /** Bytes of what is held, by digest. */
  held(): ReadonlyMap<string, number>
  pathOf(digest: string): string | null
  /**
   * Has the file, from the disk or the network.
   * @throws NetworkFault when it could not be fetched; what came so far is kept
   */
  obtain(
    rendition: Rendition,
    url: string,
  ): Promise<Outcome<'held' | 'fetched', 'wrong-hash' | 'wrong-size'>>
  drop(digest: string): Promise<void>
  /** Removes files that nobody wants and that were never counted as held. */
  tidy(wanted: ReadonlySet<string>): Promise<void>
}>

export async function openAssetCache(
  folder: string,
  network: Network,
  clock: Clock,
): Promise<AssetCache> {
  await mkdir(folder, { recursive: true })
  const held = new Map<string, number>()
  const fileOf = (digest: string) => join(folder, digest)
  const partOf = (digest: string) => join(folder, `${digest}.partial`)

  async function fetchRest(rendition: Rendition, url: string): Promise<void> {
    const part = await open(partOf(rendition.digest), 'a+')
    try {
      const have = (await part.stat()).size
      if (have > rendition.bytes) await part.truncate(0)
      if (have === rendition.bytes) return
      const from = have > rendition.bytes ? 0 : have
      const headers: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` }
      const answer = await ask(network, clock, url, { headers })
      if (answer.status !== 200 && answer.status !== 206)
        throw new NetworkFault(`asset: ${answer.status}`, answer.status)
      // A server that does not know ranges sends everything from the start.
      if (answer.status === 200 && from > 0) await part.truncate(0)
      let bytes = answer.status === 200 ? 0 : from
      for await (const piece of answer.body()) {
        bytes += piece.length
        await part.write(piece)
        if (bytes > rendition.bytes) break
      }
      await part.sync()
      if (bytes < rendition.bytes) throw new NetworkFault('the asset broke off')
    } finally {
      await part.close()
    }
  }

  return {
    held: () => held,
    pathOf: (digest) => (held.has(digest) ? fileOf(digest) : null),
    obtain: async (rendition, url) => {
      const { digest, bytes } = rendition
      if (held.has(digest)) return ok('held')
      if (await isWhole(fileOf(digest), rendition)) {
        held.set(digest, bytes)
        return ok('held')
      }
      await fetchRest(rendition, url)
      const part = partOf(digest)
      const { size } = await stat(part)
      if (size !== bytes || !(await isWhole(part, rendition))) {
        await rm(part, { force: true })
        return size === bytes
          ? refuse('wrong-hash', { digest })
          : refuse('wrong-size', { digest, expected: bytes, found: size })
      }
      await rename(part, fileOf(digest))
      await syncFolder(folder)
      held.set(digest, bytes)
      return ok('fetched')
    },
    drop: async (digest) => {
      held.delete(digest)
      await rm(fileOf(digest), { force: true })
    },
    tidy: async (wanted) => {
      for (const file of await readdir(folder))
        if (!wanted.has(file.replace(/\.partial$/, '')))
          await rm(join(folder, file), { force: true })
    },
  }
}

async function isWhole(path: string, { digest, bytes }: Rendition): Promise<boolean> {
  try {
    if ((await stat(path)).size !== bytes) return false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex') === digest
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
