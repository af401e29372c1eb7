import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Visitor, visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { outlookOf } from '../plan/change-preview.ts'
import { PlanOutlook } from '../plan/change-view.ts'
import { deciding } from '../plan/commune-decides.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { rehearse } from '../plan/rehearsal-store.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import {
  dropMakeGood,
  getMakeGood,
  hindranceProblem,
  mayTake,
  takeMakeGood,
} from './make-good-change-store.ts'
import { makeGoodHindrance } from './make-good-offer.ts'
import { type MakeGoods, readMakeGoods, takenKey } from './make-good-offer-store.ts'
import { MakeGoodRehearsal, MakeGoodTaken, MakeGoodView, NewMakeGood } from './make-good-view.ts'
import type { MissedAiring } from './missed-airing.ts'

const readers = [...deciding, 'supervisor', 'administrator'] as const

/** Phát bù: what was owed yesterday is offered for today, and only a person takes it. */
export const makeGoodRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps

  api.get(
    '/make-good',
    {
      config: { access: { roles: [...readers], unit: 'any' } },
      schema: {
        summary:
          'Airings of yesterday that were owed and did not sound, and those taken into today',
        querystring: z.object({ campaign: z.string().optional() }),
        response: { 200: MakeGoodView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const made = await readMakeGoods(db, clock.now())
      const { campaign } = request.query
      const staff = await db.selectFrom('staff').select(['id', 'name']).execute()
      const names = new Map(staff.map(({ id, name }) => [id, name]))
      return {
        ...{ missedDate: made.missedDate, date: made.source.today },
        missed: made.missed
          .filter((one) => campaign === undefined || one.campaign === campaign)
          .flatMap((one) => {
            const station = made.stations.get(one.station)
            return station && visitor.may([...readers], station.unit)
              ? [showMissed(one, station, made, visitor, names)]
              : []
          }),
      }
    },
  )

  api.post(
    '/make-good/preview',
    {
      config: {
        access: {
          roles: [...deciding],
          unit: async ({ body }) => {
            const wanted = body as z.output<typeof MakeGoodRehearsal>
            const station =
              wanted.what === 'take' ? wanted.station : (await getMakeGood(db, wanted.id)).station
            return unitOfStation(db, station)
          },
        },
      },
      schema: {
        summary:
          'What would sound in the next 24 hours if it were taken, or withdrawn; nothing is saved',
        body: MakeGoodRehearsal,
        response: { 200: PlanOutlook },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const plans = await rehearse(db, now, async (tx) => {
        if (request.body.what === 'take')
          await takeMakeGood(tx, request.body, { visitor, now, newId })
        else await dropMakeGood(tx, request.body.id, { visitor, now })
      })
      return outlookOf(plans)
    },
  )

  api.post(
    '/make-good',
    {
      config: {
        access: {
          roles: [...deciding],
          unit: ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary: 'Take an airing that was missed yesterday into today',
        body: NewMakeGood,
        headers: AsRead,
        response: { 201: MakeGoodTaken },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station: id, item } = request.body
      const taken = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const good = await takeMakeGood(tx, request.body, { visitor, now, newId })
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'make-good.taken', subject: `station/${id}` },
          detail: {
            ...{ item, campaign: good.campaign },
            ...{ missedDate: good.missedDate, date: good.date },
          },
        })
        return good
      })
      live.tell({ topic: 'plan', station: id, cause: 'make-good' })
      return reply.status(201).send({ id: taken.id, date: taken.date })
    },
  )

  api.delete(
    '/make-good/:id',
    {
      config: {
        access: {
          roles: [...deciding],
          unit: async ({ params }) =>
            unitOfStation(db, (await getMakeGood(db, (params as { id: string }).id)).station),
        },
      },
      schema: {
        summary: 'Withdraw a make-good; what has sounded of it stays',
        params: z.object({ id: z.string() }),
        headers: AsRead,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { station } = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const good = await dropMakeGood(tx, request.params.id, { visitor, now })
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'make-good.withdrawn' },
          ...{ subject: `station/${good.station}`, detail: { item: good.missedItem } },
        })
        return good
      })
      live.tell({ topic: 'plan', station })
      return reply.status(204).send(null)
    },
  )
}

function showMissed(
  missed: MissedAiring,
  station: PlanStation,
  { source, taken }: MakeGoods,
  visitor: Visitor,
  names: ReadonlyMap<string, string>,
): z.output<typeof MakeGoodView>['missed'][number] {
  const { campaign, item, title, plannedAt, relay, why } = missed
  const good = taken.get(takenKey(missed.station, item))
  const code = good ? null : makeGoodHindrance(missed, station, source)
  const said = code && hindranceProblem(code, missed, station)
  const may = mayTake(visitor, station)
  return {
    ...{ station: station.id, stationName: station.name, campaign, item, title, plannedAt },
    ...{ campaignName: source.campaigns.get(campaign)?.name ?? campaign, relay, why },
    hindrance: code && said && { code, vi: said.vi, en: said.en },
    madeGood: good
      ? {
          ...{ id: good.id, at: good.at, mayWithdraw: may },
          by: { id: good.by, name: names.get(good.by) ?? good.by },
        }
      : null,
    mayTake: may && !good && code === null,
    airings: `/api/v1/airings?${new URLSearchParams({ station: station.id, item })}`,
  }
}
