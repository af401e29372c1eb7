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
 * whose last day is longest ago, then who was heard on fewest days in a row (somebody has to wait, and
 * it is not always the same), then whose last turn is longest ago, then by id. Counting by date keeps a bulletin that joins late from
 * taking every window until it has caught up with weeks of others.
 */
export function inTurn(
  candidates: readonly Candidate[],
  heard: Readonly<{
    on(date: LocalDate): readonly Placement[]
    lastAt(bulletin: BulletinId): Instant | null
    runOf(bulletin: BulletinId): Readonly<{ date: LocalDate; days: number }> | null
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
      run: heard.runOf(candidate.bulletin) ?? { date: '', days: 0 },
    }))
    .sort(
      (a, b) =>
        a.today - b.today ||
        (a.run.date === b.run.date ? 0 : a.run.date < b.run.date ? -1 : 1) ||
        a.run.days - b.run.days ||
        a.last - b.last ||
        (a.candidate.version < b.candidate.version ? -1 : 1),
    )
    .map(({ candidate }) => candidate)
}

/**
 * What was approved when the day had begun takes turns from then on, as if it were just its turn among
 * those that were heard: it is not in every window until it has caught up with the hours before.
 *
 * @param today what was heard on this date
 */
export function headStartsOf(
  candidates: readonly Candidate[],
  today: readonly Placement[],
): (candidate: Candidate) => number {
  const began = today.reduce((first, { at }) => Math.min(first, at), Infinity)
  const bulletins = new Map(candidates.map(({ version, bulletin }) => [version, bulletin]))
  const times = new Map<BulletinId, number>()
  for (const { version } of today) {
    const bulletin = version && bulletins.get(version)
    if (bulletin) times.set(bulletin, (times.get(bulletin) ?? 0) + 1)
  }
  const least = [...times.values()].reduce((fewest, one) => Math.min(fewest, one), Infinity)
  return ({ bulletin, approvedAt }) =>
    times.has(bulletin) || times.size === 0 || (approvedAt ?? 0) <= began ? 0 : least - 1
}
