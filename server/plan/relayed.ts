import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { itemSpan, type PlannedBlock } from './playlist.ts'

/** What a commune relays of its district: those who listen to it hear that too. */
type Relayed = Readonly<{
  bulletin: string
  language: string
  campaign: CampaignId | null
  startsAt: Instant
}>

/** In order of time. */
export type RelayedList = readonly Relayed[]

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
        return [{ bulletin: bulletin.id, language: bulletin.language, campaign, startsAt }]
      }),
    )
    .sort((a, b) => a.startsAt - b.startsAt)
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
  const next = relays.findIndex(({ startsAt }) => startsAt > at)
  return next < 0
    ? { before: relays.at(-1), after: undefined }
    : { before: relays[next - 1], after: relays[next] }
}

/**
 * An airing directly follows, or is directly followed by, its own relay.
 *
 * @param before when the station's own programme last began to sound before it
 * @param after when it next does
 */
export function touchesItsRelay(
  airing: Pick<Airing, 'candidate'> & Readonly<{ startsAt: Instant }>,
  { before, after }: Readonly<{ before: Instant | null; after: Instant | null }>,
  relays: RelayedList,
): boolean {
  if (relays.length === 0) return false
  const around = relaysAround(relays, airing.startsAt)
  const isBefore = isSame(airing, around.before) && (around.before?.startsAt ?? 0) > (before ?? 0)
  const isAfter =
    isSame(airing, around.after) && (around.after?.startsAt ?? 0) < (after ?? Infinity)
  return isBefore || isAfter
}
