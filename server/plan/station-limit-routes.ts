import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { changeLimits } from './station-limit-store.ts'
import { Limits } from './station-limit-view.ts'

/** What the air of a station is bound by: how loud by the hour, how long at a time. */
export const stationLimitRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps
  const Params = z.object({ station: z.string().max(100) })

  api.get(
    '/stations/:station/limits',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How loud a station is by the hour, and how long a window of it may be',
        params: Params,
        response: { 200: Limits },
      },
    },
    async ({ params }) => {
      const { volume_hours, longest_session_ms } = await getStation(db, params.station)
      return {
        volumeHours: JSON.parse(volume_hours ?? '[]') as z.output<typeof Limits>['volumeHours'],
        longestSessionMs: longest_session_ms,
      }
    },
  )

  api.put(
    '/stations/:station/limits',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'Set how loud a station is by the hour, and how long a window of it may be',
        params: Params,
        body: Limits,
        headers: AsRead,
        response: { 200: Limits },
      },
    },
    async (request) => {
      const now = clock.now()
      const { volumeHours, longestSessionMs } = request.body
      const id = request.params.station
      await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        await changeLimits(tx, id, { volumeHours, longestSessionMs }, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'station.limits' },
          subject: `station/${id}`,
          detail: { volumeHours: JSON.stringify(volumeHours), longestSessionMs },
        })
      })
      live.tell({ topic: 'plan', station: id, cause: 'window' })
      return { volumeHours, longestSessionMs }
    },
  )
}
