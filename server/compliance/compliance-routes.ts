import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { listDeclarations } from '../evidence/declaration-store.ts'
import { readHeard } from '../evidence/heard-store.ts'
import { localDateOf } from '../plan/local-time.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { isSample } from '../plan/setting-store.ts'
import { listWindows } from '../plan/window-store.ts'
import { listStaff } from '../staff/staff-store.ts'
import { listStations } from '../station/station-store.ts'
import { campaignProgressRoutes } from './campaign-progress-routes.ts'
import { MatrixView } from './compliance-view.ts'
import { makeGoodRoutes } from './make-good-routes.ts'
import { buildMatrix } from './matrix.ts'

/** Theo dõi tiếp âm: communes against the windows of a day. */
export const complianceRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  await api.register(makeGoodRoutes, deps)
  await api.register(campaignProgressRoutes, deps)

  api.get(
    '/compliance/day',
    {
      config: {
        access: {
          roles: ['supervisor', 'approver', 'editor', 'administrator', 'duty'],
          unit: 'any',
        },
      },
      schema: {
        summary: 'What each commune owed on a date, how it came out, and how one knows',
        querystring: z.object({ date: calendarDate.optional() }),
        response: { 200: MatrixView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const stations = (await listStations(db)).map((row) => ({
        id: row.id,
        unit: row.unit_id,
        unitCode: row.unitCode,
        name: row.name,
        role: row.role,
        technology: row.technology,
        zone: row.zone,
      }))
      const district = stations.find(({ role }) => role === 'district')
      if (!district) throw new Error('an office has a district station from its first start')
      const date = request.query.date ?? localDateOf(now, district.zone)
      const seen = stations.filter(
        ({ role, unit }) =>
          role === 'commune' &&
          visitor.may(['supervisor', 'approver', 'editor', 'administrator', 'duty'], unit),
      )
      const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
      const declarations = await listDeclarations(db, date)
      const airings = await listAiringsOfDate(db, date, [district.id, ...seen.map(({ id }) => id)])
      const source = {
        windows: await listWindows(db, { validOn: date, validUntil: date }),
        blocks: await listBlocks(db, { date }),
        airings,
        recalls: await listRecallInstants(db),
      }
      return {
        sample: await isSample(db),
        ...buildMatrix({
          ...source,
          district,
          communes: seen,
          date,
          now,
          heard: await readHeard(db, date, seen, source),
          declarations: declarations.map((one) => ({
            ...one,
            declaredByName: names.get(one.declaredBy) ?? one.declaredBy,
          })),
        }),
      }
    },
  )
}
