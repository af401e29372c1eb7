import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the kernel says of a playing device. */
export type AlsaStatus = Readonly<{
  running: boolean
  /** Samples that the device had played when it was asked. */
  played: number
}>

/**
 * Finds the device that a process plays on: a `status` of a card, pcm and sub below `/proc/asound`, whose
 * `owner_pid` it is. Null when it plays on none, or through something that hides it (dmix, a sound
 * server).
 */
export function findAlsaStatus(pid: number, root = '/proc/asound'): string | null {
  for (const card of entries(root, /^card\d+$/))
    for (const pcm of entries(card, /^pcm\d+p$/))
      for (const sub of entries(pcm, /^sub\d+$/)) {
        const path = join(sub, 'status')
        if (Number(/^owner_pid\s*: (\d+)/m.exec(read(path))?.[1]) === pid) return path
      }
  return null
}

export function readAlsaStatus(path: string): AlsaStatus | null {
  const text = read(path)
  const state = /^state: (\w+)/m.exec(text)?.[1]
  const played = /^hw_ptr\s*: (\d+)/m.exec(text)?.[1]
  if (state === undefined || played === undefined) return null
  return { running: state === 'RUNNING', played: Number(played) }
}

function entries(folder: string, like: RegExp): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => like.test(name))
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
