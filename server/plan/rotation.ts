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
  placements: readonly Placement[],
  date: LocalDate,
): Candidate[] {
  const today = new Map<BulletinId, number>()
  const last = new Map<BulletinId, Instant>()
  for (const placed of placements) {
    if (placed.date === date) today.set(placed.bulletin, (today.get(placed.bulletin) ?? 0) + 1)
    last.set(placed.bulletin, Math.max(last.get(placed.bulletin) ?? 0, placed.at))
  }
  return [...candidates].sort(
    (a, b) =>
      (today.get(a.bulletin) ?? 0) - (today.get(b.bulletin) ?? 0) ||
      (last.get(a.bulletin) ?? 0) - (last.get(b.bulletin) ?? 0) ||
      (a.version < b.version ? -1 : 1),
  )
}

/** The placement that sounds last. */
export function latest(placements: readonly Placement[]): Placement | null {
  return placements.reduce<Placement | null>(
    (last, placed) => (last === null || placed.at >= last.at ? placed : last),
    null,
  )
}
