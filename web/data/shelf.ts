import type { Bulletin, Version } from '../api/shapes.ts'

/** An approved version that a hand may put into a window. */
export type Shelved = Readonly<{
  bulletin: Bulletin
  version: Version
  title: string
  lengthMs: number
}>

/**
 * Approved versions with a sound, in languages that the station speaks; the newest of each language.
 *
 * @param now server time: what is no longer in force is left out
 */
export function shelved(
  bulletins: readonly Bulletin[],
  languages: readonly string[],
  now: number,
): readonly Shelved[] {
  return bulletins.flatMap((bulletin) => {
    const newest = new Map<string, Version>()
    for (const version of bulletin.versions.toSorted((a, b) => a.number - b.number))
      if (version.state === 'approved') newest.set(version.language, version)
    return [...newest.values()].flatMap((version) =>
      version.sound !== null &&
      languages.includes(version.language) &&
      version.contentType !== 'test' &&
      (version.validTo === null || version.validTo > now)
        ? [{ bulletin, version, title: bulletin.title, lengthMs: version.sound.lengthMs }]
        : [],
    )
  })
}
