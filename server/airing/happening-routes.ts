import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { addDays, instantOf, localDateOf } from '../plan/local-time.ts'
import { listHappenings } from './happening-store.ts'

const MOST = 500
/** Where an office without stations would be. */
const ZONE = 'Asia/Ho_Chi_Minh'

const HappeningView = z
  .object({
    leaf: z.int(),
    station: z.string(),
    stationName: z.string(),
    type: z.string(),
    about: z.string(),
    reason: z.string(),
    amountMs: z.int(),
    at: z.int(),
  })
  .meta({ id: 'Happening' })

/** What stations say of themselves: their starts and stops, outputs and clocks. */
export const happeningRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps

  api.get(
    '/happenings',
    {
      config: { access: 'signed-in' },
      schema: {
        summary:
          'What happened to stations themselves on local dates, newest first; today unless given',
        querystring: z.object({
          from: calendarDate.optional(),
          to: calendarDate.optional(),
          station: z.string().optional(),
        }),
        response: { 200: z.array(HappeningView) },
      },
    },
    async ({ query }) => {
      const [first] = await listPlanStations(db)
      const zone = first?.zone ?? ZONE
      const today = localDateOf(clock.now(), zone)
      const from = instantOf(query.from ?? today, '00:00', zone)
      const until = instantOf(addDays(query.to ?? today, 1), '00:00', zone)
      return listHappenings(db, { from, until, station: query.station }, MOST)
    },
  )
}
