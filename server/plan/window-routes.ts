import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { planProblem } from './plan-errors.ts'
import type { PlanStation } from './plan-station.ts'
import { NewWindow, WindowView } from './plan-view.ts'
import { findQuietHours } from './setting-store.ts'
import { type AirWindow, checkWindow } from './window.ts'
import { listWindows, saveWindows } from './window-store.ts'

/** Windows, the district's together with those of the communes that relay them. */
export const windowRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps

  api.get(
    '/windows',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Windows, of one station if it is named',
        querystring: z.object({ station: z.string().optional() }),
        response: { 200: z.array(WindowView) },
      },
    },
    async ({ query }) => (await listWindows(db, query)).map(show),
  )

  api.post(
    '/windows',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: async ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary:
          'A new window, and the same for each commune that relays it; the first is the one named',
        body: NewWindow,
        response: { 201: z.array(WindowView) },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { relayedBy, ...wanted } = request.body
      const made = await db.transaction().execute(async (tx) => {
        const stations = new Map((await listPlanStations(tx)).map((one) => [one.id as string, one]))
        refuseOddRelays(wanted.station, relayedBy, stations)
        const own = windowOf(newId() as WindowId, wanted.station, wanted, null)
        const relays = [...new Set(relayedBy)].map((station) =>
          windowOf(newId() as WindowId, station, wanted, own.id),
        )
        const quiet = await findQuietHours(tx)
        for (const window of [own, ...relays]) {
          const others = await listWindows(tx, { station: window.station })
          const checked = checkWindow(window, others, quiet)
          if (!checked.ok) {
            const station = stations.get(window.station)?.name ?? window.station
            throw planProblem(checked.reason, { ...checked.params, station })
          }
        }
        await saveWindows(tx, [own, ...relays])
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'window.made', subject: `window/${own.id}` },
          detail: { station: own.station, startsAt: own.startsAt, relays: relays.length },
        })
        return [own, ...relays]
      })
      live.tell({ topic: 'plan', station: wanted.station })
      return reply.status(201).send(made.map(show))
    },
  )
}

function refuseOddRelays(
  station: string,
  relayedBy: readonly string[],
  stations: ReadonlyMap<string, PlanStation>,
): void {
  if (relayedBy.length > 0 && stations.get(station)?.role !== 'district')
    throw planProblem('window-not-relayable')
  const odd = relayedBy.find((one) => stations.get(one)?.role !== 'commune')
  if (odd !== undefined) throw planProblem('window-relay-unknown', { station: odd })
}

function windowOf(
  id: WindowId,
  station: string,
  wanted: Omit<z.output<typeof NewWindow>, 'relayedBy'>,
  relaysWindow: WindowId | null,
): AirWindow {
  const { validFrom, validTo, segments } = wanted
  if (validTo !== null && validTo < validFrom)
    throw planProblem('window-ends-before', { from: validFrom, to: validTo })
  const lengthMs = segments.reduce((sum, segment) => sum + segment.lengthMs, 0)
  return { ...wanted, id, station: station as StationId, lengthMs, relaysWindow }
}

function show({ segments, ...window }: AirWindow): z.output<typeof WindowView> {
  return { ...window, segments: [...segments] }
}
