import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import type { LiveSource } from '../station/live-source.ts'
import { listLiveSources, saveLiveSource } from '../station/live-source-store.ts'
import { listPlanStations } from './candidate-store.ts'
import {
  changeLiveSource,
  checkedLiveSource,
  removeUnusedLiveSource,
} from './live-source-change-store.ts'
import { LiveSourceView, WantedLiveSource } from './live-source-view.ts'

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
      schema: { summary: 'Streams and line-ins', response: { 200: z.array(LiveSourceView) } },
    },
    async () => (await listLiveSources(db)).map(show),
  )

  api.post(
    '/live-sources',
    {
      config: administrator,
      schema: {
        summary: 'A new stream or line-in',
        body: WantedLiveSource,
        response: { 201: LiveSourceView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const source = await db.transaction().execute(async (tx) => {
        const [district] = await listPlanStations(tx)
        const made = checkedLiveSource({ ...request.body, id: newId(), unit: district?.unit ?? '' })
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
        body: WantedLiveSource,
        headers: AsRead,
        response: { 200: LiveSourceView },
      },
    },
    async (request) => {
      const now = clock.now()
      const source = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const made = await changeLiveSource(tx, request.params.live, request.body, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'live-source.changed' },
          ...{ subject: `live-source/${made.id}`, detail: { address: made.address } },
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
        headers: AsRead,
        response: { 200: LiveSourceView },
      },
    },
    async (request) => {
      const now = clock.now()
      return db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const source = await removeUnusedLiveSource(tx, request.params.live, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'live-source.removed' },
          ...{ subject: `live-source/${source.id}`, detail: { name: source.name } },
        })
        return show(source)
      })
    },
  )
}

function show({ unit: _, ...source }: LiveSource): z.output<typeof LiveSourceView> {
  return source
}
