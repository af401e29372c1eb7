import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Db, Deps } from '../deps.ts'
import { currentCheckpoint, findEntry, ledgerVerifierKey } from '../ledger/ledger-store.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { localDateOf } from '../plan/local-time.ts'
import { isSample } from '../plan/setting-store.ts'
import type { Airing } from './airing.ts'
import { airingProblem } from './airing-errors.ts'
import { type Cursor, listAirings, listCounted, listPlanned } from './airing-list-store.ts'
import {
  AiringOutcome,
  AiringPage,
  CountsView,
  LedgerEntryView,
  LedgerKeyView,
} from './airing-view.ts'
import { airingsOf, countAirings, formula } from './count.ts'
import { eventRoutes } from './event-routes.ts'
import { happeningRoutes } from './happening-routes.ts'

const LIMIT = 100
const MOST = 500

/** What shows that airings sounded is known by those who hear recordings. */
export type AiringParts = Deps &
  Readonly<{
    gradeAirings(
      db: Db,
      airings: readonly Airing[],
    ): Promise<ReadonlyMap<string, 'heard' | 'logged'>>
  }>

/** The log of what was aired, its counts, and the ledger under both. */
export const airingRoutes: FastifyPluginAsyncZod<AiringParts> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(eventRoutes, deps)
  await api.register(happeningRoutes, deps)

  api.get(
    '/airings',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What was aired, newest first; dates are local dates of the window',
        querystring: z.object({
          from: calendarDate.optional(),
          to: calendarDate.optional(),
          date: calendarDate.optional(),
          station: z.string().optional(),
          bulletin: z.string().optional(),
          version: z.string().optional(),
          window: z.string().optional(),
          item: z.string().optional(),
          campaign: z.string().optional(),
          purpose: z.enum(['programme', 'test']).optional(),
          outcome: AiringOutcome.optional(),
          limit: z.coerce.number().int().min(1).max(MOST).default(LIMIT),
          cursor: z.string().optional(),
        }),
        response: { 200: AiringPage },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const below = cursor === undefined ? null : parseCursor(cursor)
      const airings = await listAirings(db, filter, limit + 1, below)
      const page = airings.slice(0, limit)
      const last = page.at(-1)
      const grades = await deps.gradeAirings(db, page)
      return {
        sample: await isSample(db),
        airings: page.map((airing) => ({ ...airing, grade: grades.get(airing.id) ?? 'logged' })),
        cursor: airings.length > limit && last ? `${last.plannedAt}~${last.id}` : null,
      }
    },
  )

  api.get(
    '/counts',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How often, per bulletin version, station and day; today unless dates are given',
        querystring: z.object({
          from: calendarDate.optional(),
          to: calendarDate.optional(),
          station: z.string().optional(),
          bulletin: z.string().optional(),
          campaign: z.string().optional(),
        }),
        response: { 200: CountsView },
      },
    },
    async ({ query }) => {
      const stations = await listPlanStations(db)
      const today = localDateOf(clock.now(), stations[0]?.zone ?? 'UTC')
      const from = query.from ?? query.to ?? today
      const to = query.to ?? (from > today ? from : today)
      if (from > to) throw airingProblem('dates-turned-round', { from, to })
      const filter = { ...query, from, to }
      const { rows, apart } = countAirings(
        await listCounted(db, filter),
        await listPlanned(db, filter),
      )
      const names = new Map(stations.map(({ id, name }) => [id as string, name]))
      return {
        sample: await isSample(db),
        from,
        to,
        counts: rows.map((row) => ({
          ...row,
          stationName: names.get(row.station) ?? row.station,
          airings: airingsOf(row),
        })),
        apart,
        formula,
      }
    },
  )

  api.get(
    '/ledger/checkpoint',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Size and root of the ledger as a signed note (C2SP tlog-checkpoint)',
        response: { 200: z.string() },
      },
    },
    async (_request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send(await currentCheckpoint(deps)),
  )

  api.get(
    '/ledger/key',
    {
      config: { access: 'public' },
      schema: {
        summary: 'With what a stranger checks the checkpoint, and the root key’s word for it',
        response: { 200: LedgerKeyView },
      },
    },
    async () => ({
      verifierKey: ledgerVerifierKey(deps.keys),
      document: { ...deps.keys.ledgerDocument },
      rootKey: deps.keys.root,
    }),
  )

  api.get(
    '/ledger/entries/:leaf',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'One entry of the ledger, verbatim as received',
        params: z.object({ leaf: z.coerce.number().int().min(0) }),
        response: { 200: LedgerEntryView },
      },
    },
    async ({ params }) => {
      const entry = await findEntry(db, params.leaf)
      if (!entry) throw airingProblem('ledger-entry-unknown', { leaf: params.leaf })
      return {
        leaf: entry.leaf_index,
        kind: entry.kind,
        hash: entry.hash,
        text: entry.text,
        signature: entry.signature,
        receivedAt: entry.received_at,
      }
    },
  )
}

function parseCursor(cursor: string): Cursor {
  const [, plannedAt, id] = /^(\d{1,16})~(\S{1,60})$/.exec(cursor) ?? []
  if (!plannedAt || !id) throw airingProblem('cursor-unknown', { cursor })
  return { plannedAt: Number(plannedAt), id }
}
