import * as nodeFs from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { MediaFault } from '../errors.ts'

/** What the durable writer asks of a disk; handed in, so that a test can make each step fail. */
export type Disk = Pick<typeof nodeFs, 'open' | 'rename' | 'rm' | 'mkdir'>

export const nodeDisk: Disk = nodeFs

export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** Bytes that lie whole and synced beside their later place, under a name that nobody reads. */
export type Staged = Readonly<{
  /** Makes them visible at `target`, replacing what was there; durable when it returns. */
  commit(target: string): Promise<void>
  discard(): Promise<void>
}>

/**
 * The one way in which a file is written: temporary name, fsync, rename, fsync of the folder. A
 * power cut at any instant leaves the old file or the new one, never a part; what it may leave is a
 * `.part` file, which nothing reads.
 */
export async function writeDurably(
  target: string,
  chunks: Chunks,
  disk: Disk = nodeDisk,
): Promise<void> {
  const staged = await stageDurably(dirname(target), basename(target), chunks, disk)
  await staged.commit(target)
}

/** Writes the chunks into `folder` without showing them yet; on failure nothing stays behind. */
export async function stageDurably(
  folder: string,
  name: string,
  chunks: Chunks,
  disk: Disk = nodeDisk,
): Promise<Staged> {
  await makeFolder(folder, disk)
  const { path, handle } = await createPart(folder, name, disk)
  const discard = () => disk.rm(path, { force: true })
  try {
    await handle.writeFile(chunks)
    await handle.sync()
  } catch (error) {
    await handle.close()
    await discard()
    throw diskFault(error)
  }
  await handle.close()
  return {
    discard,
    commit: async (target) => {
      try {
        await makeFolder(dirname(target), disk)
        await disk.rename(path, target)
        await syncFolder(dirname(target), disk)
      } catch (error) {
        await discard()
        throw diskFault(error)
      }
    },
  }
}

/** The first free part name; `wx` makes two writers, even in two processes, take different ones. */
async function createPart(
  folder: string,
  name: string,
  disk: Disk,
): Promise<{ path: string; handle: nodeFs.FileHandle }> {
  for (let attempt = 0; ; attempt++) {
    const path = join(folder, `${name}.${attempt}.part`)
    try {
      return { path, handle: await disk.open(path, 'wx') }
    } catch (error) {
      if (!hasCode(error, ['EEXIST'])) throw diskFault(error)
    }
  }
}

/** Makes the folder and its parents, each entered durably in the folder above it. */
async function makeFolder(folder: string, disk: Disk): Promise<void> {
  let firstMade: string | undefined
  try {
    firstMade = await disk.mkdir(folder, { recursive: true })
  } catch (error) {
    throw diskFault(error)
  }
  if (firstMade === undefined) return
  const top = dirname(firstMade)
  for (let made = folder; made !== top; made = dirname(made)) await syncFolder(dirname(made), disk)
}

async function syncFolder(folder: string, disk: Disk): Promise<void> {
  const handle = await disk.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function diskFault(error: unknown): unknown {
  return hasCode(error, ['ENOSPC', 'EDQUOT']) ? new MediaFault('disk-full', {}, error) : error
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
