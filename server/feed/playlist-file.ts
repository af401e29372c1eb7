import type { Instant } from '../../playout/contract/time.ts'

/** What playlist files of any program can say: what to play, in which order, and perhaps when. */
export type PlaylistFile = Readonly<{
  title: string | null
  sounds: readonly ListedSound[]
}>

export type ListedSound = Readonly<{
  title: string
  /** Whole milliseconds; null when the file does not say. */
  durationMs: number | null
  /** Where its sound is; files of others may name a path of some machine. */
  locations: readonly string[]
  /** What it is, whatever it is called: URNs of ours, or somebody else's. */
  identifiers: readonly string[]
  /** When it begins, for lists that are a schedule. */
  startsAt: Instant | null
}>

/** A list that was read, with where in the file each sound stands. */
export type ReadPlaylist = Readonly<{
  title: string | null
  sounds: readonly ReadSound[]
}>

export type ReadSound = ListedSound & Readonly<{ line: number }>

/** A list of more is nobody's programme; a file of more is refused before it is looked at. */
export const MOST_SOUNDS = 2_000
export const LONGEST_FILE = 1_500_000

/** A week: what claims to be longer is a mistake. */
export const LONGEST_SOUND_MS = 7 * 86_400_000

/** Why a file is none that can be read; the parameters name the line. */
export type PlaylistRefusal =
  | 'playlist-too-large'
  | 'playlist-too-many'
  | 'playlist-empty'
  | 'playlist-not-text'
  | 'playlist-not-utf8'
  | 'playlist-other-format'
  | M3uRefusal
  | XspfRefusal

type M3uRefusal = 'm3u-stream' | 'm3u-length' | 'm3u-time' | 'm3u-no-address' | 'm3u-line-too-long'

type XspfRefusal =
  | 'xspf-not-xml'
  | 'xspf-doctype'
  | 'xspf-too-deep'
  | 'xspf-root'
  | 'xspf-version'
  | 'xspf-missing'
  | 'xspf-element'
  | 'xspf-twice'
  | 'xspf-attribute'
  | 'xspf-text'
  | 'xspf-number'
  | 'xspf-address'
  | 'xspf-time'

/** Names of ours in lists: which version, which sound, which item of the plan. */
export const VERSION_URN = 'urn:tiep-am:version:'
export const ASSET_URN = 'urn:tiep-am:asset:'
export const ITEM_URN = 'urn:tiep-am:item:'

/** One line of a list: well formed, without what would end the line or cannot be shown. */
export function listLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029\ufeff\ufffd-\uffff]+/gu, ' ')
    .trim()
}

/** An instant as `2024-08-12T05:00:00Z`, with an offset or `Z`; null for anything else. */
export function parseMoment(text: string): Instant | null {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/
  const at = form.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
