import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { getStation } from '../station/station-store.ts'
import { explain } from './explanation-text.ts'
import { localDateOf } from './local-time.ts'
import { listBlocks } from './plan-store.ts'
import { PlanView } from './plan-view.ts'
import { plannedItemRoutes } from './planned-item-routes.ts'
import { freeSamples } from './playlist.ts'
import { isSample } from './setting-store.ts'
import { windowRoutes } from './window-routes.ts'

/** Windows, and the plan of one station on one date with the planner's reasons. */
export const planRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(windowRoutes, deps)
  await api.register(plannedItemRoutes, deps)

  api.get(
    '/plan',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The playlist of a station on a date (today unless given), and why it is so',
        querystring: z.object({ station: z.string(), date: calendarDate.optional() }),
        response: { 200: PlanView },
      },
    },
    async ({ query }) => {
      const station = await getStation(db, query.station)
      const date = query.date ?? localDateOf(clock.now(), station.zone)
      const blocks = await listBlocks(db, { station: station.id, date })
      return {
        station: station.id,
        stationName: station.name,
        date,
        zone: station.zone,
        sample: await isSample(db),
        blocks: blocks.map(({ block, explanations }) => ({
          ...block,
          freeSamples: Math.max(0, freeSamples(block)),
          explanations: explanations.map(explain),
        })),
      }
    },
  )
}
