import type { Clock } from '../contract/time.ts'

/**
 * Notices that something which answers whatever it is given no longer does: a program, a server or
 * a device that stands still says nothing, and its pipes and sockets take sound for seconds more.
 */
export type AnswerWatch = Readonly<{
  /** It was given something that it will answer. */
  asked(): void
  answered(): void
  /**
   * It has owed an answer for too long. To be asked often: whoever did not come round itself (a
   * machine that slept) may have the answer waiting.
   */
  isStuck(): boolean
}>

/** Whoever did not look for so long cannot judge, ms. */
const OWN_STALL_MS = 600

/** @param limitMs asked anew each time, since some get used to a slow line */
export function createAnswerWatch(clock: Clock, limitMs: () => number): AnswerWatch {
  let since: number | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  return {
    asked: () => {
      since ??= clock.monotonic()
    },
    answered: () => {
      since = null
    },
    isStuck: () => {
      const now = clock.monotonic()
      if (since !== null && now - lookedAt > OWN_STALL_MS) since = now
      lookedAt = now
      return since !== null && now - since > limitMs()
    },
  }
}
