import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { saveCall } from '../order/call-store.ts'
import { findEmergency } from '../order/emergency-store.ts'
import { orderProblem } from '../order/order-errors.ts'
import { STOP_ROLES } from '../order/stop.ts'
import { findStops } from '../order/stop-store.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import { NewCall } from './order-view.ts'

/** Đã gọi: that somebody was told by telephone what no wire could tell. */
export const callRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps

  api.post(
    '/orders/:order/calls',
    {
      config: {
        access: {
          roles: [...STOP_ROLES, 'supervisor'],
          unit: async ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary: 'Somebody called a station about a stop or an emergency; the newest word holds',
        params: z.object({ order: z.string() }),
        body: NewCall,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const { order } = request.params
      const { station, result } = request.body
      const { id: staff } = visitorOf(request)
      await db.transaction().execute(async (tx) => {
        if (!(await stationsOf(tx, order)).includes(station)) throw orderProblem('call-not-there')
        await saveCall(tx, { id: newId(), order, station, result, by: staff, at: now })
        await audit(tx, deps, {
          ...{ at: now, staff, action: 'order.called', subject: `station/${station}` },
          detail: { order, result },
        })
      })
      live.tell({ topic: 'order', order })
      return reply.code(204).send(null)
    },
  )
}

async function stationsOf(db: Db, order: string): Promise<readonly string[]> {
  const stops = await findStops(db, { group: order })
  const emergency = await findEmergency(db, order)
  return [...stops, ...(emergency?.places ?? [])].map(({ station }) => station)
}
