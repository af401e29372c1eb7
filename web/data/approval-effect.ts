import type { Bulletin, Version } from '../api/shapes.ts'

/** What approving a version will change, said before anybody does it. */
export type ApprovalEffect = Readonly<{
  /** From then on it may sound, UTC ms. */
  from: number
  until: number | null
  /** What it takes the place of, in its language. */
  replaces: Version | null
  /** Translations of older words: they end with them, and the Vietnamese sounds in their place. */
  ends: readonly Version[]
}>

export function effectOf(bulletin: Bulletin, version: Version, now: number): ApprovalEffect {
  const from = Math.max(now, version.validFrom)
  const sounds = (one: Version) =>
    one.state === 'approved' &&
    one.id !== version.id &&
    (one.supersededAt ?? Number.POSITIVE_INFINITY) > from &&
    (one.validTo ?? Number.POSITIVE_INFINITY) > from
  const approved = bulletin.versions.filter(sounds)
  const replaces = approved.find(({ language }) => language === version.language) ?? null
  const ends = approved.filter(
    ({ language, translates }) =>
      version.language === 'vi' &&
      language !== 'vi' &&
      translates !== null &&
      translates !== version.id,
  )
  return { from, until: version.validTo, replaces, ends }
}

/** From when and until when a version may sound, whatever ends it first; null while it may not. */
export function soundsBetween(
  version: Version,
): Readonly<{ from: number; until: number | null }> | null {
  if (version.approvedAt === null) return null
  const ends = [version.validTo, version.supersededAt, version.recalledAt].filter(
    (end) => end !== null,
  )
  return {
    from: Math.max(version.validFrom, version.approvedAt),
    until: ends.length > 0 ? Math.min(...ends) : null,
  }
}
