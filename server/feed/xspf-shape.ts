import type { PlaylistRefusal } from './playlist-file.ts'

/** What XSPF version 1 allows (xspf.org/spec, section 4): elements, how often, and what they hold. */

type Content = 'text' | 'address' | 'count' | 'moment' | 'elements' | 'anything'

type Shape = Readonly<{
  content: Content
  /** At most one of them within its parent. */
  once: boolean
  /** The attribute that it must have; all others are refused. */
  attribute?: 'rel' | 'application' | 'version'
  children?: Readonly<Record<string, Shape>>
}>

const one = (content: Content): Shape => ({ content, once: true })
const many = (content: Content): Shape => ({ content, once: false })

const described = {
  title: one('text'),
  creator: one('text'),
  annotation: one('text'),
  info: one('address'),
  image: one('address'),
  link: { ...many('address'), attribute: 'rel' },
  meta: { ...many('text'), attribute: 'rel' },
  extension: { ...many('anything'), attribute: 'application' },
} as const

const track: Shape = {
  ...many('elements'),
  children: {
    ...described,
    location: many('address'),
    identifier: many('address'),
    album: one('text'),
    trackNum: one('count'),
    duration: one('count'),
  },
}

export const playlistShape: Shape = {
  ...one('elements'),
  attribute: 'version',
  children: {
    ...described,
    location: one('address'),
    identifier: one('address'),
    license: one('address'),
    date: one('moment'),
    attribution: {
      ...one('elements'),
      children: { location: many('address'), identifier: many('address') },
    },
    trackList: { ...one('elements'), children: { track } },
  },
}

export type { Shape }

/** Why a leaf's text is none that its element may hold; null when it is. */
export function leafFault(content: Content, text: string): PlaylistRefusal | null {
  if (content === 'count' && !isCount(text)) return 'xspf-number'
  if (content === 'address' && !isAddress(text)) return 'xspf-address'
  if (content === 'moment' && !MOMENT.test(text)) return 'xspf-time'
  return null
}

/** xsd:dateTime, which may do without an offset. */
const MOMENT = /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/

/** xsd:nonNegativeInteger, as far as numbers count. */
function isCount(text: string): boolean {
  return /^(\+?\d{1,15}|-0+)$/.test(text)
}

/** An address or reference of RFC 3987: letters of any script, no spaces, whole escapes, a right scheme. */
function isAddress(text: string): boolean {
  if (!/^(?:[^\s\p{Cc}<>"{}|\\^`%]|%[\dA-Fa-f]{2})*$/u.test(text)) return false
  const scheme = /^([^/?#]*?):/.exec(text)?.[1]
  return scheme === undefined || /^[A-Za-z][A-Za-z\d+.-]*$/.test(scheme)
}
