import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { airingProblem } from '../airing/airing-errors.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { addDays, localDateOf } from '../plan/local-time.ts'
import { isSample } from '../plan/setting-store.ts'
import { complianceReaders } from './compliance-readers.ts'
import { DisagreementsView } from './compliance-view.ts'
import { listSeenStations, readMatrix } from './matrix-store.ts'

/** Without dates: today and the days before it. */
const USUAL_DAYS = 7
const MOST_DAYS = 31

/** Where recordings contradict logs or people: findings of their own, for somebody to look at. */
export const disagreementRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.get(
    '/compliance/disagreements',
    {
      config: { access: { roles: complianceReaders, unit: 'any' } },
      schema: {
        summary: 'Obligations of which a recording and the log or a person disagree, newest first',
        querystring: z.object({ from: calendarDate.optional(), to: calendarDate.optional() }),
        response: { 200: DisagreementsView },
      },
    },
    async (request) => {
      const now = clock.now()
      const seen = await listSeenStations(db, visitorOf(request))
      const to = request.query.to ?? localDateOf(now, seen.district.zone)
      const from = request.query.from ?? addDays(to, 1 - USUAL_DAYS)
      if (from > to) throw airingProblem('dates-turned-round', { from, to })
      const found: z.infer<typeof DisagreementsView>['disagreements'] = []
      // One day after the other, so that a month needs no more memory than a day.
      const first = from < addDays(to, 1 - MOST_DAYS) ? addDays(to, 1 - MOST_DAYS) : from
      for (let date = to; date >= first; date = addDays(date, -1)) {
        const { communes } = await readMatrix(db, seen, { date, now })
        const ofDate = communes.flatMap(({ station, name, cells }) =>
          cells.flatMap(({ window, obligations }) =>
            obligations.flatMap((obligation) =>
              obligation.disagreement === null ? [] : [{ date, station, name, window, obligation }],
            ),
          ),
        )
        found.push(...ofDate.toSorted((a, b) => b.obligation.dueAt - a.obligation.dueAt))
      }
      return { sample: await isSample(db), from: first, to, disagreements: found }
    },
  )
}
