import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { calendarDayRoutes } from './calendar-day-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { liveSourceRoutes } from './live-source-routes.ts'
import { quietHoursRoutes } from './quiet-hours-routes.ts'
import { stationLimitRoutes } from './station-limit-routes.ts'

/** What windows rest on: groups, special days, live sources, limits of a station's air, quiet hours. */
export const settingRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  await api.register(groupRoutes, deps)
  await api.register(calendarDayRoutes, deps)
  await api.register(liveSourceRoutes, deps)
  await api.register(stationLimitRoutes, deps)
  await api.register(quietHoursRoutes, deps)
}
