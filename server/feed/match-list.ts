import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { type ContentType, isFixedPart } from '../content-type.ts'
import { ASSET_URN, type ReadSound, VERSION_URN } from './playlist-file.ts'

/** An approved version that a station may be given, and how lists may speak of it. */
export type PlaceableVersion = Readonly<{
  version: string
  bulletin: string
  title: string
  language: string
  contentType: ContentType
  lengthMs: number
  asset: string
  /** Digests of its files. */
  files: readonly string[]
}>

/** What is known beside it, of what a list may name. */
export type ListGround = Readonly<{
  versions: readonly PlaceableVersion[]
  /** Titles of versions that are there and may not be aired: drafts, superseded, recalled. */
  unapproved: ReadonlyMap<string, string>
  /** Of the station, the one that it mostly speaks first. */
  languages: readonly string[]
}>

export type MatchedBy = 'identifier' | 'sound' | 'address' | 'title'
type MatchRefusal =
  | 'import-unknown'
  | 'import-ambiguous'
  | 'import-not-approved'
  | 'import-fixed-part'

type Match = Readonly<{ version: PlaceableVersion; by: MatchedBy }>

/** What of a list would be placed in a window, and what not, both in the list's order. */
export type MatchedList = Readonly<{
  placed: readonly (Match & Readonly<{ sound: ReadSound }>)[]
  left: readonly Readonly<{ sound: ReadSound; reason: LeftReason; params: Refused['params'] }>[]
}>

type LeftReason = MatchRefusal | 'import-repeat'
type Refused = Extract<Outcome<Match, MatchRefusal>, { ok: false }>

/** What the entries of a list mean; a window airs a bulletin once, so that repeats are left. */
export function matchList(sounds: readonly ReadSound[], ground: ListGround): MatchedList {
  const placed = new Map<string, MatchedList['placed'][number]>()
  const left: MatchedList['left'][number][] = []
  for (const sound of sounds) {
    const outcome = matchSound(sound, ground)
    if (!outcome.ok) {
      left.push({ sound, reason: outcome.reason, params: outcome.params })
      continue
    }
    const { title, bulletin } = outcome.value.version
    const before = placed.get(bulletin)
    if (before)
      left.push({ sound, reason: 'import-repeat', params: { title, line: before.sound.line } })
    else placed.set(bulletin, { ...outcome.value, sound })
  }
  return { placed: [...placed.values()], left }
}

/**
 * Which approved version an entry of a list means. Its name of ours says it for certain, then its
 * sound, then the address of one of its files, then its exact title; what could be two is neither.
 */
export function matchSound(sound: ReadSound, ground: ListGround): Outcome<Match, MatchRefusal> {
  const named = (urn: string) =>
    sound.identifiers.flatMap((one) => (one.startsWith(urn) ? [one.slice(urn.length)] : []))
  for (const version of named(VERSION_URN)) {
    const title = ground.unapproved.get(version)
    if (title !== undefined) return refuse('import-not-approved', { title })
  }
  const versions = new Set(named(VERSION_URN))
  const assets = new Set(named(ASSET_URN))
  const files = new Set(sound.locations.flatMap((location) => digestIn(location) ?? []))
  const title = sameTitle(titleOf(sound))
  const ways: readonly (readonly [MatchedBy, (one: PlaceableVersion) => boolean])[] = [
    ['identifier', (one) => versions.has(one.version)],
    ['sound', (one) => assets.has(one.asset)],
    ['address', (one) => one.files.some((file) => files.has(file))],
    ['title', (one) => title !== '' && sameTitle(one.title) === title],
  ]
  for (const [by, isMeant] of ways) {
    const meant = ground.versions.filter(isMeant)
    if (meant.length === 0) continue
    const version = inOneLanguage(meant, ground.languages)
    if (!version) return refuse('import-ambiguous', { title: titleOf(sound) })
    return isFixedPart(version.contentType) || version.contentType === 'test'
      ? refuse('import-fixed-part', { title: version.title })
      : ok({ version, by })
  }
  return refuse('import-unknown', { title: titleOf(sound) })
}

/** The edition of one bulletin that the station speaks; null when several bulletins are meant. */
function inOneLanguage(
  meant: readonly PlaceableVersion[],
  languages: readonly string[],
): PlaceableVersion | null {
  if (new Set(meant.map(({ bulletin }) => bulletin)).size > 1) return null
  for (const language of languages) {
    const spoken = meant.filter((one) => one.language === language)
    if (spoken.length > 0) return spoken.length === 1 ? (spoken[0] ?? null) : null
  }
  return meant.length === 1 ? (meant[0] ?? null) : null
}

/** The title that the list gives, else the name of its file. */
export function titleOf({ title, locations }: ReadSound): string {
  if (title !== '') return title
  const name = (locations[0] ?? '').split(/[?#]/, 1)[0]?.split(/[/\\]/).at(-1) ?? ''
  return decoded(name).replace(/\.[a-z\d]{2,5}$/i, '')
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Letters composed alike, one space between words, capitals or not. */
function sameTitle(title: string): string {
  return title.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLocaleLowerCase('vi')
}

/** Files are named by their content: whichever office the address is of, it is the same sound. */
function digestIn(location: string): string | null {
  return /\/api\/v1\/assets\/([0-9a-f]{64})$/.exec(location)?.[1] ?? null
}
