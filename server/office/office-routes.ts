import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fingerprintOf } from '../../playout/contract/trust.ts'
import type { Deps } from '../deps.ts'
import { findQuietHours } from '../plan/setting-store.ts'
import { findSetting } from '../settings.ts'
import { usualOffer } from './furnish.ts'
import { officeProblem } from './office-errors.ts'
import { NewOffice, OfficeOffer, OfficeView } from './office-view.ts'

export type NewOfficeInput = z.infer<typeof NewOffice>

/** What the routes need of the composition root: which office this is, and how another begins. */
export type OfficePort = Readonly<{
  sample: boolean
  version: string
  samplePersons: readonly z.infer<typeof OfficeView>['samplePersons'][number][]
  /** Makes the clean office; the process is started anew when that means another folder. */
  begin(wanted: NewOfficeInput): Promise<{ restarting: boolean }>
}>

export const officeRoutes: FastifyPluginAsyncZod<Deps & { office: OfficePort }> = async (
  app,
  deps,
) => {
  const { db, clock, keys, office } = deps
  const administrator = { roles: ['administrator' as const], unit: async () => null }

  app.get(
    '/office',
    {
      config: { access: 'public' },
      schema: { summary: 'What everybody may know of this office', response: { 200: OfficeView } },
    },
    async () => {
      const station = await db
        .selectFrom('station')
        .innerJoin('unit', 'unit.id', 'station.unit_id')
        .select(['station.id', 'station.name', 'station.zone', 'unit.name as district'])
        .where('role', '=', 'district')
        .executeTakeFirstOrThrow()
      return {
        name: station.name,
        sample: office.sample,
        furnished: office.sample || (await findSetting(db, 'furnished-at')) !== null,
        zone: station.zone,
        district: station.district,
        station: station.id,
        quietHours: await findQuietHours(db),
        samplePersons: [...office.samplePersons],
        rootFingerprint: fingerprintOf(keys.root),
        version: office.version,
        serverTime: clock.now(),
      }
    },
  )

  app.get(
    '/office/offer',
    {
      config: { access: administrator },
      schema: {
        summary: 'What a clean office is offered to begin with',
        response: { 200: OfficeOffer },
      },
    },
    async () => usualOffer,
  )

  app.post(
    '/office',
    {
      config: { access: administrator },
      schema: {
        summary: 'Begin for real (Bắt đầu dùng thật): a clean office with a fresh root key',
        body: NewOffice,
        response: { 202: z.object({ restarting: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const furnished = (await findSetting(db, 'furnished-at')) !== null
      if (!office.sample && furnished) throw officeProblem('office-exists')
      if (office.sample && !request.body.administrator)
        throw officeProblem('office-administrator-needed')
      return reply.status(202).send(await office.begin(request.body))
    },
  )
}
