import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { visibleLine } from '../plain-text.ts'
import { audit } from '../staff/audit.ts'
import { checkLiveSource, type LiveSource } from '../station/live-source.ts'
import {
  findLiveSource,
  listLiveSources,
  removeLiveSource,
  saveLiveSource,
} from '../station/live-source-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'
import { reach } from './window-dates.ts'
import { listLaidWindows } from './window-store.ts'

const Wanted = z.object({
  source: z.enum(['vov', 'province', 'district', 'commune']),
  kind: z.enum(['stream', 'line-in']),
  name: visibleLine(100),
  /** `http(s)://…` or `icecast://…`; of a line-in the name of the input at the player. */
  address: visibleLine(500),
  backupAddress: visibleLine(500).nullable().default(null),
})

const LiveView = Wanted.extend({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  backupAddress: z.string().nullable(),
})

/** Streams and line-ins that windows may carry. Manifests are public, and so are their addresses. */
export const liveSourceRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  const administrator = {
    access: { roles: ['administrator' as const], unit: async () => null },
  }
  const Params = z.object({ live: z.string().max(100) })

  api.get(
    '/live-sources',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Streams and line-ins', response: { 200: z.array(LiveView) } },
    },
    async () => (await listLiveSources(db)).map(show),
  )

  api.post(
    '/live-sources',
    {
      config: administrator,
      schema: { summary: 'A new stream or line-in', body: Wanted, response: { 201: LiveView } },
    },
    async (request, reply) => {
      const now = clock.now()
      const source = await db.transaction().execute(async (tx) => {
        const [district] = await listPlanStations(tx)
        const made = checked({ ...request.body, id: newId(), unit: district?.unit ?? '' })
        await saveLiveSource(tx, made)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'live-source.made' },
          ...{ subject: `live-source/${made.id}`, detail: { address: made.address } },
        })
        return made
      })
      return reply.status(201).send(show(source))
    },
  )

  api.put(
    '/live-sources/:live',
    {
      config: administrator,
      schema: {
        summary: 'Another name or address; windows that carry it take it over',
        params: Params,
        body: Wanted,
        response: { 200: LiveView },
      },
    },
    async (request) => {
      const now = clock.now()
      const source = await db.transaction().execute(async (tx) => {
        const { id, unit, source: old } = await getLive(tx, request.params.live)
        const made = checked({ ...request.body, id, unit })
        if (made.source !== old) await refuseUsed(tx, id, now)
        await saveLiveSource(tx, made)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'live-source.changed' },
          ...{ subject: `live-source/${id}`, detail: { address: made.address } },
        })
        return made
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return show(source)
    },
  )

  api.delete(
    '/live-sources/:live',
    {
      config: administrator,
      schema: {
        summary: 'Remove one that no window carries',
        params: Params,
        response: { 200: LiveView },
      },
    },
    async (request) => {
      const now = clock.now()
      return db.transaction().execute(async (tx) => {
        const source = await getLive(tx, request.params.live)
        await refuseUsed(tx, source.id, now)
        await removeLiveSource(tx, source.id, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'live-source.removed' },
          ...{ subject: `live-source/${source.id}`, detail: { name: source.name } },
        })
        return show(source)
      })
    },
  )
}

function checked(wanted: LiveSource): LiveSource {
  const outcome = checkLiveSource(wanted)
  if (!outcome.ok) throw settingProblem(outcome.reason, outcome.params)
  return outcome.value
}

async function getLive(db: Db, id: string): Promise<LiveSource> {
  const source = await findLiveSource(db, id)
  if (!source) throw settingProblem('live-source-unknown')
  return source
}

/** @throws Problem when a window that still opens carries it */
async function refuseUsed(db: Db, id: string, now: number): Promise<void> {
  const [district] = await listPlanStations(db)
  const today = localDateOf(now, district?.zone ?? 'Asia/Ho_Chi_Minh')
  const window = (await listLaidWindows(db, { validOn: today })).find((one) => {
    const { first, last } = reach(one)
    const opens = last === null || (first <= last && today <= last)
    return opens && one.segments.some((segment) => segment.live === id)
  })
  if (window) throw settingProblem('live-source-in-use', { window: window.name })
}

function show({ unit: _, ...source }: LiveSource): z.output<typeof LiveView> {
  return source
}
