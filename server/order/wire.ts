import type { Instant } from '../../playout/contract/time.ts'

/** Nothing heard of a player for so long: whoever orders something there has to call, ms. */
const OUT_OF_REACH_MS = 60_000

/**
 * How an order gets to a station: by wire to a player that answers, or by telephone to a person. A
 * station without a player of ours (FM, wired) has nothing that an order could reach.
 */
export function reachedBy(
  station: Readonly<{ enrolled: boolean; lastSeenAt: Instant | null }>,
  now: Instant,
): 'wire' | 'telephone' {
  const { enrolled, lastSeenAt } = station
  if (!enrolled || lastSeenAt === null) return 'telephone'
  return now - lastSeenAt <= OUT_OF_REACH_MS ? 'wire' : 'telephone'
}
