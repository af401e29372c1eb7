import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { getStation } from '../station/station-store.ts'
import { planProblem } from './plan-errors.ts'
import { diffVersions, type PlanVersionText } from './plan-version.ts'
import { listPlanVersions } from './plan-version-store.ts'
import { PlanVersionDiff, PlanVersions } from './plan-version-view.ts'

const Place = z.object({ station: z.string(), date: calendarDate })

/** How a playlist came about: its versions, and what each has otherwise than another. */
export const planVersionRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db }) => {
  api.get(
    '/plan/versions',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Every version of the playlist of a station on a date, newest first',
        querystring: Place,
        response: { 200: PlanVersions },
      },
    },
    async ({ query }) => {
      const station = await getStation(db, query.station)
      return (await listPlanVersions(db, station.id, query.date)).map((row) => ({
        ...{ number: row.number, at: row.at, cause: row.cause as 'plan' | 'edit' },
        ...{ staff: row.staff_id, staffName: row.staffName },
        items: textOf(row).blocks.reduce((sum, { items }) => sum + items.length, 0),
      }))
    },
  )

  api.get(
    '/plan/versions/diff',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What one version of a playlist has otherwise than another; 0 stands for none yet',
        querystring: Place.extend({
          from: z.coerce.number().int().min(0),
          to: z.coerce.number().int().min(1),
        }),
        response: { 200: PlanVersionDiff },
      },
    },
    async ({ query }) => {
      const { date, from, to } = query
      const station = await getStation(db, query.station)
      const versions = await listPlanVersions(db, station.id, date)
      const blocksOf = (wanted: number) => {
        const row = versions.find(({ number }) => number === wanted)
        if (!row) throw planProblem('plan-version-unknown', { number: wanted })
        return textOf(row).blocks
      }
      const before = from === 0 ? [] : blocksOf(from)
      return { ...{ date, from, to }, changes: [...diffVersions(before, blocksOf(to))] }
    },
  )
}

function textOf(row: Readonly<{ text: string }>): PlanVersionText {
  return JSON.parse(row.text) as PlanVersionText
}
