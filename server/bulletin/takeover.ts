import type { Instant } from '../../playout/contract/time.ts'
import type { Bulletin, Version } from './bulletin.ts'

/**
 * A version that was just approved takes over from its first instant: until then what is on air stays,
 * from then on it is superseded. A Vietnamese version takes over from the variants of what it
 * replaces too, since they say the old words; until they are recorded anew, the Vietnamese is heard.
 */
export function takeOver(bulletin: Bulletin, successor: Version, now: Instant): Bulletin {
  const from = Math.max(now, successor.validFrom)
  const original = bulletin.versions.find(({ id }) => id === successor.translates)
  return {
    ...bulletin,
    versions: bulletin.versions.map((version) => {
      // A variant ends with the version whose words it says.
      if (version.id === successor.id)
        return { ...version, supersededAt: original?.supersededAt ?? null }
      return version.state === 'approved' && givesWay(version, successor)
        ? { ...version, supersededAt: Math.min(version.supersededAt ?? from, from) }
        : version
    }),
  }
}

function givesWay(version: Version, successor: Version): boolean {
  if (version.language === successor.language) return true
  return (
    successor.language === 'vi' &&
    version.translates !== null &&
    version.translates !== successor.id
  )
}

/**
 * Takes back what versions that are recalled had announced for a time to come: what was to give way to
 * them gives way to whatever else was approved after it, or to nothing.
 */
export function withoutTakeOver(
  bulletin: Bulletin,
  recalled: readonly Version[],
  now: Instant,
): Bulletin {
  const announced = new Set(recalled.map(beginOf).filter((at) => at > now))
  const approved = bulletin.versions.filter(({ state }) => state === 'approved')
  const endOf = (version: Version): Instant | null => {
    const { supersededAt } = version
    if (supersededAt === null || !announced.has(supersededAt)) return supersededAt
    const original = approved.find(({ id }) => id === version.translates)
    const ends = approved
      .filter((one) => isApprovedAfter(one, version) && givesWay(version, one))
      .map(beginOf)
    const ofOriginal = original ? endOf(original) : null
    if (ofOriginal !== null) ends.push(ofOriginal)
    return ends.length === 0 ? null : Math.min(...ends)
  }
  return {
    ...bulletin,
    versions: bulletin.versions.map((version) => {
      const supersededAt = version.state === 'approved' ? endOf(version) : version.supersededAt
      return supersededAt === version.supersededAt ? version : { ...version, supersededAt }
    }),
  }
}

/** When an approved version takes over from what it replaces. */
function beginOf({ approvedAt, validFrom }: Version): Instant {
  return Math.max(approvedAt ?? validFrom, validFrom)
}

function isApprovedAfter(one: Version, other: Version): boolean {
  const between = (one.approvedAt ?? 0) - (other.approvedAt ?? 0)
  return between > 0 || (between === 0 && one.number > other.number)
}
