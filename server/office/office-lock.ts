import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * One server per data folder: two would fork the ledger. The lock is a file with the holder's process
 * id; a holder that is no longer alive (power cut) does not count.
 *
 * @returns a function that gives the lock back, or the process id of the one who holds it
 */
export function takeOfficeLock(
  folder: string,
  pid: number,
  isAlive: (pid: number) => boolean,
): { held: false; release(): void } | { held: true; by: number } {
  const file = path.join(folder, 'server.pid')
  const holder = Number(readOr(file, ''))
  if (holder > 0 && holder !== pid && isAlive(holder)) return { held: true, by: holder }
  writeFileSync(file, `${pid}\n`)
  return { held: false, release: () => rmSync(file, { force: true }) }
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
