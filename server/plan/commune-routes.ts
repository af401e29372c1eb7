import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BulletinId, WindowId } from '../../playout/contract/ids.ts'
import { type Access, type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import { decidesFor, deciding } from './commune-decides.ts'
import {
  type CommuneProgramme,
  inPriorityOrder,
  type OfferedBulletin,
} from './commune-programme.ts'
import { readCommuneProgramme } from './commune-programme-store.ts'
import { addPriorityOrder, dropPick, findPick, savePick } from './commune-store.ts'
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
        response: { 201: CommuneProgrammeView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station, bulletin, windows } = request.body
      await db.transaction().execute(async (tx) => {
        const programme = await getDecidable(tx, station, visitor, now)
        const offered = takeable(programme, bulletin)
        const odd = windows?.find((id) => !programme.windows.some((window) => window.id === id))
        if (odd !== undefined) throw planProblem('pick-window-unknown', { window: odd })
        if (offered.pick) await dropPick(tx, offered.pick.id, visitor.id, now)
        await savePick(tx, {
          ...{ id: newId(), station: programme.station.id, bulletin: offered.bulletin },
          ...{ windows: windows as WindowId[] | null, by: visitor.id, at: now },
        })
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
        response: { 200: CommuneProgrammeView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const station = await db.transaction().execute(async (tx) => {
        const pick = await findPick(tx, request.params.pick)
        if (!pick) throw planProblem('pick-unknown')
        refuseOthers(visitor, await unitOfStation(tx, pick.station))
        await dropPick(tx, pick.id, visitor.id, now)
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
        response: { 201: CommuneProgrammeView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station } = request.body
      const bulletins = [...new Set(request.body.bulletins)] as BulletinId[]
      await db.transaction().execute(async (tx) => {
        const programme = await getDecidable(tx, station, visitor, now)
        const ordered = inPriorityOrder(programme.offered, bulletins)
        const odd = bulletins.find((id) => !ordered.some(({ bulletin }) => bulletin === id))
        if (odd !== undefined) {
          const title = programme.offered.find(({ bulletin }) => bulletin === odd)?.title ?? odd
          throw planProblem('order-not-priority', { title })
        }
        const order = { station: programme.station.id, bulletins, by: visitor.id, at: now }
        await addPriorityOrder(tx, newId(), order)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'commune.ordered' },
          ...{ subject: `station/${station}`, detail: { bulletins: bulletins.join(' ') } },
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

/** @throws Problem when it is not the visitor's commune, or has no playlist */
async function getDecidable(
  db: Db,
  station: string,
  visitor: Visitor,
  now: number,
): Promise<CommuneProgramme> {
  const programme = await readCommuneProgramme(db, station, now)
  refuseOthers(visitor, programme.station.unit)
  if (programme.station.technology !== 'ip')
    throw planProblem('commune-no-playlist', { station: programme.station.name })
  return programme
}

/** @throws Problem for what is not offered, or needs no pick */
function takeable({ offered }: CommuneProgramme, bulletin: string): OfferedBulletin {
  const one = offered.find((other) => other.bulletin === bulletin)
  if (!one) throw planProblem('pick-not-offered')
  if (one.standing === 'own' || one.standing === 'must')
    throw planProblem('pick-needless', { title: one.title })
  return one
}

/** @throws Problem for somebody who is not of the commune */
function refuseOthers(visitor: Visitor, unit: string): void {
  if (!decidesFor(visitor, unit)) throw planProblem('commune-decides')
}
