import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { localDateOf } from '../plan/local-time.ts'
import { isSample } from '../plan/setting-store.ts'
import { campaignProgressRoutes } from './campaign-progress-routes.ts'
import { complianceReaders } from './compliance-readers.ts'
import { MatrixView } from './compliance-view.ts'
import { disagreementRoutes } from './disagreement-routes.ts'
import { makeGoodRoutes } from './make-good-routes.ts'
import { listSeenStations, readMatrix } from './matrix-store.ts'

/** Theo dõi tiếp âm: communes against the windows of a day. */
export const complianceRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(makeGoodRoutes, deps)
  await api.register(campaignProgressRoutes, deps)
  await api.register(disagreementRoutes, deps)

  api.get(
    '/compliance/day',
    {
      config: { access: { roles: complianceReaders, unit: 'any' } },
      schema: {
        summary: 'What each commune owed on a date, how it came out, and how one knows',
        querystring: z.object({ date: calendarDate.optional() }),
        response: { 200: MatrixView },
      },
    },
    async (request) => {
      const now = clock.now()
      const seen = await listSeenStations(db, visitorOf(request))
      const date = request.query.date ?? localDateOf(now, seen.district.zone)
      return { sample: await isSample(db), ...(await readMatrix(db, seen, { date, now })) }
    },
  )
}
