import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { changeLanguageMix } from './language-mix-store.ts'
import { LanguageMix } from './language-mix-view.ts'
import { getStation, unitOfStation } from './station-store.ts'

const Params = z.object({ station: z.string() })

/** In which languages a station speaks when it airs by itself: Phú Mỹ mostly Khmer. */
export const languageMixRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps

  api.get(
    '/stations/:station/language-mix',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Percent by language of what a station airs by itself',
        params: Params,
        response: { 200: LanguageMix },
      },
    },
    async ({ params }) => {
      const { language_mix } = await getStation(db, params.station)
      return { languageMix: language_mix === null ? null : JSON.parse(language_mix) }
    },
  )

  api.patch(
    '/stations/:station/language-mix',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'Set in which languages a station speaks when it airs by itself',
        params: Params,
        body: LanguageMix,
        headers: AsRead,
        response: { 200: LanguageMix },
      },
    },
    async (request) => {
      const now = clock.now()
      const { station: id } = request.params
      const { languageMix } = request.body
      await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const detail = await changeLanguageMix(tx, id, languageMix)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'station.language-mix' },
          ...{ subject: `station/${id}`, detail },
        })
      })
      live.tell({ topic: 'plan', station: id })
      return { languageMix }
    },
  )
}
