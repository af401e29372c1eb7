import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Store } from '../../media/store/store.ts'
import type { Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { sendStored } from '../upload/send-stored.ts'
import { findFile } from './sound-store.ts'

/** Bytes by their hash: what a station fetches and a browser listens to. */
export const assetRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ store: Store }>> = async (
  api,
  { db, clock, store, log },
) => {
  api.get(
    '/assets/:digest',
    {
      // Open to all when an approved version carries it; else to those who are signed in.
      config: { access: 'public' },
      schema: {
        summary: 'A rendition’s bytes; Range, ETag, never changes',
        params: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const { digest } = request.params
      const file = await findFile(db, digest, clock.now())
      // Whoever is not signed in does not learn which sounds there are.
      if (!file?.isPublic && !(await request.findVisitor())) throw problem('not-signed-in')
      if (!file) throw problem('not-found', { what: digest })
      const stored = await store.stat(digest)
      if (!stored) {
        log.error({ digest }, 'a file of the store is missing')
        throw problem('not-found', { what: digest })
      }
      const reach = file.isPublic ? 'public' : 'private'
      return sendStored(request, reply, store, { stored, contentType: file.contentType, reach })
    },
  )
}
