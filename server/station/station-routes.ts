import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { clusterRoutes } from './cluster-routes.ts'
import { languageMixRoutes } from './language-mix-routes.ts'
import { getStation, listStations, listUnits, savePhone, unitOfStation } from './station-store.ts'
import { StationEdit, StationView, showStation, showUnit, UnitView } from './station-view.ts'

/** Places and stations, for everybody who is signed in. */
export const stationRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(languageMixRoutes, deps)
  await api.register(clusterRoutes, deps)

  api.get(
    '/units',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Units, also those that have ended',
        response: { 200: z.array(UnitView) },
      },
    },
    async () => (await listUnits(db)).map(showUnit),
  )

  api.get(
    '/stations',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Stations, the district’s first',
        response: { 200: z.array(StationView) },
      },
    },
    async () => {
      const now = clock.now()
      return (await listStations(db)).map((station) => showStation(station, now))
    },
  )

  api.get(
    '/stations/:station',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'One station',
        params: z.object({ station: z.string() }),
        response: { 200: StationView },
      },
    },
    async ({ params }) => showStation(await getStation(db, params.station), clock.now()),
  )

  api.patch(
    '/stations/:station',
    {
      config: {
        access: {
          roles: ['administrator', 'supervisor'],
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'The telephone at which somebody answers, for when a recall does not get through',
        params: z.object({ station: z.string() }),
        body: StationEdit,
        response: { 200: StationView },
      },
    },
    async (request) => {
      const now = clock.now()
      const { station } = request.params
      const { phone } = request.body
      await db.transaction().execute(async (tx) => {
        await savePhone(tx, station, phone)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'station.phone' },
          ...{ subject: `station/${station}`, detail: { phone } },
        })
      })
      return showStation(await getStation(db, station), now)
    },
  )
}
