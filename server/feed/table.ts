import type { LocalDate } from '../../playout/contract/time.ts'
import { localTimeOf } from '../plan/local-time.ts'
import { type Feed, isForecast } from './feed.ts'
import { type FeedLanguage, feedWords } from './feed-words.ts'

/** By which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** Where a comma parts whole numbers from the rest, spreadsheets expect semicolons between cells. */
const separators = { comma: ',', semicolon: ';' } as const

export type Separator = keyof typeof separators

/** The feed as a table (CSV, RFC 4180): a line per item and per part of another source. */
export function writeTable(
  feed: Feed,
  language: FeedLanguage,
  separator: Separator = 'comma',
): string {
  const words = feedWords[language]
  const time = (at: number) => localTimeOf(at, feed.zone)
  const rows = feed.windows.flatMap((window) => {
    const { date, parts, items, by } = window
    const title = isForecast(feed, window) ? `${window.title} (${words.forecast})` : window.title
    return [
      ...parts.map(({ source, name, startsAt, endsAt }) => ({
        startsAt,
        cells: [
          ...[writtenDate(date), title, time(startsAt), time(endsAt), words.source[source]],
          ...[name ?? '', words.kind.relay, secondsOf(endsAt - startsAt, language), '', '', '', ''],
        ],
      })),
      ...items.map((item) => ({
        startsAt: item.startsAt,
        cells: [
          ...[writtenDate(date), title, time(item.startsAt), time(item.endsAt)],
          ...[words.source[item.relayed || by === 'district-signal' ? 'district' : feed.role]],
          ...[item.title, kindOf(item.contentType ?? item.kind, words.kind)],
          ...[secondsOf(item.lengthMs, language), item.language ?? ''],
          ...[item.class === null ? '' : words.class[item.class]],
          ...[item.repeat ? words.yes : '', item.relayed ? words.yes : ''],
        ],
      })),
    ]
      .sort((a, b) => a.startsAt - b.startsAt)
      .map(({ cells }) => cells)
  })
  const head = feed.sample ? [[words.sample]] : []
  const between = separators[separator]
  const line = (cells: readonly string[]) =>
    `${cells.map((text) => cell(text, between)).join(between)}\r\n`
  return `${BYTE_ORDER_MARK}${[...head, words.columns, ...rows].map(line).join('')}`
}

function kindOf(kind: string, kinds: Readonly<Record<string, string>>): string {
  return kinds[kind] ?? kind
}

/** As papers write it; spreadsheets of Vietnam read it as a date. */
function writtenDate(date: LocalDate): string {
  return date.split('-').reverse().join('/')
}

function secondsOf(ms: number, language: FeedLanguage): string {
  const seconds = (ms / 1000).toFixed(3).replace(/\.?0+$/, '')
  return language === 'vi' ? seconds.replace('.', ',') : seconds
}

/**
 * A cell, quoted where its text needs it. What a spreadsheet would run as a formula gets an apostrophe
 * before it (OWASP, CSV injection): titles come from people.
 */
function cell(text: string, separator: string): string {
  const plain = text.toWellFormed().replaceAll('\0', '')
  const safe = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(plain) ? `'${plain}` : plain
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe
}
