import type { Block, Item } from '../../playout/contract/manifest.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import type { Airing } from '../airing/airing.ts'
import type { PlannedBlock } from '../plan/playlist.ts'
import { itemSpan } from '../plan/playlist.ts'

/** A planned airing of a campaign that did not sound, or of which nothing is known. */
export type MissedAiring = Readonly<{
  station: string
  campaign: string
  item: string
  bulletin: string
  title: string
  class: 'ordinary' | 'priority' | 'emergency'
  date: LocalDate
  plannedAt: Instant
  relay: boolean
  why: 'missed' | 'partly' | 'no-word'
}>

/**
 * What of a day's plan is owed still, in order of time. A relay counts only when the station signed
 * that it missed or cut it: without evidence nothing is a miss (design.md, promise 3). What a recall
 * stopped is owed by nobody.
 *
 * @param blocks of a day that is over
 * @param airings of that day
 * @param recalls from when each recalled version may no longer sound
 */
export function missedAirings(
  blocks: readonly PlannedBlock[],
  airings: readonly Airing[],
  recalls: ReadonlyMap<string, Instant>,
): MissedAiring[] {
  const tries = Map.groupBy(
    airings.filter((one) => one.outcome !== 'unordered' && !isAfterRecall(one, recalls)),
    ({ item }) => item,
  )
  return (
    blocks
      // An emergency is of its moment: nobody makes it good the day after.
      .filter(({ block }) => block.purpose === 'programme' && !block.urgent)
      .flatMap(({ station, block }) =>
        block.items.flatMap((item) => {
          const missed = missedItem(station, block, item, tries.get(item.id) ?? [], recalls)
          return missed ? [missed] : []
        }),
      )
      .toSorted((a, b) => a.plannedAt - b.plannedAt || (a.item < b.item ? -1 : 1))
  )
}

function missedItem(
  station: string,
  block: Block,
  item: Item,
  tries: readonly Airing[],
  recalls: ReadonlyMap<string, Instant>,
): MissedAiring | null {
  const { bulletin } = item
  if (item.kind !== 'bulletin' || !bulletin?.campaign) return null
  const { startsAt } = itemSpan(block, item)
  if ((recalls.get(bulletin.version) ?? Infinity) < startsAt) return null
  const why = reasonOf(tries)
  const relay = item.relayOf !== null
  if (why === null || (relay && why === 'no-word')) return null
  return {
    ...{ station, campaign: bulletin.campaign, item: item.id, bulletin: bulletin.id },
    ...{ title: item.title, class: bulletin.class, date: block.date, plannedAt: startsAt },
    ...{ relay, why },
  }
}

/** Null when it sounded, or was stopped by order. */
function reasonOf(tries: readonly Airing[]): MissedAiring['why'] | null {
  const byOrder = ({ outcome, reason }: Airing) =>
    outcome === 'dropped' || (reason?.startsWith('recalled') ?? false)
  if (tries.some((one) => one.outcome === 'aired' || byOrder(one))) return null
  if (tries.some(({ outcome }) => outcome === 'partial')) return 'partly'
  if (tries.length > 0 && tries.every(({ outcome }) => outcome !== 'sounding')) return 'missed'
  return 'no-word'
}
