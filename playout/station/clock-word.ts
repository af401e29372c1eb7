import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../media/store/durable.ts'
import type { Clock } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'
import { readIfThere } from '../sync/station-files.ts'

/**
 * The word of a person at the station that its clock is right, whatever the server or the log make
 * of it. It holds for the clock as that person saw it: another boot of the machine, or a step of the
 * clock by more than a minute, ends it.
 */
export type ClockWord = Readonly<{
  /** What the person said; null while nothing holds. */
  current(): string | null
  look(): Promise<void>
}>

const FILE = 'clock-trusted.json'
const Said = z.object({
  /** When the machine was booted by the clock that was trusted, UTC ms. */
  bootedAt: z.int(),
  reason: z.string().max(300),
})

/** More than this between two readings of one boot is a step of the clock, ms. */
const STEP_MS = 60_000

/** Leaves the word for a player that runs or will run on this folder. */
export function sayClockIsRight(
  folder: string,
  now: number,
  uptimeMs: number,
  reason: string,
): Promise<void> {
  const said = { bootedAt: Math.round(now - uptimeMs), reason: reason.slice(0, 300) }
  return writeDurably(join(folder, FILE), [Buffer.from(JSON.stringify(said))])
}

/** Takes it back. */
export function takeClockWordBack(folder: string): Promise<void> {
  return rm(join(folder, FILE), { force: true })
}

export function createClockWord(folder: string, clock: Clock, uptimeMs: () => number): ClockWord {
  let said: z.infer<typeof Said> | null = null
  return {
    current: () => {
      if (said === null) return null
      return Math.abs(clock.now() - uptimeMs() - said.bootedAt) <= STEP_MS ? said.reason : null
    },
    look: async () => {
      const text = await readIfThere(join(folder, FILE))
      const parsed = text === null ? null : parseText(Said, text)
      said = parsed?.ok ? parsed.value : null
    },
  }
}
