import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rendition } from '../contract/manifest.ts'
import { type Outcome, ok, refuse } from '../contract/outcome.ts'
import type { Clock } from '../contract/time.ts'
import { ask, type Network, NetworkFault } from './network.ts'

/**
 * Asset files, named by their hash. Only a file whose size and hash were checked since the start, and
 * that nobody touched since, counts as held; a fetch that broke off goes on where it stopped.
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
  /**
   * Looks whether a held file is still what it was when it was checked; one that is not is held no
   * longer, and that is told once.
   */
  confirm(digest: string): Promise<boolean>
  /** Removes files that nobody wants and that were never counted as held. */
  tidy(wanted: ReadonlySet<string>): Promise<void>
}>

export async function openAssetCache(
  folder: string,
  network: Network,
  clock: Clock,
  spoiled: (digest: string, reason: 'gone-from-disk' | 'changed-on-disk') => void,
): Promise<AssetCache> {
  await mkdir(folder, { recursive: true })
  const held = new Map<string, number>()
  /** What the disk said of each held file when it was checked. */
  const traces = new Map<string, string>()
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

  async function hold({ digest, bytes }: Rendition): Promise<void> {
    traces.set(digest, (await traceOf(fileOf(digest))) ?? '')
    held.set(digest, bytes)
  }

  async function confirm(digest: string): Promise<boolean> {
    const bytes = held.get(digest)
    if (bytes === undefined) return false
    const trace = await traceOf(fileOf(digest))
    if (trace !== null && trace === traces.get(digest)) return true
    const isGood =
      trace !== null && (await isWhole(fileOf(digest), { digest, bytes }).catch(() => false))
    if (isGood) traces.set(digest, trace)
    else if (held.delete(digest))
      spoiled(digest, trace === null ? 'gone-from-disk' : 'changed-on-disk')
    return isGood
  }

  return {
    confirm,
    held: () => held,
    pathOf: (digest) => (held.has(digest) ? fileOf(digest) : null),
    obtain: async (rendition, url) => {
      const { digest, bytes } = rendition
      if (held.has(digest)) return ok('held')
      if (await isWhole(fileOf(digest), rendition)) {
        await hold(rendition)
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
      await hold(rendition)
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

/** Changes with every change of a file; null when it is not there. */
async function traceOf(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path)
    return [ino, size, mtimeMs, ctimeMs].join(' ')
  } catch {
    return null
  }
}

async function isWhole(
  path: string,
  { digest, bytes }: Pick<Rendition, 'digest' | 'bytes'>,
): Promise<boolean> {
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
