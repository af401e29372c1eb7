import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { plannedDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { getStation } from '../station/station-store.ts'
import { campaignCheckRoutes } from './campaign-check-routes.ts'
import { changeRoutes } from './change-routes.ts'
import { communeRoutes } from './commune-routes.ts'
import { addDays, localDateOf, weekdayOf } from './local-time.ts'
import { nextRoutes } from './next-routes.ts'
import { planVersionRoutes } from './plan-version-routes.ts'
import { PlanView, PlanWeek } from './plan-view.ts'
import { plannedItemRoutes } from './planned-item-routes.ts'
import { quietConfirmationRoutes } from './quiet-confirmation-routes.ts'
import { rehearsalRoutes } from './rehearsal-routes.ts'
import { isSample } from './setting-store.ts'
import { listPlanDays } from './shown-plan-store.ts'
import { windowRoutes } from './window-routes.ts'

const WEEK = 7

/** Windows, plans with the planner's reasons, changes by hand, and what sounds next. */
export const planRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(windowRoutes, deps)
  await api.register(plannedItemRoutes, deps)
  await api.register(planVersionRoutes, deps)
  await api.register(changeRoutes, deps)
  await api.register(nextRoutes, deps)
  await api.register(quietConfirmationRoutes, deps)
  await api.register(rehearsalRoutes, deps)
  await api.register(communeRoutes, deps)
  await api.register(campaignCheckRoutes, deps)

  api.get(
    '/plan',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The playlist of a station on a date (today unless given), and why it is so',
        querystring: z.object({ station: z.string(), date: plannedDate.optional() }),
        response: { 200: PlanView },
      },
    },
    async ({ query }) => {
      const now = clock.now()
      const station = await getStation(db, query.station)
      const today = localDateOf(now, station.zone)
      const date = query.date ?? today
      const [day] = await listPlanDays(db, station, date, 1, now, today)
      if (!day) throw new Error(`no day for ${date}`)
      return { ...day, ...(await placeOf(query.station)) }
    },
  )

  api.get(
    '/plan/week',
    {
      config: { access: 'signed-in' },
      schema: {
        summary:
          'Seven days of a station from a date (this Monday unless given); later ones than are planned are a forecast',
        querystring: z.object({ station: z.string(), from: plannedDate.optional() }),
        response: { 200: PlanWeek },
      },
    },
    async ({ query }) => {
      const now = clock.now()
      const station = await getStation(db, query.station)
      const today = localDateOf(now, station.zone)
      const from = query.from ?? mondayOf(today)
      const days = await listPlanDays(db, station, from, WEEK, now, today)
      return { ...(await placeOf(query.station)), from, days }
    },
  )

  async function placeOf(id: string) {
    const { name, zone } = await getStation(db, id)
    return { station: id, stationName: name, zone, sample: await isSample(db) }
  }
}

function mondayOf(date: string): string {
  return addDays(date, -weekdayOf(date))
}
