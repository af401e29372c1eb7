import type { Clock } from '../contract/time.ts'
import { NetworkFault } from './network.ts'

/** A bell that wakes one waiting loop; rung while nobody waits, it is heard at the next wait. */
export type Bell = Readonly<{
  ring(): void
  /** Waits for a ring, at most `ms`, or until `signal` calls the wait off; true when it rang. */
  wait(ms: number, signal?: AbortSignal): Promise<boolean>
}>

export function createBell(clock: Clock): Bell {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: async (ms, signal) => {
      if (!rung && !signal?.aborted)
        await new Promise<void>((resolve) => {
          const done = () => {
            cancel()
            signal?.removeEventListener('abort', done)
            resolve()
          }
          const cancel = clock.after(ms, done)
          signal?.addEventListener('abort', done)
          wake = done
        })
      wake = null
      const heard = rung && !signal?.aborted
      if (heard) rung = false
      return heard
    },
  }
}

export type LoopParts = Readonly<{
  name: string
  clock: Clock
  /** 0 … 1. */
  chance(): number
  /** Rung when the network is known to be back: it tries again at once. */
  wake: Bell
  /** Told when it works again after it failed. */
  recovered(): void
  signal: AbortSignal
  log(message: string, facts: Readonly<Record<string, unknown>>): void
  fatal(error: unknown): void
}>

const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 30_000

/**
 * Does something again and again. A network or a disk that fails is waited for, longer each time
 * and never in step with other stations; anything else is a fault of ours, and ends the process.
 */
export async function keepDoing(parts: LoopParts, once: () => Promise<void>): Promise<void> {
  let wait = FIRST_WAIT_MS
  while (!parts.signal.aborted) {
    try {
      await once()
      if (wait !== FIRST_WAIT_MS) parts.recovered()
      wait = FIRST_WAIT_MS
    } catch (error) {
      if (parts.signal.aborted) return
      if (!isOutside(error)) {
        parts.fatal(error)
        return
      }
      parts.log(`${parts.name} failed`, { reason: (error as Error).message })
      await parts.wake.wait(wait * (0.5 + parts.chance()), parts.signal)
      wait = Math.min(MOST_WAIT_MS, wait * 2)
    }
  }
}

/** True for what the outside world does to us: no network, a disk that is full or gone. */
export function isOutside(error: unknown): boolean {
  if (error instanceof NetworkFault) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
