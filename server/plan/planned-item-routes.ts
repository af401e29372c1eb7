import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { listPlannedItems } from './planned-item-store.ts'
import { PlannedItems } from './planned-item-view.ts'
import { isSample } from './setting-store.ts'

/** Where a bulletin is planned, station by station: the other half of where it was aired. */
export const plannedItemRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.get(
    '/plan/items',
    {
      config: { access: 'signed-in' },
      schema: {
        summary:
          'Where and when a bulletin is planned, soonest first; from now on unless dates say',
        querystring: z.object({
          bulletin: z.string(),
          version: z.string().optional(),
          station: z.string().optional(),
          /** Local dates of the windows, both included. */
          from: calendarDate.optional(),
          to: calendarDate.optional(),
        }),
        response: { 200: PlannedItems },
      },
    },
    async ({ query }) => {
      const now = query.from === undefined ? clock.now() : null
      return { sample: await isSample(db), items: await listPlannedItems(db, query, now) }
    },
  )
}
