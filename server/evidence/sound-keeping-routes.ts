import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { FEWEST_MONTHS, MOST_MONTHS } from './sound-keeping.ts'
import { findSoundKeeping, saveSoundKeeping } from './sound-keeping-store.ts'

const Keeping = z.object({
  /** After a recording came; null keeps sounds for good. */
  months: z.int().min(FEWEST_MONTHS).max(MOST_MONTHS).nullable(),
})

/** How long the sound of recordings is kept; what was heard in them is kept for ever. */
export const soundKeepingRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  api.get(
    '/office/recording-sound',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How many months the sound of recordings is kept',
        response: { 200: Keeping },
      },
    },
    async () => findSoundKeeping(db),
  )

  api.put(
    '/office/recording-sound',
    {
      config: { access: { roles: ['administrator'], unit: async () => null } },
      schema: {
        summary: 'Keep the sound of recordings so many months; what is older goes within the hour',
        body: Keeping,
        response: { 200: Keeping },
      },
    },
    async (request) => {
      const { months } = request.body
      await db.transaction().execute(async (tx) => {
        await saveSoundKeeping(tx, { months })
        await audit(tx, deps, {
          ...{ at: clock.now(), staff: visitorOf(request).id, action: 'office.recording-sound' },
          ...{ subject: 'office', detail: { months } },
        })
      })
      return { months }
    },
  )
}
