import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { checkLanguageMix } from './language-mix.ts'
import { stationProblem } from './station-errors.ts'
import { getStation, saveLanguageMix, unitOfStation } from './station-store.ts'

const Mix = z.object({
  /** Percent by language, `{"km": 70, "vi": 30}`; null for no wish. */
  languageMix: z.partialRecord(z.enum(['vi', 'km', 'en']), z.int().min(0).max(100)).nullable(),
})

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
        response: { 200: Mix },
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
        body: Mix,
        response: { 200: Mix },
      },
    },
    async (request) => {
      const now = clock.now()
      const { station: id } = request.params
      const { languageMix } = request.body
      await db.transaction().execute(async (tx) => {
        const station = await getStation(tx, id)
        const languages = JSON.parse(station.languages) as string[]
        const checked = languageMix && checkLanguageMix(languageMix, languages)
        if (checked && !checked.ok) throw stationProblem(checked.reason, checked.params)
        const after = languageMix && JSON.stringify(languageMix)
        await saveLanguageMix(tx, id, after)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'station.language-mix' },
          ...{ subject: `station/${id}`, detail: { before: station.language_mix, after } },
        })
      })
      live.tell({ topic: 'plan', station: id })
      return { languageMix }
    },
  )
}
