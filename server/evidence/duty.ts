import type { Block } from '../../playout/contract/manifest.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import { itemSpan } from '../plan/playlist.ts'

/** What the district plans in one of its windows that a commune must relay. */
export function expectedIn(
  blocks: readonly Block[],
  window: string,
): { title: string; at: Instant; lengthMs: number }[] {
  return blocks
    .filter((block) => block.purpose === 'programme' && block.window === window)
    .flatMap((block) =>
      block.items
        .filter(({ kind, bulletin }) => kind === 'bulletin' && bulletin?.language === 'vi')
        .map((item) => ({
          title: item.title,
          at: itemSpan(block, item).startsAt,
          lengthMs: samplesToMs(item.lengthSamples),
        })),
    )
}
