import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { type Access, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { listContacts } from '../order/call-store.ts'
import { orderProblem } from '../order/order-errors.ts'
import {
  clustersOn,
  decideStop,
  mayRestart,
  STOP_ROLES,
  type Stop,
  type StoppableStation,
  type StopTarget,
  stopRight,
} from '../order/stop.ts'
import { endStops, findStops, listHoldingStops, listStops, saveStops } from '../order/stop-store.ts'
import { audit } from '../staff/audit.ts'
import { getRootUnit } from '../staff/staff-store.ts'
import { stationProblem } from '../station/station-errors.ts'
import { type KnownStation, listStations } from '../station/station-store.ts'
import type { Publishing } from './publishing.ts'
import { reachOf } from './reach-view.ts'
import { listLocalStops, showStops } from './stop-shown-store.ts'
import { NewStop, Restart, StopList, StopPreview, StopView, type StopWish } from './stop-view.ts'
import { readStatus } from './told-store.ts'

/** Stops that ended stay in sight for as long. */
const SHOWN_AFTER_MS = 12 * 3_600_000

/** Dừng phát: silent at once, and until a person says otherwise. */
export const stopRoutes: FastifyPluginAsyncZod<Deps & Publishing> = async (api, deps) => {
  const { db, clock, live, newId, log, publish } = deps
  // Each station is asked about by itself, as one act may name many.
  const access: Access = { roles: [...STOP_ROLES, 'duty'], unit: 'any' }

  api.get(
    '/stops',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What is silent by order, and how far each order has come; newest first',
        response: { 200: StopList },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const root = await getRootUnit(db)
      const units = (await listStations(db)).map(({ unit_id }) => unit_id)
      return {
        orders: await showStops(db, await listStops(db, now - SHOWN_AFTER_MS), visitor, now),
        atStations: await listLocalStops(db, now),
        mayStop: units.some((unit) => stopRight(visitor, unit, root) !== null),
        mayStopAll: visitor.may(STOP_ROLES, root),
      }
    },
  )

  api.post(
    '/stops/preview',
    {
      config: { access },
      schema: {
        summary: 'What would fall silent, and whom one has to call',
        body: NewStop.pick({ where: true }),
        response: { 200: StopPreview },
      },
    },
    async (request) => {
      const now = clock.now()
      const { targets, stations } = await decide(db, request.body.where, visitorOf(request))
      const contacts = await listContacts(db)
      return {
        stations: targets.flatMap(({ station: { id }, cluster, output }) => {
          const station = stations.find((one) => one.id === id)
          if (!station) return []
          const named = station.clusters.find((one) => one.id === cluster)
          return {
            ...reachOf(station, contacts, undefined, now),
            cluster: named?.name ?? null,
            together: clustersOn(station, output).filter((name) => name !== named?.name),
            sounding: readStatus(station.status)?.onAir?.title ?? null,
          }
        }),
      }
    },
  )

  api.post(
    '/stops',
    {
      config: { access },
      schema: {
        summary:
          'Silences a cluster, stations, or everything that is yours, until somebody restarts it',
        body: NewStop,
        response: { 201: StopView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { id: group, where, reason } = request.body
      const stations = await db.transaction().execute(async (tx) => {
        if ((await findStops(tx, { group })).length > 0) throw orderProblem('order-repeated')
        const { targets } = await decide(tx, where, visitor)
        const stops = targets.map(
          ({ station, cluster, output, unit }): Stop => ({
            ...{ id: `stop-${newId()}`, group, station: station.id, cluster, output, unit, reason },
            ...{ orderedBy: visitor.id, orderedAt: now, endedBy: null, endedAt: null },
          }),
        )
        await saveStops(tx, stops)
        for (const stop of stops)
          await audit(tx, deps, {
            ...{ at: now, staff: visitor.id, action: 'stop.ordered' },
            subject: `station/${stop.station}`,
            detail: { stop: stop.id, act: group, cluster: stop.cluster, reason },
          })
        return stops.map(({ station }) => station)
      })
      await publishAtOnce(stations, group)
      const [shown] = await showStops(db, await findStops(db, { group }), visitor, clock.now())
      if (!shown) throw orderProblem('stop-unknown')
      return reply.code(201).send(shown)
    },
  )

  api.post(
    '/stops/restart',
    {
      config: { access },
      schema: {
        summary: 'Lets what was stopped sound again, as planned from now on',
        body: Restart,
        response: { 200: StopView.array() },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const ids = [...new Set(request.body.stops)]
      const ended = await db.transaction().execute(async (tx) => {
        const stops = await findStops(tx, { ids })
        if (stops.length < ids.length) throw orderProblem('stop-unknown')
        const foreign = stops.find((stop) => !mayRestart(visitor, stop, stop.stationUnit))
        if (foreign) throw orderProblem('restart-not-yours', { station: foreign.stationName })
        if ((await endStops(tx, ids, { staff: visitor.id, at: now })) < ids.length)
          throw orderProblem('stop-over')
        for (const stop of stops)
          await audit(tx, deps, {
            ...{ at: now, staff: visitor.id, action: 'stop.ended' },
            ...{ subject: `station/${stop.station}`, detail: { stop: stop.id, act: stop.group } },
          })
        return stops
      })
      const [act] = ended
      await publishAtOnce(
        ended.map(({ station }) => station),
        act?.group ?? '',
      )
      return showStops(db, await findStops(db, { ids }), visitor, clock.now())
    },
  )

  /** What fails here is tried again by planning, which is asked for at once. */
  async function publishAtOnce(stations: readonly string[], order: string): Promise<void> {
    await publish(stations).catch((error: unknown) => {
      log.error({ err: error, order }, 'a stop was not published to every station')
      for (const station of stations) live.tell({ topic: 'plan', station })
    })
    live.tell({ topic: 'order', order })
  }
}

async function decide(
  db: Db,
  where: z.output<typeof StopWish>,
  visitor: ReturnType<typeof visitorOf>,
): Promise<Readonly<{ targets: readonly StopTarget[]; stations: readonly KnownStation[] }>> {
  const root = await getRootUnit(db)
  const stations = await listStations(db)
  const lost = stationsIn(where).find((named) => !stations.some(({ id }) => id === named))
  if (lost !== undefined) throw stationProblem('station-unknown', { station: lost })
  const decided = decideStop(
    where,
    stations.map(stoppable),
    await listHoldingStops(db),
    ({ unit }) => stopRight(visitor, unit, root),
  )
  if (!decided.ok) throw orderProblem(decided.reason, decided.params)
  return { targets: decided.value, stations }
}

function stationsIn(where: z.output<typeof StopWish>): readonly string[] {
  if (where.kind === 'all') return []
  return where.kind === 'stations' ? where.stations : [where.station]
}

function stoppable({ id, name, unit_id: unit, clusters }: KnownStation): StoppableStation {
  return { id, name, unit, clusters }
}
