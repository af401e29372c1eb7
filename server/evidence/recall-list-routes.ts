import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import { type Role, visitorOf } from '../access.ts'
import { findRecall, listRecalls } from '../bulletin/recall-store.ts'
import type { Deps } from '../deps.ts'
import { isSample } from '../plan/setting-store.ts'
import { unitOfStation } from '../station/station-store.ts'
import { evidenceProblem } from './evidence-errors.ts'
import { keepConfirmation, listConfirmations } from './recall-delivery-store.ts'
import { listDeliveries, showRecall } from './recall-list-store.ts'
import {
  DutyRecalls,
  NewRecallConfirmation,
  RecallConfirmationView,
  RecallList,
  RecallView,
} from './recall-view.ts'

const roles: readonly Role[] = ['supervisor', 'approver', 'editor', 'administrator', 'duty']
const MOST = 200
/** On the phone of the one on duty a recall is shown for so long. */
const ON_DUTY_MS = 30 * 86_400_000

/** What has become of recalls, station by station, and people's word that the copies are gone. */
export const recallListRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps
  const access = { roles, unit: 'any' as const }

  api.get(
    '/recalls',
    {
      config: { access },
      schema: {
        summary: 'Recalls, newest first, and how far they are',
        response: { 200: RecallList },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const deliveries = await listDeliveries(db, await listRecalls(db, MOST), now, (unit) =>
        visitor.may(roles, unit),
      )
      return {
        ...{ sample: await isSample(db), serverTime: now },
        recalls: deliveries
          .filter(({ stations }) => stations.length > 0)
          .map(({ head, tally }) => ({ ...head, tally })),
      }
    },
  )

  api.get(
    '/recalls/:recall',
    {
      config: { access },
      schema: {
        summary: 'One recall: per station asked at, dropped at, or to be called',
        params: z.object({ recall: z.string() }),
        response: { 200: RecallView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const recall = await findRecall(db, request.params.recall)
      if (!recall) throw evidenceProblem('recall-unknown')
      const view = await showRecall(db, recall, clock.now(), (unit) => visitor.may(roles, unit))
      if (view.stations.length === 0) throw evidenceProblem('recall-unknown')
      return { ...view, sample: await isSample(db) }
    },
  )

  api.post(
    '/recalls/:recall/stations/:station/confirm',
    {
      config: {
        access: {
          roles,
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'Đã xóa bản cũ: by who is on duty there, or by the centre on the telephone’s word',
        params: z.object({ recall: z.string(), station: z.string() }),
        body: NewRecallConfirmation,
        response: { 200: RecallConfirmationView, 201: RecallConfirmationView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { recall, station } = request.params
      const unit = await unitOfStation(db, station)
      const way = visitor.isAt('duty', unit) ? ('station' as const) : ('telephone' as const)
      const note = request.body?.note ?? ''
      // A commune does not write down as heard at the centre what nobody there heard.
      if (way === 'telephone' && !visitor.may(roles, null))
        throw evidenceProblem('recall-word-not-yours')
      if (way === 'telephone' && note === '') throw evidenceProblem('recall-word-of-whom')
      const { kept, isNew } = await db.transaction().execute(async (tx) => {
        const made = await findRecall(tx, recall)
        if (!made) throw evidenceProblem('recall-unknown')
        const known = (await listConfirmations(tx, [recall])).find(
          (one) => one.station === station && one.way === way,
        )
        if (known) return { kept: known, isNew: false }
        const confirmation = await keepConfirmation(tx, {
          ...{ id: deps.newId(), recall, station, confirmedBy: visitor.id, way, at: now },
          ...tapOf(request.body?.tappedAt ?? now, note, made.at, now),
        })
        return { kept: confirmation, isNew: true }
      })
      if (isNew) live.tell({ topic: 'recall', recall })
      const { id, tappedAt, at, leaf } = kept
      const by = kept.confirmedBy === visitor.id ? visitor.name : kept.confirmedBy
      return reply
        .status(isNew ? 201 : 200)
        .send({ id, by, way, tappedAt, at, note: kept.note, leaf })
    },
  )

  api.get(
    '/duty/recalls',
    {
      config: { access: { roles: ['duty'], unit: 'any' } },
      schema: {
        summary: 'Recalls that concern the own station, of the last thirty days',
        response: { 200: DutyRecalls },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const recent = (await listRecalls(db, MOST)).filter(({ at }) => at > now - ON_DUTY_MS)
      const own = (unit: string) => visitor.isAt('duty', unit)
      const deliveries = await listDeliveries(db, recent, now, own)
      return {
        recalls: deliveries.flatMap(({ head: { id, title, at, reason }, stations }) =>
          stations
            .filter(({ role }) => role === 'commune')
            .map(({ station, state, confirmations }) => ({
              ...{ id, station, title, at, reason },
              dropped: state === 'dropped',
              confirmed: confirmations.length > 0,
            })),
        ),
      }
    },
  )
}

/** A phone's clock is believed between the recall and now; else ours is taken, and the note says so. */
function tapOf(
  tappedAt: Instant,
  note: string,
  recalledAt: Instant,
  now: Instant,
): Readonly<{ tappedAt: Instant; note: string }> {
  if (tappedAt >= recalledAt && tappedAt <= now) return { tappedAt, note }
  const said = 'Đồng hồ của máy đã bấm bị sai, nên lấy giờ máy chủ nhận.'
  return { tappedAt: now, note: note === '' ? said : `${note} (${said})` }
}
