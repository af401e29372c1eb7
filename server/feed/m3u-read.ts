import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { M3U_IDENTIFIER } from './m3u-write.ts'
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

const LONGEST_LINE = 8_000
/** Length, then perhaps attributes as IPTV lists have them, then perhaps a title. */
const EXTINF =
  /^#EXTINF:\s*(-?\d{1,9}(?:\.\d{1,9})?)((?:\s+[\w-]+=(?:"[^"]*"|[^\s,"]*))*)\s*(?:,(.*))?$/iu
/** What only live streams cut into pieces have. */
const STREAM = /^#EXT-X-(TARGETDURATION|MEDIA-SEQUENCE|STREAM-INF|MEDIA|KEY|MAP|PART|I-FRAME)\b/i
const CONTROL = /[^\P{Cc}\t]/u

/** What was said of a sound whose address is still to come. */
type Pending = {
  line: number
  title: string
  durationMs: number | null
  identifiers: string[]
  startsAt: number | null
}

/**
 * Reads M3U and M3U8 as programs really write them: with or without a head, whatever ends their lines,
 * with commas and quotes in titles, with comments of others. What cannot be meant is refused with its
 * line, since half a list would be aired as if it were whole.
 */
export function readM3u(text: string): Outcome<ReadPlaylist, PlaylistRefusal> {
  if (text.length > LONGEST_FILE) return refuse('playlist-too-large')
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const sounds: ReadSound[] = []
  let title: string | null = null
  let pending: Pending | null = null
  let extinf: number | null = null
  for (const [index, whole] of lines.entries()) {
    const line = index + 1
    const wrong = unreadable(whole)
    if (wrong) return refuse(wrong, { line })
    const said = whole.trim()
    if (said === '') continue
    if (sounds.length === 0 && pending === null && /^[<[{]/.test(said))
      return refuse('playlist-other-format', { line })
    if (STREAM.test(said)) return refuse('m3u-stream', { line })
    const value = said.slice(said.indexOf(':') + 1).trim()
    if (/^#PLAYLIST:/i.test(said)) title ??= listLine(value) || null
    else if (/^#EXTINF\b/i.test(said)) {
      if (extinf !== null) return refuse('m3u-no-address', { line: extinf })
      const found = EXTINF.exec(said)
      const durationMs = found && lengthOf(found[1] ?? '')
      if (!found || durationMs === undefined) return refuse('m3u-length', { line })
      pending = { ...(pending ?? blank(line)), durationMs, title: listLine(found[3] ?? '') }
      extinf = line
    } else if (/^#EXT-X-PROGRAM-DATE-TIME:/i.test(said)) {
      const startsAt = parseMoment(value)
      if (startsAt === null) return refuse('m3u-time', { line })
      pending = { ...(pending ?? blank(line)), startsAt }
    } else if (said.startsWith(M3U_IDENTIFIER)) {
      pending ??= blank(line)
      pending.identifiers.push(value)
    } else if (!said.startsWith('#')) {
      if (sounds.length === MOST_SOUNDS) return refuse('playlist-too-many', { most: MOST_SOUNDS })
      sounds.push({ ...(pending ?? blank(line)), line, locations: [said] })
      pending = null
      extinf = null
    }
  }
  if (pending) return refuse('m3u-no-address', { line: pending.line })
  return sounds.length === 0 ? refuse('playlist-empty') : ok({ title, sounds })
}

function unreadable(line: string): PlaylistRefusal | null {
  if (line.length > LONGEST_LINE) return 'm3u-line-too-long'
  if (CONTROL.test(line)) return 'playlist-not-text'
  // Where letters of another encoding stood, whoever read the file put this sign.
  return line.includes('\ufffd') || !line.isWellFormed() ? 'playlist-not-utf8' : null
}

function blank(line: number): Pending {
  return { line, title: '', durationMs: null, identifiers: [], startsAt: null }
}

/** Whole ms; null for the unknown length that `-1` stands for, undefined for one that cannot be. */
function lengthOf(seconds: string): number | null | undefined {
  if (seconds.startsWith('-')) return null
  const ms = Math.round(Number(seconds) * 1000)
  return ms > LONGEST_SOUND_MS ? undefined : ms
}
