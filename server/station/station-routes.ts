import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { getStation, listStations, listUnits } from './station-store.ts'
import { StationView, showStation, showUnit, UnitView } from './station-view.ts'

/** Places and stations, for everybody who is signed in. */
export const stationRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
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
}
