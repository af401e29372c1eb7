import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addDays, localDateOf } from '../plan/local-time.ts'
import { getStation } from '../station/station-store.ts'
import { findFeedStation } from './feed-address-store.ts'
import { feedProblem } from './feed-errors.ts'
import { sendFeed } from './feed-file.ts'
import { gatherFeed } from './feed-store.ts'

/** A phone asks once an hour; a household of them behind one address no more than this. */
const QUESTIONS_PER_MINUTE = 60

/**
 * What a phone or player subscribed to, by a secret in the address since neither can sign in. A
 * calendar holds the week that was and what is planned; a list is of today.
 */
const kinds = {
  ics: { daysBefore: 7, days: 16 },
  m3u8: { daysBefore: 0, days: 1 },
  xspf: { daysBefore: 0, days: 1 },
} as const

export const subscriptionRoutes: FastifyPluginAsyncZod<Deps> = async (app, { db, clock }) => {
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[])
    app.get(
      `/lich/:secret.${kind}`,
      {
        config: {
          access: 'public',
          rateLimit: { max: QUESTIONS_PER_MINUTE, timeWindow: 60_000 },
        },
        schema: {
          summary: 'What a phone or player subscribed to; ETag',
          params: z.object({ secret: z.string().max(200) }),
        },
      },
      async (request, reply) => {
        const now = clock.now()
        const id = await findFeedStation(db, request.params.secret)
        // Whether it never was or was revoked is nobody's business.
        if (id === null) throw feedProblem('feed-unknown')
        const { zone } = await getStation(db, id)
        const { daysBefore, days } = kinds[kind]
        const from = addDays(localDateOf(now, zone), -daysBefore)
        const feed = await gatherFeed(db, id, { from, days }, now)
        reply.header('x-robots-tag', 'noindex').header('referrer-policy', 'no-referrer')
        return sendFeed(request, reply, feed, kind, { language: 'vi', separator: 'comma' })
      },
    )
}
