import type { Block } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'

/** What begins sooner is left as it is: stations may be about to play it. */
export const FREEZE_MS = 5_000

/** True when a block has begun or begins at once: neither the planner nor a person changes it. */
export function hasBegun({ startsAt }: Pick<Block, 'startsAt'>, now: Instant): boolean {
  return startsAt < now + FREEZE_MS
}
