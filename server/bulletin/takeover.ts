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
