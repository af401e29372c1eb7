import type { BulletinId, CampaignId, VersionId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'

/** An item that was planned before: what turns and separations depend on. */
export type Placement = Readonly<{
  bulletin: BulletinId
  version: VersionId | null
  campaign: CampaignId | null
  kind: 'tune' | 'bulletin'
  /** Date of its window. */
  date: LocalDate
  /** Its window on that date. */
  block: string
  at: Instant
}>

/**
 * Candidates in the order in which it is their turn: fewest planned so far on this date, then the one
 * whose last turn is longest ago, then by id. Counting by date keeps a bulletin that joins late from
 * taking every window until it has caught up with weeks of others.
 */
export function inTurn(
  candidates: readonly Candidate[],
  heard: Readonly<{
    on(date: LocalDate): readonly Placement[]
    lastAt(bulletin: BulletinId): Instant | null
  }>,
  date: LocalDate,
): Candidate[] {
  const today = new Map<BulletinId, number>()
  for (const { bulletin } of heard.on(date)) today.set(bulletin, (today.get(bulletin) ?? 0) + 1)
  return candidates
    .map((candidate) => ({
      candidate,
      today: today.get(candidate.bulletin) ?? 0,
      last: heard.lastAt(candidate.bulletin) ?? 0,
    }))
    .sort(
      (a, b) =>
        a.today - b.today ||
        a.last - b.last ||
        (a.candidate.version < b.candidate.version ? -1 : 1),
    )
    .map(({ candidate }) => candidate)
}
