import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { localDateOf } from '../plan/local-time.ts'
import { getStation } from '../station/station-store.ts'
import { feedAddressRoutes } from './feed-address-routes.ts'
import { type FeedFormat, feedFormats, isKnown, sendFeed } from './feed-file.ts'
import { gatherFeed } from './feed-store.ts'
import { FeedView } from './feed-view.ts'
import { importRoutes } from './import-routes.ts'

const MOST_DAYS = 31
const Params = z.object({ station: z.string() })
const Range = z.object({
  /** Today unless given. */
  from: calendarDate.optional(),
  days: z.coerce.number().pipe(z.int().min(1).max(MOST_DAYS)).default(7),
})
const FileRange = Range.extend({
  language: z.enum(['vi', 'en']).default('vi'),
  /** Of cells in a table: semicolons for spreadsheets that write `43,25`. */
  separator: z.enum(['comma', 'semicolon']).default('comma'),
})

/** What stations air, as files that other programs read. */
export const feedRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(feedAddressRoutes, deps)
  await api.register(importRoutes, deps)

  async function gather(station: string, { from, days }: z.output<typeof Range>) {
    const now = clock.now()
    const { zone } = await getStation(db, station)
    return gatherFeed(db, station, { from: from ?? localDateOf(now, zone), days }, now)
  }

  api.get(
    '/feeds/:station.json',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What a station airs in some days (7 from today unless given); ETag',
        params: Params,
        querystring: Range,
        response: { 200: FeedView, 304: z.null() },
      },
    },
    async (request, reply) => {
      const feed = await gather(request.params.station, request.query)
      const known = isKnown(request, reply, JSON.stringify(feed))
      return known ? reply.code(304).send(null) : feed
    },
  )

  for (const format of Object.keys(feedFormats) as FeedFormat[])
    api.get(
      `/feeds/:station.${format}`,
      {
        config: { access: 'signed-in' },
        schema: {
          summary: `The same as a file (${feedFormats[format].contentType.split(';', 1)[0]}); ETag`,
          params: Params,
          querystring: FileRange,
        },
      },
      async (request, reply) => {
        const feed = await gather(request.params.station, request.query)
        return sendFeed(request, reply, feed, format, request.query)
      },
    )
}
