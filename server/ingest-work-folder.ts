import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'

/**
 * Makes a folder for one run of `tiep-am ingest`, named after its process. What earlier runs left
 * that were killed is cleared away first; the folder of one that still runs is not touched.
 */
export async function makeIngestWorkFolder(temporary: string, pid: number): Promise<string> {
  // Containers that share a folder have process numbers of their own, but also names of their own.
  const machine = `tiep-am-ingest-${hostname().replaceAll(/[^\w.-]/g, '_')}-`
  for (const name of await readdir(temporary).catch(() => [])) {
    const [, owner] = name.startsWith(machine)
      ? (/^(\d+)-\w+$/.exec(name.slice(machine.length)) ?? [])
      : []
    if (owner === undefined || runs(Number(owner))) continue
    const left = path.join(temporary, name)
    if (await isOurs(left)) await rm(left, { recursive: true, force: true }).catch(() => {})
  }
  return mkdtemp(path.join(temporary, `${machine}${pid}-`))
}

/** A temporary folder is everybody's: what somebody else put there by this name stays. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  const us = process.getuid?.() ?? found?.uid
  return found?.isDirectory() === true && found.uid === us
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another person's process may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
