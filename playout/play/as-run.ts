import { closeSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import type { Handed } from '../engine/account.ts'

/**
 * The as-run file: a JSON line for what began, ended or was left out. A disk that is full or closed
 * to writing never holds up the sound: lines wait in memory and are written when there is room.
 */
export type AsRun = Readonly<{
  note(line: AsRunLine): void
  /** Tries again to write what waits. */
  flush(): void
  /** What the disk never took, as text; null when it has taken all. */
  unwritten(): Unwritten | null
  /** True when this run, or one before it on the same file, has said how this item went. */
  knows(id: string, plan: number): boolean
}>

/**
 * `plan` and `at` in UTC ms, `samples` as they came out of any output, `level` the mean in dBFS;
 * `outputs` says of each how much came out there, and why not all of it.
 */
export type AsRunLine = Readonly<
  | { ev: 'start'; id: string; plan: number; at: number; fromSample: number }
  | {
      ev: 'end'
      id: string
      at: number
      samples: number
      level: number
      aired: boolean
      why?: string | undefined
      outputs: readonly Handed[]
    }
  | { ev: 'skip'; id: string; plan: number; why: string }
  /** What sounds of something live from about now on, and why not what comes before it. */
  | { ev: 'source'; id: string; at: number; to: string; why: string }
>

/** Lines that only this process still has, and why. */
export type Unwritten = Readonly<{ text: string; lost: number; reason: string }>

/** Lines that wait for the disk at most; beyond it the oldest are given up, and that is said. */
const MOST_WAITING = 10_000
/** A longer file of earlier runs is not read again: 20 MB. */
const MOST_READ_BYTES = 20_000_000

/** @param say told once when the disk does not take lines, and once when it takes them again */
export function openAsRun(
  path: string,
  say: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): AsRun {
  const known = knownOf(path)
  let waiting: Buffer[] = []
  let lost = 0
  let fault: string | null = null
  let isOpened = false

  function flush(): void {
    if (waiting.length === 0) return
    try {
      const file = openSync(path, 'a+')
      try {
        if (!isOpened && isTorn(file)) waiting.unshift(Buffer.from('\n'))
        isOpened = true
        for (let line = waiting[0]; line; line = waiting[0]) {
          const written = writeSync(file, line)
          // A disk that fills up takes a part: the rest of the line follows when there is room.
          if (written < line.length) waiting[0] = line.subarray(written)
          else waiting.shift()
        }
      } finally {
        closeSync(file)
      }
      if (fault !== null) say('as-run-written', { lost })
      fault = null
    } catch (error) {
      const { message } = error as Error
      if (fault === null) say('as-run-waits', { reason: message })
      fault = message
    }
  }

  return {
    note: (line) => {
      if (line.ev === 'start' || line.ev === 'skip') known.add(keyOf(line.id, line.plan))
      waiting.push(Buffer.from(`${JSON.stringify(line)}\n`))
      if (waiting.length > MOST_WAITING) {
        // The first may stand on the disk in part.
        waiting = [...waiting.slice(0, 1), ...waiting.slice(2)]
        lost++
      }
      flush()
    },
    flush,
    unwritten: () => {
      if (waiting.length === 0 && lost === 0) return null
      return { text: Buffer.concat(waiting).toString(), lost, reason: fault ?? 'too many waited' }
    },
    knows: (id, plan) => known.has(keyOf(id, plan)),
  }
}

/** What fell while it wrote left a line without an end. */
function isTorn(file: number): boolean {
  const stat = fstatSync(file)
  if (!stat.isFile() || stat.size === 0) return false
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, stat.size - 1)
  return last[0] !== 10
}

function keyOf(id: string, plan: number): string {
  return `${plan} ${id}`
}

function knownOf(path: string): Set<string> {
  const known = new Set<string>()
  let text = ''
  try {
    const file = openSync(path, 'r')
    try {
      const stat = fstatSync(file)
      if (stat.isFile() && stat.size <= MOST_READ_BYTES) text = readFileSync(file, 'utf8')
    } finally {
      closeSync(file)
    }
  } catch {
    // Not there, or not to be read: then nothing is known of earlier runs.
  }
  for (const line of text.split('\n')) {
    try {
      const { ev, id, plan } = JSON.parse(line)
      if (ev === 'start' || ev === 'skip') known.add(keyOf(String(id), Number(plan)))
    } catch {
      // Torn, or not ours.
    }
  }
  return known
}
