import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { Next24 } from './change-view.ts'
import { findNext } from './next-store.ts'

const HOUR_MS = 3_600_000

/** What sounds next, also where a station carries the district's signal. */
export const nextRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.get(
    '/stations/:station/next',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What will sound at a station in the next hours (24 unless given)',
        params: z.object({ station: z.string() }),
        querystring: z.object({ hours: z.coerce.number().int().min(1).max(168).default(24) }),
        response: { 200: Next24 },
      },
    },
    async ({ params, query }) => {
      const now = clock.now()
      return findNext(db, params.station, now, now + query.hours * HOUR_MS)
    },
  )
}
