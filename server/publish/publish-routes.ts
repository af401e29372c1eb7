import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NEWS_WAIT_MS, News } from '../../playout/contract/exchange.ts'
import { SignedManifest } from '../../playout/contract/manifest.ts'
import type { Deps } from '../deps.ts'
import type { Meters } from '../meters.ts'
import { unitOfStation } from '../station/station-store.ts'
import { levelsRoutes } from './levels-routes.ts'
import { publishProblem } from './publish-errors.ts'
import { findNewest, newestVersion } from './publish-store.ts'
import { recallRoutes } from './recall-routes.ts'
import { statusRoutes } from './status-routes.ts'
import { testRoutes } from './test-routes.ts'

/** What stations pull. Trust lies in the signature, so anybody may fetch it and any cache carry it. */
export const publishRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ meters: Meters }>> = async (
  api,
  deps,
) => {
  const { db, clock, live } = deps
  await api.register(statusRoutes, deps)
  await api.register(levelsRoutes, deps)
  await api.register(recallRoutes, deps)
  await api.register(testRoutes, deps)
  const params = z.object({ station: z.string() })

  api.get(
    '/stations/:station/manifest',
    {
      config: { access: 'public' },
      schema: {
        summary: 'The newest signed manifest of a station',
        params,
        response: { 200: SignedManifest, 304: z.null() },
      },
    },
    async (request, reply) => {
      const { station } = request.params
      const newest = await findNewest(db, station)
      if (!newest) throw publishProblem('manifest-none', { station })
      const etag = `"${newest.version}"`
      reply.header('etag', etag).header('cache-control', 'public, no-cache')
      if (namesTag(request.headers['if-none-match'], etag)) return reply.status(304).send(null)
      return newest.signed
    },
  )

  const waiting = new Set<() => void>()
  // Whoever waits for news is answered before the server closes.
  api.addHook('preClose', async () => {
    for (const answer of [...waiting]) answer()
  })

  api.get(
    '/stations/:station/news',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Waits up to 25 s for a manifest above the version that is held',
        params,
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: News },
      },
    },
    async (request, reply) => {
      const { station } = request.params
      await unitOfStation(db, station)
      const { after } = request.query
      await new Promise<void>((resolve) => {
        const answer = () => {
          waiting.delete(answer)
          stopListening()
          stopWaiting()
          resolve()
        }
        waiting.add(answer)
        // Listening begins before looking, so that nothing slips between the two.
        const stopListening = live.listen((change) => {
          if (change.topic === 'manifest' && change.station === station) answer()
        })
        const stopWaiting = clock.after(NEWS_WAIT_MS, answer)
        request.raw.once('close', answer)
        void newestVersion(db, station).then(
          (version) => (version > after ? answer() : undefined),
          answer,
        )
      })
      reply.header('cache-control', 'no-store')
      return { version: await newestVersion(db, station), serverTime: clock.now() }
    },
  )
}

function namesTag(header: string | undefined, etag: string): boolean {
  return (
    header?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false
  )
}
