import type { Instant } from '../../playout/contract/time.ts'
import type { Airing } from './airing.ts'

/**
 * Whether an airing began after its version was recalled (*Phát sau thu hồi*). The station's clock is
 * corrected by the offset that it knew then; where it knew none, its own word stands.
 *
 * @param recalls from when each recalled version may no longer sound
 */
export function isAfterRecall(
  { version, startedAt, clockOffsetMs }: Pick<Airing, 'version' | 'startedAt' | 'clockOffsetMs'>,
  recalls: ReadonlyMap<string, Instant>,
): boolean {
  const recalledAt = recalls.get(version ?? '')
  if (recalledAt === undefined || startedAt === null) return false
  return startedAt + (clockOffsetMs ?? 0) > recalledAt
}
