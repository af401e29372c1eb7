import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StaffId } from '../../playout/contract/ids.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import { type Access, type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { listContacts } from '../order/call-store.ts'
import { checkSecond, type Emergency, emergencyState, endedBlock } from '../order/emergency.ts'
import {
  findEmergency,
  type KnownEmergency,
  listEmergencies,
  saveEmergency,
  saveEnd,
  saveSecond,
} from '../order/emergency-store.ts'
import { orderProblem } from '../order/order-errors.ts'
import { listHoldingStops } from '../order/stop-store.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { withdrawFor } from '../plan/quiet-confirmation-store.ts'
import { findQuietHours } from '../plan/setting-store.ts'
import { writeUrgent } from '../plan/urgent-plan-store.ts'
import { audit } from '../staff/audit.ts'
import { listStations } from '../station/station-store.ts'
import { beginAt, confirmQuiet, gatherEmergency, listChoices } from './begin-emergency-store.ts'
import { EMERGENCY_ROLES } from './emergency-right.ts'
import { showEmergencies } from './emergency-shown-store.ts'
import {
  EmergencyChoice,
  EmergencyPreview,
  EmergencyReadBack,
  EmergencyView,
  EmergencyWish,
  NewEmergency,
} from './emergency-view.ts'
import type { Publishing } from './publishing.ts'
import { reachOf } from './reach-view.ts'
import { readStatus } from './told-store.ts'

