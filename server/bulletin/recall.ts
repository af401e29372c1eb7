import type { StaffId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Bulletin, Version } from './bulletin.ts'
import { withoutTakeOver } from './takeover.ts'

/** A withdrawal, everywhere and at once; never changed and never taken back. */
export type Recall = Readonly<{
  id: string
  bulletin: string
  title: string
  /** The version that was named. */
  version: string
  /** Everything that goes with it, in order of number. */
  covers: readonly string[]
  at: Instant
  reason: string
  recalledBy: StaffId
}>

type RecallRefusal = 'recall-never-approved' | 'recall-already'

/**
 * What goes off the air with a version: it, every older version of its language that was ever
 * approved, and, when it is the Vietnamese one, what says any of them in another language. What was
 * recalled before keeps its own, earlier instant. A successor, approved or not, stays.
 *
 * A version that has not begun has replaced nothing yet: it goes alone, with what says its words, and
 * what is right until its first instant stays on air.
 */
export function coveredBy(
  versions: readonly Version[],
  version: Version,
  now: Instant,
): readonly Version[] {
  const { language, number } = version
  const onceApproved = versions.filter(({ approvedAt }) => approvedAt !== null)
  const elders = onceApproved.filter((one) => one.language === language && one.number < number)
  const own = onceApproved.filter(
    (one) => one.id === version.id || (version.validFrom <= now && elders.includes(one)),
  )
  const said = new Set<VersionId>(own.map(({ id }) => id))
  // What does not say whose words it has may say those of the oldest.
  const saysOldest = own.length > elders.length
  const variants =
    language === 'vi'
      ? onceApproved.filter(
          ({ language: other, translates }) =>
            other !== 'vi' && (translates === null ? saysOldest : said.has(translates)),
        )
      : []
  return [...own, ...variants]
    .filter(({ recalledAt }) => recalledAt === null)
    .toSorted((a, b) => a.number - b.number)
}

/**
 * The bulletin with a version and everything that it covers recalled. A takeover that one of them
 * announced and that has not come is undone.
 */
export function recallVersion(
  bulletin: Bulletin,
  version: Version,
  now: Instant,
): Outcome<Readonly<{ bulletin: Bulletin; covered: readonly Version[] }>, RecallRefusal> {
  if (version.recalledAt !== null) return refuse('recall-already', { at: version.recalledAt })
  if (version.approvedAt === null) return refuse('recall-never-approved')
  const covered = coveredBy(bulletin.versions, version, now)
  const versions = bulletin.versions.map((one) =>
    covered.includes(one) ? { ...one, state: 'recalled' as const, recalledAt: now } : one,
  )
  return ok({ bulletin: withoutTakeOver({ ...bulletin, versions }, covered, now), covered })
}
