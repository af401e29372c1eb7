import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { getStation, saveLimits, unitOfStation } from '../station/station-store.ts'
import { volumeClash } from '../station/volume.ts'
import { localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'
import { inMinutes } from './window-check.ts'
import { isReal, reach } from './window-dates.ts'
import { listWindows } from './window-store.ts'

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const Limits = z.object({
  volumeHours: z
    .array(
      z.object({
        from: LocalTime,
        /** Excluded; at or before the beginning it is on the next day. */
        to: LocalTime,
        /** In 0.01 dB against the usual volume. */
        millibels: z.int().min(-3_000).max(0),
      }),
    )
    .max(24),
  /** The longest that one of its windows may be; null for no limit. */
  longestSessionMs: z
    .int()
    .min(60_000)
    .max(24 * 3_600_000)
    .nullable(),
})

/** What the air of a station is bound by: how loud by the hour, how long at a time. */
export const stationLimitRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps
  const Params = z.object({ station: z.string().max(100) })

  api.get(
    '/stations/:station/limits',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How loud a station is by the hour, and how long a window of it may be',
        params: Params,
        response: { 200: Limits },
      },
    },
    async ({ params }) => {
      const { volume_hours, longest_session_ms } = await getStation(db, params.station)
      return {
        volumeHours: JSON.parse(volume_hours ?? '[]') as z.output<typeof Limits>['volumeHours'],
        longestSessionMs: longest_session_ms,
      }
    },
  )

  api.put(
    '/stations/:station/limits',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: ({ params }) => unitOfStation(db, (params as { station: string }).station),
        },
      },
      schema: {
        summary: 'Set how loud a station is by the hour, and how long a window of it may be',
        params: Params,
        body: Limits,
        response: { 200: Limits },
      },
    },
    async (request) => {
      const now = clock.now()
      const { volumeHours, longestSessionMs } = request.body
      const id = request.params.station
      const clash = volumeClash(volumeHours)
      if (clash) {
        const [a, b] = clash.map(({ from, to }) => `${from}–${to}`)
        throw settingProblem('volume-overlap', { a: a ?? '', b: b ?? '' })
      }
      await db.transaction().execute(async (tx) => {
        const { zone } = await getStation(tx, id)
        const today = localDateOf(now, zone)
        const longer = (await listWindows(tx, { station: id, validOn: today })).find((window) => {
          const { last } = reach(window)
          const opens = isReal(window) && (last === null || today <= last)
          return opens && longestSessionMs !== null && window.lengthMs > longestSessionMs
        })
        if (longer)
          throw settingProblem('session-below-window', {
            ...{ window: longer.name, length: inMinutes(longer.lengthMs) },
          })
        await saveLimits(tx, id, { volumeHours, longestSessionMs })
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'station.limits' },
          subject: `station/${id}`,
          detail: { volumeHours: JSON.stringify(volumeHours), longestSessionMs },
        })
      })
      live.tell({ topic: 'plan', station: id, cause: 'window' })
      return { volumeHours, longestSessionMs }
    },
  )
}
