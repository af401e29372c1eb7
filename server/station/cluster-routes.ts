import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { plainLine } from '../plain-text.ts'
import { audit } from '../staff/audit.ts'
import { stationProblem } from './station-errors.ts'
import { getStation, saveClusterOutput, unitOfStation } from './station-store.ts'
import { StationView, showStation } from './station-view.ts'

/** Which output of a station's player drives which of its clusters, so that one can be stopped alone. */
export const clusterRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps

  api.put(
    '/stations/:station/clusters/:cluster',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'Ties a cluster to an output of the station’s player; null unties it',
        params: z.object({ station: z.string(), cluster: z.string() }),
        body: z.object({ output: plainLine(200).min(1).nullable() }),
        response: { 200: StationView },
      },
    },
    async (request) => {
      const now = clock.now()
      const { station, cluster } = request.params
      const { output } = request.body
      await db.transaction().execute(async (tx) => {
        if (!(await saveClusterOutput(tx, station, cluster, output)))
          throw stationProblem('cluster-unknown')
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'cluster.output' },
          ...{ subject: `station/${station}`, detail: { cluster, output } },
        })
      })
      return showStation(await getStation(db, station), now)
    },
  )
}
