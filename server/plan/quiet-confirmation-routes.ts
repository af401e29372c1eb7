import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StaffId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { listCandidates } from './candidate-store.ts'
import { planProblem } from './plan-errors.ts'
import { checkAsked, checkReadBack, confirmationState, hourToRead } from './quiet-confirmation.ts'
import {
  findConfirmation,
  type KnownConfirmation,
  listConfirmations,
  saveAsked,
  saveConfirmed,
  saveWithdrawn,
} from './quiet-confirmation-store.ts'
import { NewQuietConfirmation, QuietConfirmation, ReadBack } from './quiet-confirmation-view.ts'
import { findQuietHours } from './setting-store.ts'

const Params = z.object({ id: z.string() })
/** Those that are over stay in the list as long. */
const SHOWN_AFTER_MS = 7 * 86_400_000

/**
 * Promise 5: in quiet hours nothing sounds but an emergency that a second person confirmed. One
 * asks, another approver reads the hour back; then it is planned, published and played.
 */
export const quietConfirmationRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  const unitOf = async ({ params }: { params: unknown }) => {
    const { unit } = await getConfirmation(db, (params as { id: string }).id)
    return unit
  }

  api.get(
    '/quiet-confirmations',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Emergencies that are to sound in quiet hours, soonest first',
        querystring: z.object({ station: z.string().optional() }),
        response: { 200: z.array(QuietConfirmation) },
      },
    },
    async (request) => {
      const now = clock.now()
      const { station } = request.query
      return (await listConfirmations(db, now - SHOWN_AFTER_MS))
        .filter((one) => station === undefined || one.station === station)
        .map((one) => show(one, visitorOf(request), now))
    },
  )

  api.post(
    '/quiet-confirmations',
    {
      config: {
        access: {
          roles: ['editor', 'approver'],
          unit: async ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary:
          'Asks that an emergency may sound in quiet hours; another person has to confirm it',
        body: NewQuietConfirmation,
        response: { 201: QuietConfirmation },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { body } = request
      const id = newId()
      const asked = await db.transaction().execute(async (tx) => {
        const station = await getStation(tx, body.station)
        const candidate = (await listCandidates(tx, now)).find(
          ({ version }) => version === body.version,
        )
        const place = { quiet: await findQuietHours(tx), zone: station.zone }
        const checked = checkAsked(candidate, body, place, now)
        if (!checked.ok) throw planProblem(checked.reason, checked.params)
        await saveAsked(tx, { ...body, id, askedBy: visitor.id, askedAt: now })
        await record(tx, 'quiet.asked', visitor.id, now, await getConfirmation(tx, id))
        return getConfirmation(tx, id)
      })
      live.tell({ topic: 'plan', station: asked.station })
      return reply.status(201).send(show(asked, visitor, now))
    },
  )

  api.post(
    '/quiet-confirmations/:id/confirm',
    {
      config: { access: { roles: ['approver'], unit: unitOf } },
      schema: {
        summary: 'The second person types the hour back (03:15); then the emergency may sound',
        params: Params,
        body: ReadBack,
        response: { 200: QuietConfirmation },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { id } = request.params
      const { readBack } = request.body
      const confirmed = await db.transaction().execute(async (tx) => {
        const asked = await getConfirmation(tx, id)
        const checked = checkReadBack(asked, visitor.id, readBack, asked.zone, now)
        if (!checked.ok) throw planProblem(checked.reason, checked.params)
        if (!(await saveConfirmed(tx, id, { staff: visitor.id, at: now, readBack })))
          throw planProblem('confirmation-settled')
        await record(tx, 'quiet.confirmed', visitor.id, now, asked)
        return getConfirmation(tx, id)
      })
      live.tell({ topic: 'plan', station: confirmed.station })
      return show(confirmed, visitor, now)
    },
  )

  api.post(
    '/quiet-confirmations/:id/withdraw',
    {
      config: { access: { roles: ['editor', 'approver'], unit: unitOf } },
      schema: {
        summary: 'Takes an emergency out of quiet hours again, confirmed or not',
        params: Params,
        response: { 200: QuietConfirmation },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { id } = request.params
      const withdrawn = await db.transaction().execute(async (tx) => {
        const asked = await getConfirmation(tx, id)
        const state = confirmationState(asked, now)
        if (state === 'withdrawn' || state === 'over') throw planProblem('confirmation-settled')
        await saveWithdrawn(tx, id, now)
        await record(tx, 'quiet.withdrawn', visitor.id, now, asked)
        return getConfirmation(tx, id)
      })
      live.tell({ topic: 'plan', station: withdrawn.station })
      return show(withdrawn, visitor, now)
    },
  )

  function record(
    tx: Db,
    action: string,
    staff: StaffId,
    at: Instant,
    { id, station, version, zone, fromAt, untilAt }: KnownConfirmation,
  ): Promise<void> {
    const hour = hourToRead({ fromAt }, zone)
    return audit(tx, deps, {
      ...{ at, staff, action, subject: `quiet-confirmation/${id}` },
      detail: { station, version, hour, fromAt, untilAt },
    })
  }
}

async function getConfirmation(db: Db, id: string): Promise<KnownConfirmation> {
  const found = await findConfirmation(db, id)
  if (!found) throw planProblem('confirmation-unknown')
  return found
}

function show(
  asked: KnownConfirmation,
  visitor: Visitor,
  now: Instant,
): z.output<typeof QuietConfirmation> {
  const { unit, withdrawnAt: _, ...shown } = asked
  const state = confirmationState(asked, now)
  const mayConfirm =
    state === 'waiting' && asked.askedBy !== visitor.id && visitor.may(['approver'], unit)
  return { ...shown, state, mayConfirm }
}
