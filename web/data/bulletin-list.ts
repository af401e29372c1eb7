import type { Bulletin, Version } from '../api/shapes.ts'

/** What the library is narrowed to; it lives in the address, so that it can be sent to somebody. */
export type BulletinFilter = Readonly<{
  q?: string
  state?: Version['state']
  language?: Version['language']
  campaign?: string
  class?: Version['class']
  contentType?: Version['contentType']
}>

export const states = ['draft', 'submitted', 'approved', 'superseded', 'recalled'] as const
export const languages = ['vi', 'km', 'en'] as const
export const classes = ['ordinary', 'priority', 'emergency'] as const
/** Those that people write; test signals make themselves. */
export const contentTypes = [
  ...(['news', 'feature', 'notice', 'story', 'tune', 'station-id'] as const),
  ...(['opening', 'closing', 'sting', 'time-signal'] as const),
]

const choices: Readonly<Record<string, readonly string[]>> = {
  ...{ state: states, language: languages, class: classes, contentType: contentTypes },
}

/** The address's words into a filter; what is no choice there is dropped. */
export function readBulletinFilter(search: Readonly<Record<string, unknown>>): BulletinFilter {
  const filter: Record<string, string> = {}
  for (const name of ['q', 'state', 'language', 'campaign', 'class', 'contentType']) {
    const value = search[name]
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue
    if (choices[name] && !choices[name].includes(String(value))) continue
    filter[name] = String(value)
  }
  return filter
}

/** The newest version in each language, the bulletin's first language before the others. */
export function newestPerLanguage(bulletin: Bulletin): readonly Version[] {
  const found = new Map<Version['language'], Version>()
  for (const version of [...bulletin.versions].sort((a, b) => a.number - b.number))
    found.set(version.language, version)
  return [...found.values()]
}

/** The version that stands for a bulletin: the newest in its first language. */
export function newest(bulletin: Bulletin): Version {
  return newestPerLanguage(bulletin)[0] as Version
}

/** What a version waits for before it can sound, and so who has to do something. */
export type Waiting = 'changes' | 'recording' | 'sound' | 'submitting' | 'review' | 'approval'

export function waitsFor(version: Version): Waiting | null {
  if (version.state === 'submitted')
    return version.language !== 'vi' && version.reviewedAt === null ? 'review' : 'approval'
  if (version.state !== 'draft') return null
  if (version.awaiting === 'recording') return 'recording'
  if (version.returnedNote !== null) return 'changes'
  return version.sound === null ? 'sound' : 'submitting'
}

/** A version with the bulletin it belongs to: what lists select and act on. */
export type Placed = Readonly<{ bulletin: Bulletin; version: Version }>

/** The newest versions that this person may do something with now. */
export function offered(
  bulletins: readonly Bulletin[],
  may: (version: Version) => boolean,
): readonly Placed[] {
  return bulletins.flatMap((bulletin) =>
    newestPerLanguage(bulletin)
      .filter(may)
      .map((version) => ({ bulletin, version })),
  )
}
