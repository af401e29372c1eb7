import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { itemSpan, type PlannedBlock } from './playlist.ts'

/** What a commune relays of its district: those who listen to it hear that too. */
type Relayed = Readonly<{
  bulletin: string
  language: string
  campaign: CampaignId | null
  /** Of the window in which it is relayed. */
  date: LocalDate
  startsAt: Instant
}>

/** In order of time. */
export type RelayedList = readonly Relayed[]

/** What a commune relays on all days that are known, for its own days to look into. */
export type Relays = Readonly<{
  /**
   * Those that can matter between two instants: as near as `reachMs`, and the next ones before and
   * after. The same question gets the same list.
   *
   * @param until the last date that is looked at
   */
  near(from: Instant, to: Instant, reachMs: number, until: LocalDate): RelayedList
}>

/** What stands beside relays, and what its campaign asks. */
type Airing = Readonly<{
  candidate: Readonly<{ bulletin: string; language: string }>
  order: Readonly<{ id: string; bulletinGapMs: number; campaignGapMs: number }>
}>

/** Relays of planned blocks; what was put into them by the station itself does not count. */
export function relayedIn(blocks: readonly PlannedBlock[]): RelayedList {
  return blocks
    .flatMap(({ block }) =>
      block.items.flatMap((item): Relayed[] => {
        const { bulletin, relayOf, kind } = item
        if (relayOf === null || kind !== 'bulletin' || bulletin === null) return []
        const { startsAt } = itemSpan(block, item)
        const campaign = bulletin.campaign as CampaignId | null
        const { id, language } = bulletin
        return [{ bulletin: id, language, campaign, date: block.date, startsAt }]
      }),
    )
    .sort((a, b) => a.startsAt - b.startsAt)
}

export function createRelays(list: RelayedList): Relays {
  const known = new Map<string, RelayedList>()
  return {
    near: (from, to, reachMs, until) => {
      const key = `${from} ${to} ${reachMs} ${until}`
      const found = known.get(key)
      if (found) return found
      const first = Math.max(0, firstAfter(list, from - reachMs) - 1)
      const next = firstAfter(list, to + reachMs) + 1
      const near = list.slice(first, next).filter(({ date }) => date <= until)
      known.set(key, near)
      return near
    },
  }
}

/** The longest time that campaigns want between two airings. */
export function longestGapMs(
  orders: readonly Readonly<{ bulletinGapMs: number; campaignGapMs: number }>[],
): number {
  return orders.reduce(
    (most, { bulletinGapMs, campaignGapMs }) => Math.max(most, bulletinGapMs, campaignGapMs),
    0,
  )
}

const DAY_MS = 86_400_000

/**
 * How many days ahead of its own a day looks for relays: to the next day's, which may directly follow
 * its own last airing, and as many more as least times reach. Neither more nor fewer, so that a day
 * comes out the same however many days are planned with it.
 */
export function daysAhead(reachMs: number): number {
  return 1 + Math.ceil(reachMs / DAY_MS)
}

/** The place of the first that begins after an instant. */
function firstAfter(list: RelayedList, at: Instant): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as Relayed).startsAt > at) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Least times bind between what a commune relays and what it airs by itself, before and after. Editions
 * in different languages have different listeners: between those nothing binds.
 */
export function tooCloseToRelay(
  { candidate, order }: Airing,
  startsAt: Instant,
  relays: RelayedList,
): 'bulletin-gap' | 'campaign-gap' | null {
  const { id, bulletinGapMs, campaignGapMs } = order
  if (bulletinGapMs === 0 && campaignGapMs === 0) return null
  for (const relay of relays) {
    if (relay.language !== candidate.language) continue
    const apart = Math.abs(startsAt - relay.startsAt)
    if (apart < bulletinGapMs && relay.bulletin === candidate.bulletin) return 'bulletin-gap'
    if (apart < campaignGapMs && relay.campaign === id) return 'campaign-gap'
  }
  return null
}

/** The same bulletin in the same language: the one directly after the other is heard twice in a row. */
export function isSame({ candidate }: Pick<Airing, 'candidate'>, relay: Relayed | undefined) {
  return relay?.bulletin === candidate.bulletin && relay.language === candidate.language
}

/** The last relay before an instant, and the first after it. */
export function relaysAround(relays: RelayedList, at: Instant) {
  const next = firstAfter(relays, at)
  return { before: relays[next - 1], after: relays[next] }
}

/**
 * An airing directly follows, or is directly followed by, its own relay.
 *
 * @param before when something else last began to sound before it, or just before its window begins
 * @param after when something else next does, or its window ends
 */
export function touchesItsRelay(
  airing: Pick<Airing, 'candidate'> & Readonly<{ startsAt: Instant }>,
  { before, after }: Readonly<{ before: Instant; after: Instant }>,
  relays: RelayedList,
): boolean {
  if (relays.length === 0) return false
  const around = relaysAround(relays, airing.startsAt)
  const isBefore = isSame(airing, around.before) && (around.before?.startsAt ?? 0) > before
  const isAfter = isSame(airing, around.after) && (around.after?.startsAt ?? 0) < after
  return isBefore || isAfter
}