const Params = z.object({ id: z.string() })
/** Orders stay in sight for as long. */
const SHOWN_MS = 24 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** Phát khẩn cấp: at once by day; in quiet hours once a second person has read the hour back. */
export const emergencyRoutes: FastifyPluginAsyncZod<Deps & Publishing> = async (api, deps) => {
  const { db, clock, live, log, publish } = deps
  // An order names many stations, and each is asked about by itself.
  const access: Access = { roles: [...EMERGENCY_ROLES], unit: 'any' }

  api.get(
    '/emergencies',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Emergency orders of the last day and how far each has come, newest first',
        response: { 200: z.array(EmergencyView) },
      },
    },
    async (request) => {
      const now = clock.now()
      const orders = await listEmergencies(db, now - SHOWN_MS)
      return showEmergencies(db, orders, visitorOf(request), now)
    },
  )

  api.get(
    '/emergencies/bulletins',
    {
      config: { access },
      schema: {
        summary: 'Approved emergencies that could be ordered now, newest first',
        response: { 200: z.array(EmergencyChoice) },
      },
    },
    async () => listChoices(db, clock.now()),
  )

  api.post(
    '/emergencies/preview',
    {
      config: { access },
      schema: {
        summary: 'What would sound where, what it interrupts, and whom one has to call',
        body: EmergencyWish,
        response: { 200: EmergencyPreview },
      },
    },
    async ({ body, visitor }) => {
      const now = clock.now()
      const { candidate, places } = await gatherEmergency(db, body, visitor, now)
      const stations = new Map((await listStations(db)).map((one) => [one.id, one]))
      const contacts = await listContacts(db)
      const stopped = new Set(
        (await listHoldingStops(db)).flatMap((stop) => (stop.cluster === null ? stop.station : [])),
      )
      const lengthMs = samplesToMs(candidate.samples * body.repeats)
      return {
        ...{ title: candidate.title, lengthMs, endsAt: now + lengthMs },
        quiet: await findQuietHours(db),
        stations: places.flatMap(({ station: { id }, needsSecond }) => {
          const station = stations.get(id)
          if (!station) return []
          return {
            ...reachOf(station, contacts, undefined, now),
            ...{ needsSecond, stopped: stopped.has(id) },
            interrupts: readStatus(station.status)?.onAir?.title ?? null,
          }
        }),
      }
    },
  )

  api.post(
    '/emergencies',
    {
      config: { access },
      schema: {
        summary: 'Has an approved emergency break in, at once where no quiet hours forbid it',
        body: NewEmergency,
        response: { 201: EmergencyView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { body } = request
      const begun = await db.transaction().execute(async (tx) => {
        if (await findEmergency(tx, body.id)) throw orderProblem('order-repeated')
        const { candidate, places } = await gatherEmergency(tx, body, visitor, now)
        const ready = places.filter(({ needsSecond }) => !needsSecond)
        const { id, version, repeats, reason } = body
        const order: Emergency = {
          ...{ id, version, repeats, reason },
          ...{ orderedBy: visitor.id, orderedAt: now, endedBy: null, endedAt: null },
          ...{ confirmedBy: null, confirmedAt: null },
          places: places.map(({ station, needsSecond }) => ({
            ...{ station: station.id, needsSecond, block: null, player: null },
          })),
        }
        await saveEmergency(tx, order)
        await record(tx, 'emergency.ordered', visitor, now, body.id, {
          ...{ version: body.version, repeats: body.repeats, reason: body.reason },
          stations: body.stations.join(' '),
        })
        const stations = ready.map(({ station }) => station)
        const who = { staff: visitor.id as StaffId, at: now }
        return beginAt(tx, order, candidate, stations, who)
      })
      await publishAtOnce(begun, body.id)
      return reply.code(201).send(await showOne(body.id, visitor))
    },
  )

  api.post(
    '/emergencies/:id/confirm',
    {
      config: { access: { roles: ['approver'], unit: 'any' } },
      schema: {
        summary: 'The second person types the hour back (02:14); then it sounds in quiet hours too',
        params: Params,
        body: EmergencyReadBack,
        response: { 200: EmergencyView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { id } = request.params
      const { readBack } = request.body
      const begun = await db.transaction().execute(async (tx) => {
        const order = await getEmergency(tx, id)
        const stations = await stationsOf(tx, order, visitor, ['approver'])
        const zone = stations[0]?.zone ?? ''
        const state = emergencyState(order, order.samples, now)
        const checked = checkSecond(order, state, { staff: visitor.id, readBack }, zone)
        if (!checked.ok) throw orderProblem(checked.reason, checked.params)
        if (!(await saveSecond(tx, id, { staff: visitor.id, at: now, readBack })))
          throw orderProblem('emergency-settled')
        await record(tx, 'emergency.confirmed', visitor, now, id, { hour: readBack })
        return confirmQuiet(tx, deps, order, { staff: visitor.id as StaffId, at: now, readBack })
      })
      await publishAtOnce(begun, id)
      return showOne(id, visitor)
    },
  )

  api.post(
    '/emergencies/:id/end',
    {
      config: { access },
      schema: {
        summary: 'Takes an emergency off the air again; what it interrupted goes on',
        params: Params,
        response: { 200: EmergencyView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { id } = request.params
      const stations = await db.transaction().execute(async (tx) => {
        const order = await getEmergency(tx, id)
        await stationsOf(tx, order, visitor, EMERGENCY_ROLES)
        const state = emergencyState(order, order.samples, now)
        if (state !== 'waiting' && state !== 'running') throw orderProblem('emergency-over')
        if (!(await saveEnd(tx, id, { staff: visitor.id, at: now })))
          throw orderProblem('emergency-over')
        const blocks = new Set(order.places.flatMap(({ block }) => block ?? []))
        const planned = await listBlocks(tx, { startsFrom: order.orderedAt - DAY_MS })
        await writeUrgent(
          tx,
          planned.filter(({ block }) => blocks.has(block.id)).map((one) => endedBlock(one, now)),
          { staff: visitor.id as StaffId, at: now },
        )
        // The second person's word was for this emergency: nothing may sound by it any more.
        await withdrawFor(tx, order.version, order.orderedAt, now)
        await record(tx, 'emergency.ended', visitor, now, id, {})
        return order.places.map(({ station }) => station)
      })
      await publishAtOnce(stations, id)
      return showOne(id, visitor)
    },
  )

  /** What fails here is tried again by planning, which is asked for at once. */
  async function publishAtOnce(stations: readonly string[], order: string): Promise<void> {
    if (stations.length > 0)
      await publish(stations).catch((error: unknown) => {
        log.error({ err: error, order }, 'an emergency was not published to every station')
        for (const station of stations) live.tell({ topic: 'plan', station })
      })
    live.tell({ topic: 'order', order })
  }

  async function showOne(id: string, visitor: Visitor): Promise<z.output<typeof EmergencyView>> {
    const [shown] = await showEmergencies(db, [await getEmergency(db, id)], visitor, clock.now())
    if (!shown) throw orderProblem('emergency-unknown')
    return shown
  }

  function record(
    tx: Db,
    action: string,
    visitor: Visitor,
    at: Instant,
    id: string,
    detail: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    const subject = `emergency/${id}`
    return audit(tx, deps, { at, staff: visitor.id, action, subject, detail })
  }
}

async function getEmergency(db: Db, id: string): Promise<KnownEmergency> {
  const found = await findEmergency(db, id)
  if (!found) throw orderProblem('emergency-unknown')
  return found
}

/** The order's stations, when the person may act for every one of them. */
async function stationsOf(
  db: Db,
  order: KnownEmergency,
  visitor: Visitor,
  roles: Parameters<Visitor['may']>[0],
) {
  const named = new Set(order.places.map(({ station }) => station))
  const stations = (await listStations(db)).filter(({ id }) => named.has(id))
  const foreign = stations.find(({ unit_id }) => !visitor.may(roles, unit_id))
  if (foreign) throw orderProblem('emergency-not-yours', { station: foreign.name })
  return stations
}
