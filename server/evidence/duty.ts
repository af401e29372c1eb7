import type { Block } from '../../playout/contract/manifest.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import { itemSpan } from '../plan/playlist.ts'

/**
 * True when the district said of a window that is over that nothing of it sounded: nothing is owed
 * then, and nobody is asked. While its log has not arrived, the window stays to be answered.
 */
export function owesNothing(
  airings: readonly Pick<Airing, 'window' | 'kind' | 'outcome'>[],
  window: string,
): boolean {
  const said = airings.filter((one) => one.window === window && one.kind === 'bulletin')
  return (
    said.length > 0 && said.every(({ outcome }) => outcome !== 'aired' && outcome !== 'sounding')
  )
}

/**
 * What the district plans in one of its windows that a commune must relay, but for what was recalled
 * before its time.
 */
export function expectedIn(
  blocks: readonly Block[],
  window: string,
  recalls: ReadonlyMap<string, Instant>,
): { title: string; at: Instant; lengthMs: number }[] {
  return blocks
    .filter((block) => block.purpose === 'programme' && block.window === window)
    .flatMap((block) =>
      block.items
        .filter(({ kind, bulletin }) => kind === 'bulletin' && bulletin?.language === 'vi')
        .filter((item) => {
          const recalledAt = recalls.get(item.bulletin?.version ?? '')
          return recalledAt === undefined || itemSpan(block, item).startsAt <= recalledAt
        })
        .map((item) => ({
          title: item.title,
          at: itemSpan(block, item).startsAt,
          lengthMs: samplesToMs(item.lengthSamples),
        })),
    )
}
