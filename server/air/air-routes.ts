import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { callRoutes } from './call-routes.ts'
import { emergencyRoutes } from './emergency-routes.ts'
import type { Publishing } from './publishing.ts'
import { stopRoutes } from './stop-routes.ts'

/** What people order about the sound of this moment. It stands behind the airings, which answer it. */
export const airRoutes: FastifyPluginAsyncZod<Deps & Publishing> = async (api, deps) => {
  await api.register(stopRoutes, deps)
  await api.register(emergencyRoutes, deps)
  await api.register(callRoutes, deps)
}
