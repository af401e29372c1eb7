import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, isDigest } from '../digest.ts'
import { INCOMING } from './store.ts'

export type Sweep = Readonly<{
  /** Whether anything still refers to these bytes. */
  isNamed(digest: Digest): boolean | Promise<boolean>
  /** Milliseconds since 1970. Younger objects stay: their name may be about to be written. */
  objectsBefore: number
  /** Half-written files older than this go; at a start, everything that is there. */
  partsBefore: number
}>

/** What was removed. */
export type Swept = Readonly<{ objects: number; parts: number; bytes: number }>

/**
 * Removes what interrupted work left in a store: parts of files, and whole files that nothing names.
 * Must not run beside another process that writes to it.
 */
export async function sweepStore(root: string, sweep: Sweep): Promise<Swept> {
  let [objects, parts, bytes] = [0, 0, 0]
  for (const name of await list(join(root, INCOMING))) {
    const size = await removeOlder(join(root, INCOMING, name), sweep.partsBefore)
    if (size === null) continue
    parts++
    bytes += size
  }
  for (const first of (await list(root)).filter(isFolderName)) {
    for (const second of (await list(join(root, first))).filter(isFolderName)) {
      const folder = join(root, first, second)
      for (const digest of (await list(folder)).filter(isDigest)) {
        if (await sweep.isNamed(digest)) continue
        const size = await removeOlder(join(folder, digest), sweep.objectsBefore)
        if (size === null) continue
        objects++
        bytes += size
      }
    }
  }
  return { objects, parts, bytes }
}

/** Its size when it was old enough and is gone. */
async function removeOlder(path: string, before: number): Promise<number | null> {
  const { mtimeMs, size } = await stat(path)
  if (mtimeMs >= before) return null
  await rm(path)
  return size
}

/** Empty when there is no such folder yet. */
async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function isFolderName(name: string): boolean {
  return /^[0-9a-f]{2}$/.test(name)
}
