import type { Instant } from '../../playout/contract/time.ts'
import { localTimeOf } from '../plan/local-time.ts'
import { type Feed, type FeedItem, type FeedWindow, isForecast } from './feed.ts'
import { type FeedLanguage, feedWords } from './feed-words.ts'

/** Octets of a line without its end (RFC 5545, section 3.1). */
const LINE_OCTETS = 75

/**
 * The feed as iCalendar (RFC 5545, names and refreshing by RFC 7986): one event per window in which
 * anything sounds, in UTC, so that no time zone need travel with it. A window of which nothing sounds,
 * since quiet hours or the calendar bar it, is left out, and goes from calendars that had it. An event keeps its UID over replanning; what changed has a
 * higher SEQUENCE. It makes nobody busy and rings nobody: there are no alarms.
 */
export function writeCalendar(feed: Feed, language: FeedLanguage): string {
  const words = feedWords[language]
  const name = words.calendar(feed.stationName)
  const sounding = feed.windows.filter(({ parts, items }) => parts.length + items.length > 0)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tiep Am//Lich phat//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${escaped(feed.zone)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...(sounding.length === 0 ? emptyComponent : []),
    ...sounding.flatMap((window) => eventOf(feed, window, language)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** A calendar holds at least one component (section 3.6), also when there is nothing to air. */
const emptyComponent = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventOf(feed: Feed, window: FeedWindow, language: FeedLanguage): string[] {
  const words = feedWords[language]
  const title = feed.sample ? `${words.sample} · ${window.title}` : window.title
  const stamp = utc(window.plannedAt)
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${window.id}@tiep-am`)}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${window.revision}`,
    `DTSTART:${utc(window.startsAt)}`,
    `DTEND:${utc(window.endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(feed.stationName)}`,
    `DESCRIPTION:${escaped(describe(feed, window, language))}`,
    `STATUS:${isForecast(feed, window) ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** What sounds in the window, one line each, in local times. */
function describe({ zone }: Feed, window: FeedWindow, language: FeedLanguage): string {
  const words = feedWords[language]
  const parts = window.parts.map(({ source, name, startsAt }) => ({
    startsAt,
    says: name ?? words.source[source],
  }))
  const items = window.items.map((item) => ({ startsAt: item.startsAt, says: saidOf(item, words) }))
  const lines = [...parts, ...items]
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(({ startsAt, says }) => `${localTimeOf(startsAt, zone)} ${says}`)
  return [...(window.by === 'district-signal' ? [words.signal] : []), ...lines].join('\n')
}

function saidOf(item: FeedItem, words: (typeof feedWords)[FeedLanguage]): string {
  return item.repeat ? `${item.title} (${words.repeat})` : item.title
}

/** `20240812T050000Z`, whole seconds. */
function utc(at: Instant): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

/** TEXT of section 3.3.11: no control characters but line feeds, and those written as `\n`. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** Cuts after at most 75 octets, never within a letter; what follows begins with a space. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > LINE_OCTETS) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += letter
    octets += size
  }
  return [...lines, current].join('\r\n')
}
