import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Access, type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import { dropPicked, orderPriorities, pickBulletin } from './commune-change-store.ts'
import { decidesFor, deciding } from './commune-decides.ts'
import { readCommuneProgramme } from './commune-programme-store.ts'
import { findPick } from './commune-store.ts'
import { CommuneProgrammeView, NewPick, NewPriorityOrder } from './commune-view.ts'
import { planProblem } from './plan-errors.ts'
import { showCommuneProgramme } from './show-commune-programme.ts'

/** Chương trình riêng của xã: what is lent to a commune, what it takes of it, in which order. */
export const communeRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps

  api.get(
    '/commune-programme',
    {
      config: {
        access: {
          roles: [...deciding, 'supervisor', 'administrator'],
          unit: ({ query }) => unitOfStation(db, (query as { station: string }).station),
        },
      },
      schema: {
        summary: 'What a commune may air by itself, what it takes of it and in which order',
        querystring: z.object({ station: z.string() }),
        response: { 200: CommuneProgrammeView },
      },
    },
    async (request) => show(db, request.query.station, visitorOf(request), clock.now()),
  )

  api.post(
    '/commune-programme/picks',
    {
      config: { access: ofBody(db) },
      schema: {
        summary:
          'Take an ordinary bulletin into the commune’s own part, or change in which windows',
        body: NewPick,
        headers: AsRead,
        response: { 201: CommuneProgrammeView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station, bulletin, windows } = request.body
      await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        await pickBulletin(tx, request.body, { visitor, now, newId })
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'commune.picked' },
          ...{ subject: `station/${station}` },
          detail: { bulletin, windows: windows ? windows.join(' ') : null },
        })
      })
      live.tell({ topic: 'plan', station })
      return reply.status(201).send(await show(db, station, visitor, now))
    },
  )

  api.delete(
    '/commune-programme/picks/:pick',
    {
      config: {
        access: {
          roles: [...deciding],
          unit: async ({ params }) => {
            const pick = await findPick(db, (params as { pick: string }).pick)
            if (!pick) throw planProblem('pick-unknown')
            return unitOfStation(db, pick.station)
          },
        },
      },
      schema: {
        summary: 'Drop a bulletin from the commune’s own part',
        params: z.object({ pick: z.string() }),
        headers: AsRead,
        response: { 200: CommuneProgrammeView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const station = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const pick = await dropPicked(tx, request.params.pick, { visitor, now })
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'commune.dropped' },
          ...{ subject: `station/${pick.station}`, detail: { bulletin: pick.bulletin } },
        })
        return pick.station
      })
      live.tell({ topic: 'plan', station })
      return show(db, station, visitor, now)
    },
  )

  api.post(
    '/commune-programme/order',
    {
      config: { access: ofBody(db) },
      schema: {
        summary: 'Say which priority bulletins come first when not all of them fit',
        body: NewPriorityOrder,
        headers: AsRead,
        response: { 201: CommuneProgrammeView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station, bulletins } = request.body
      await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        await orderPriorities(tx, request.body, { visitor, now, newId })
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'commune.ordered' },
          ...{
            subject: `station/${station}`,
            detail: { bulletins: [...new Set(bulletins)].join(' ') },
          },
        })
      })
      live.tell({ topic: 'plan', station })
      return reply.status(201).send(await show(db, station, visitor, now))
    },
  )
}

function ofBody(db: Db): Access {
  return {
    roles: [...deciding],
    unit: ({ body }) => unitOfStation(db, (body as { station: string }).station),
  }
}

async function show(db: Db, station: string, visitor: Visitor, now: number) {
  const programme = await readCommuneProgramme(db, station, now)
  return showCommuneProgramme(programme, decidesFor(visitor, programme.station.unit))
}
