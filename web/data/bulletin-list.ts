import type { Bulletin, Version } from '../api/shapes.ts'

export type BulletinFilter = Readonly<{
  q?: string
  state?: string
  language?: string
  campaign?: string
}>

/** Vietnamese without its marks, lower case: what is searched for with, or without, accents. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, (mark) => (/\p{Script=Khmer}/u.test(mark) ? mark : ''))
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase()
}

/** The newest version in each language, the bulletin's first language before the others. */
function newestPerLanguage(bulletin: Bulletin): readonly Version[] {
  const found = new Map<Version['language'], Version>()
  for (const version of [...bulletin.versions].sort((a, b) => a.number - b.number))
    found.set(version.language, version)
  return [...found.values()]
}

/** The version that stands for a bulletin: the newest in its first language. */
export function newest(bulletin: Bulletin): Version {
  return newestPerLanguage(bulletin)[0] as Version
}

/** Those that match, every word of the search somewhere in title, text or campaign. */
export function narrowed(
  bulletins: readonly Bulletin[],
  filter: BulletinFilter,
): readonly Bulletin[] {
  const words = folded(filter.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return bulletins.filter((bulletin) => {
    if (filter.campaign && bulletin.campaign?.id !== filter.campaign) return false
    if (filter.state && !newestPerLanguage(bulletin).some((one) => one.state === filter.state))
      return false
    if (filter.language && !bulletin.versions.some((one) => one.language === filter.language))
      return false
    const text = folded(
      [bulletin.title, bulletin.campaign?.name ?? '', ...bulletin.versions.map((v) => v.text)].join(
        ' ',
      ),
    )
    return words.every((word) => text.includes(word))
  })
}

/** The address's words into a filter. */
export function readBulletinFilter(search: Readonly<Record<string, unknown>>): BulletinFilter {
  const filter: Record<string, string> = {}
  for (const name of ['q', 'state', 'language', 'campaign']) {
    const value = search[name]
    if ((typeof value === 'string' || typeof value === 'number') && value !== '')
      filter[name] = String(value)
  }
  return filter
}
