import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { blockEndsAt } from './playlist.ts'

/** What begins sooner is left as it is: stations may be about to play it. */
export const FREEZE_MS = 5_000

/** Within a window on air: a player opens what comes within 8 s, and hears of changes within a few. */
const IN_HAND_MS = 15_000

/** True when a block has begun or begins at once: the planner does not change it any more. */
export function hasBegun({ startsAt }: Pick<Block, 'startsAt'>, now: Instant): boolean {
  return startsAt < now + FREEZE_MS
}

/** True when nothing of a block can be changed any more, by the planner or by a person. */
export function isOver(block: Pick<Block, 'startsAt' | 'lengthSamples'>, now: Instant): boolean {
  return hasBegun(block, now) && blockEndsAt(block) <= now + IN_HAND_MS
}

/** The first sample of a block at which something else may still sound. */
export function firstOpenSample(block: Pick<Block, 'startsAt'>, now: Instant): number {
  if (!hasBegun(block, now)) return 0
  return Math.max(0, (now + IN_HAND_MS - block.startsAt) * SAMPLES_PER_MS)
}

/** True when an item has aired, is on air, or is in the hands of players already. */
export function itemHasBegun(
  block: Pick<Block, 'startsAt'>,
  { offsetSamples }: Pick<Item, 'offsetSamples'>,
  now: Instant,
): boolean {
  return hasBegun(block, now) && offsetSamples < firstOpenSample(block, now)
}
