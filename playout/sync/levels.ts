import { canonicalJson } from '../contract/canonical.ts'
import { LEVELS_EVERY_MS, LevelsAnswer, type StationLevels } from '../contract/exchange.ts'
import type { Signer } from '../contract/signature.ts'
import type { Clock } from '../contract/time.ts'
import type { Bell } from './loop.ts'
import { askFor, type Network } from './network.ts'

export type LevelsParts = Readonly<{
  network: Network
  clock: Clock
  address: string
  signer: Signer
  /** Whether levels are measured at all: only while somebody watches. */
  listen(on: boolean): void
  /** What was heard since it was last asked; null when that is nothing. */
  take(): Omit<StationLevels, 'format' | 'count'> | null
  /** Rung when somebody begins or ceases to watch. */
  bell: Bell
}>

export type Levels = Readonly<{
  once(): Promise<void>
  /** The server says whether somebody looks at the meters of this station. */
  setWatched(watched: boolean): void
}>

/** Unwatched, it looks up this often, ms; the bell wakes it at once. */
const IDLE_MS = 60_000
/** A server that holds levels up longer than this does not get the next ones, ms. */
const ANSWER_MS = 2_000

/** Sends levels a few times a second while somebody watches, and nothing at all otherwise. */
export function createLevels(parts: LevelsParts): Levels {
  const { clock, bell } = parts
  let watched = false
  let count = 0

  function setWatched(next: boolean): void {
    if (next === watched) return
    watched = next
    parts.listen(next)
    bell.ring()
  }

  return {
    setWatched,
    once: async () => {
      if (!watched) {
        await bell.wait(IDLE_MS)
        return
      }
      const began = clock.monotonic()
      const levels = parts.take()
      if (levels) await send(levels)
      await bell.wait(Math.max(0, LEVELS_EVERY_MS - (clock.monotonic() - began)))
    },
  }

  async function send(taken: Omit<StationLevels, 'format' | 'count'>): Promise<void> {
    count++
    const levels: StationLevels = { format: 'tiep-am/levels/1', count, ...taken }
    try {
      const body = await parts.signer.sign('levels', canonicalJson(levels))
      const question = { method: 'POST', body, answerMs: ANSWER_MS } as const
      const address = `${parts.address}/levels`
      setWatched((await askFor(parts.network, clock, address, LevelsAnswer, question)).watched)
    } catch (error) {
      // Nobody gets them: the next status will say whether it is worth trying again.
      setWatched(false)
      throw error
    }
  }
}
