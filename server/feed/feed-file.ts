import type { FastifyReply, FastifyRequest } from 'fastify'
import { sha256Hex } from '../../playout/contract/hash.ts'
import { writeCalendar } from './calendar.ts'
import { type Feed, listOf } from './feed.ts'
import type { FeedLanguage } from './feed-words.ts'
import { writeM3u } from './m3u-write.ts'
import { type Separator, writeTable } from './table.ts'
import { writeXspf } from './xspf-write.ts'

type Format = Readonly<{
  contentType: string
  write(feed: Feed, asked: Asked): string
}>

/** How whoever asks wants it written. */
type Asked = Readonly<{
  /** Where they reach this office. */
  origin: string
  language: FeedLanguage
  separator: Separator
}>

/** What a feed can be written as, by the ending of its address. */
export const feedFormats = {
  m3u8: {
    contentType: 'audio/mpegurl; charset=utf-8',
    write: (feed, { origin }) => writeM3u(listOf(feed, origin)),
  },
  xspf: {
    contentType: 'application/xspf+xml; charset=utf-8',
    write: (feed, { origin }) => writeXspf(listOf(feed, origin)),
  },
  ics: {
    contentType: 'text/calendar; charset=utf-8',
    write: (feed, { language }) => writeCalendar(feed, language),
  },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    write: (feed, { language, separator }) => writeTable(feed, language, separator),
  },
} as const satisfies Record<string, Format>

export type FeedFormat = keyof typeof feedFormats

/** Answers with the feed as a file, or with 304 when whoever asks has it already. */
export function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  feed: Feed,
  format: FeedFormat,
  asked: Omit<Asked, 'origin'>,
): FastifyReply {
  const { contentType, write } = feedFormats[format]
  const text = write(feed, { ...asked, origin: originOf(request) })
  if (isKnown(request, reply, text)) return reply.code(304).send()
  return reply
    .type(contentType)
    .header('content-disposition', `inline; filename="${fileName(feed)}.${format}"`)
    .send(text)
}

/** Tags an answer by its text; true when whoever asks has this one already. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, text: string): boolean {
  // Weak, since it may be compressed on its way.
  const etag = `W/"${sha256Hex(text).slice(0, 32)}"`
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  return knows(request.headers['if-none-match'], etag)
}

/** Where whoever asks reaches this office. */
function originOf({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  return `${protocol}://${host}`
}

/** RFC 9110, section 13.1.2: a list of tags, compared weakly, or any. */
function knows(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag))
}

/** `dai-huyen-my-tu-2024-08-12`: letters that every system can save. */
function fileName({ stationName, from }: Feed): string {
  const plain = stationName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/đ/gi, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${plain || 'lich'}-${from}`
}
