import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import {
  LONGEST_FILE,
  LONGEST_SOUND_MS,
  listLine,
  MOST_SOUNDS,
  type PlaylistRefusal,
  parseMoment,
  type ReadPlaylist,
  type ReadSound,
} from './playlist-file.ts'
import { leafFault, playlistShape, type Shape } from './xspf-shape.ts'
import { WHEN_NAMESPACE, XSPF_NAMESPACE } from './xspf-write.ts'

const DEEPEST = 16
const XML = 'http://www.w3.org/XML/1998/namespace'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** An element that has begun and not ended. */
type Open = {
  name: string
  /** Null within an extension, whose inside is nobody's business but its application's. */
  shape: Shape | null
  seen: Set<string>
  text: string
  /** What relative addresses in it start from. */
  base: string | null
  line: number
}

type Track = { -readonly [Part in keyof ReadSound]: ReadSound[Part] } & {
  locations: string[]
  identifiers: string[]
}

class Refusal extends Error {
  readonly reason: PlaylistRefusal
  readonly params: Readonly<Record<string, string | number>>

  constructor(reason: PlaylistRefusal, params: Readonly<Record<string, string | number>>) {
    super(reason)
    this.reason = reason
    this.params = params
  }
}

/**
 * Reads XSPF strictly, as its specification asks, and refuses everything else with its line. Nothing
 * of the document is followed: a document type is refused outright, so there are no entities; depth,
 * length and number of tracks are bounded, and a refusal ends the reading where it stands.
 */
export function readXspf(text: string): Outcome<ReadPlaylist, PlaylistRefusal> {
  if (text.length > LONGEST_FILE) return refuse('playlist-too-large')
  const unread = text.indexOf('\ufffd')
  if (unread >= 0)
    return refuse('playlist-not-utf8', { line: text.slice(0, unread).split('\n').length })
  const parser = new SaxesParser({ xmlns: true, position: true })
  const reading = readingOf(() => parser.line)
  parser.on('error', ({ message }) => {
    const problem = message.replace(/^\d+:\d+: /, '')
    throw new Refusal('xspf-not-xml', { line: parser.line, problem })
  })
  parser.on('doctype', () => {
    throw new Refusal('xspf-doctype', { line: parser.line })
  })
  parser.on('opentag', reading.open)
  parser.on('text', reading.text)
  parser.on('cdata', reading.text)
  parser.on('closetag', reading.close)
  try {
    parser.write(text.replace(/^\ufeff/, '')).close()
    return ok(reading.list())
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.reason, error.params)
    throw error
  }
}

function readingOf(line: () => number) {
  const opened: Open[] = []
  const sounds: Track[] = []
  let title: string | null = null

  const stop = (reason: PlaylistRefusal, params: Readonly<Record<string, string | number>> = {}) =>
    new Refusal(reason, { line: line(), ...params })

  function shapeOf(tag: SaxesTagNS, within: Open | undefined): Shape | null {
    if (!within) {
      if (tag.local !== 'playlist' || tag.uri !== XSPF_NAMESPACE) throw stop('xspf-root')
      return playlistShape
    }
    if (within.shape === null || within.shape.content === 'anything') return null
    const shape = tag.uri === XSPF_NAMESPACE ? within.shape.children?.[tag.local] : undefined
    if (!shape || !Object.hasOwn(within.shape.children ?? {}, tag.local))
      throw stop('xspf-element', { element: tag.name, within: within.name })
    if (shape.once && within.seen.has(tag.local)) throw stop('xspf-twice', { element: tag.local })
    within.seen.add(tag.local)
    return shape
  }

  function checkAttributes(tag: SaxesTagNS, shape: Shape): void {
    for (const { name, uri, value } of Object.values(tag.attributes)) {
      if (uri === XML || uri === XMLNS) continue
      if (name !== shape.attribute)
        throw stop('xspf-attribute', { attribute: name, element: tag.name })
      if (name === 'version') {
        if (value !== '0' && value !== '1') throw stop('xspf-version')
      } else if (leafFault('address', value) !== null || value === '')
        throw stop('xspf-attribute', { attribute: name, element: tag.name })
    }
    if (shape.attribute && !tag.attributes[shape.attribute])
      throw shape.attribute === 'version'
        ? stop('xspf-version')
        : stop('xspf-missing', { part: shape.attribute, element: tag.name })
  }

  /** When our own extension says that the track begins. */
  function noteInstant(tag: SaxesTagNS): void {
    const sound = sounds.at(-1)
    if (tag.uri !== WHEN_NAMESPACE || tag.local !== 'when' || !sound) return
    if (opened.at(-2)?.name !== 'track') return
    const startsAt = parseMoment(tag.attributes.startsAt?.value ?? '')
    if (startsAt === null) throw stop('xspf-time')
    sound.startsAt = startsAt
  }

  function keep(element: Open, within: Open, value: string): void {
    if (within.name === 'playlist' && element.name === 'title') title = listLine(value) || null
    const sound = within.name === 'track' ? sounds.at(-1) : undefined
    if (!sound) return
    if (element.name === 'title') sound.title = listLine(value)
    if (element.name === 'identifier') sound.identifiers.push(value)
    if (element.name === 'location') sound.locations.push(resolved(value, element.base))
    if (element.name === 'duration') {
      if (Number(value) > LONGEST_SOUND_MS)
        throw stop('xspf-number', { element: 'duration', text: value })
      sound.durationMs = Math.abs(Number(value))
    }
  }

  return {
    open(tag: SaxesTagNS): void {
      const within = opened.at(-1)
      if (opened.length === DEEPEST) throw stop('xspf-too-deep', { deepest: DEEPEST })
      const shape = shapeOf(tag, within)
      if (shape) checkAttributes(tag, shape)
      const base = resolved(tag.attributes['xml:base']?.value ?? '', within?.base ?? null) || null
      if (shape && tag.local === 'track') {
        if (sounds.length === MOST_SOUNDS) throw stop('playlist-too-many', { most: MOST_SOUNDS })
        sounds.push({
          ...{ line: line(), title: '', durationMs: null, startsAt: null },
          ...{ locations: [], identifiers: [] },
        })
      }
      if (!shape) noteInstant(tag)
      opened.push({ name: tag.local, shape, seen: new Set(), text: '', base, line: line() })
    },
    text(said: string): void {
      const element = opened.at(-1)
      if (!element?.shape || element.shape.content === 'anything') return
      if (element.shape.content !== 'elements') element.text += said
      else if (said.trim() !== '') throw stop('xspf-text', { element: element.name })
    },
    close(): void {
      const element = opened.pop() as Open
      if (element.name === 'playlist' && element.shape && !element.seen.has('trackList'))
        throw stop('xspf-missing', { part: 'trackList', element: 'playlist' })
      const within = opened.at(-1)
      if (!element.shape || !within) return
      const value = element.text.trim()
      const fault = leafFault(element.shape.content, value)
      if (fault)
        throw new Refusal(fault, {
          line: element.line,
          element: element.name,
          text: value.slice(0, 100),
        })
      keep(element, within, value)
    },
    list(): ReadPlaylist {
      if (sounds.length === 0) throw new Refusal('playlist-empty', {})
      return { title, sounds }
    },
  }
}

/** A reference seen from its base; as it is when there is none. */
function resolved(reference: string, base: string | null): string {
  if (base === null) return reference
  try {
    return new URL(reference, base).href
  } catch {
    return reference
  }
}
