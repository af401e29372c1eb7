import { ProblemError } from '../api/problem.ts'
import type { SoundCalls } from './sound-calls.ts'

/** The server's word that this phone was online shortly before a recording; no proof of when that is. */
export type Challenges = Readonly<{
  /** Asks for one unless one is here; without network nothing happens. @param at server time */
  wish(station: string, at: number): void
  /** The one that holds for a recording from `startedAt` on, server time; each is used once. */
  take(station: string, startedAt: number): string | null
}>

/** One that ends sooner is as good as none. */
const LEFT_MS = 60_000
const RETRY_MS = 30_000

export function makeChallenges({ challenge }: Pick<SoundCalls, 'challenge'>): Challenges {
  let held: Readonly<{ station: string; challenge: string; goodUntil: number }> | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  return {
    wish: (station, at) => {
      const isHere = held?.station === station && held.goodUntil > at + LEFT_MS
      if (isHere || at < askedAt + RETRY_MS) return
      askedAt = at
      challenge(station)
        .then((given) => {
          held = { station, ...given }
        })
        .catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error
        })
    },
    take: (station, startedAt) => {
      const one = held
      held = null
      askedAt = Number.NEGATIVE_INFINITY
      return one?.station === station && one.goodUntil >= startedAt ? one.challenge : null
    },
  }
}
