import { SAMPLES_PER_MS } from '../contract/time.ts'
import type { OutputTime } from './output.ts'
import { createPcmQueue } from './pcm-queue.ts'

/**
 * Keeps sound for an encoder until shortly before it is due: an encoder takes whatever it is given
 * at once, and what it has taken can no longer give way to something urgent.
 */
export type HeldBack = Readonly<{
  push(pcm: Int16Array, position: number): void
  retract(position: number): void
  /** Everything, at the end. */
  flush(): void
}>

/** An encoder gets its sound so long before it is due, in samples: less than can be taken back. */
const AHEAD_SAMPLES = 50 * SAMPLES_PER_MS

export function createHeldBack(
  time: OutputTime,
  give: (pcm: Int16Array, position: number) => void,
): HeldBack {
  const queue = createPcmQueue()
  let gone = Number.NEGATIVE_INFINITY

  function release(until: number): void {
    for (let at = queue.position(); at !== null && at < until; at = queue.position()) {
      const pcm = queue.take(until - at)
      gone = at + pcm.length
      give(pcm, at)
    }
  }

  return {
    push: (pcm, position) => {
      const again = Math.min(pcm.length, Math.max(0, gone - position))
      queue.push(pcm.subarray(again), position + again)
      release(Math.floor(time.due()) + AHEAD_SAMPLES)
    },
    retract: queue.retract,
    flush: () => release(Number.POSITIVE_INFINITY),
  }
}
