import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { outlookOf } from './change-preview.ts'
import { PlanOutlook } from './change-view.ts'
import { localDateOf } from './local-time.ts'
import type { TwoPlans } from './outlook.ts'
import { actOut } from './rehearsal-act.ts'
import { rehearse } from './rehearsal-store.ts'
import { Rehearsal } from './rehearsal-view.ts'
import { isBarredByQuiet } from './window-check.ts'

/** With the windows that would be laid down no more, since quiet hours would bar them. */
const Rehearsed = PlanOutlook.extend({
  barred: z.array(
    z.object({
      station: z.string(),
      stationName: z.string(),
      window: z.string(),
      windowName: z.string(),
      startsAt: z.string(),
    }),
  ),
})

/** What changes times shows what will sound, before it is saved. */
export const rehearsalRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId } = deps

  api.post(
    '/plan/rehearsals',
    {
      // Approvers confirm quiet hours, and see first what comes of it.
      config: { access: { roles: ['administrator', 'approver'], unit: 'any' } },
      schema: {
        summary:
          'What would sound in the next 24 hours at each station if windows, special days, quiet hours, groups, live sources, volumes or languages were set so; nothing is saved',
        body: Rehearsal,
        response: { 200: Rehearsed },
      },
    },
    async (request) => {
      const now = clock.now()
      const { id } = visitorOf(request)
      const plans = await rehearse(db, now, (tx) =>
        actOut(tx, request.body, { staff: id, now, newId }),
      )
      const barred = request.body.what === 'quiet-hours' ? barredWindows(plans) : []
      return { ...outlookOf(plans), barred }
    },
  )
}

/** Windows still to come that new quiet hours bar; nothing of them would sound. */
function barredWindows({ planning, now }: TwoPlans): z.output<typeof Rehearsed>['barred'] {
  const { quiet } = planning
  if (!quiet) return []
  return planning.stations.flatMap((station) =>
    planning
      .windowsOf(station)
      .filter(({ validTo }) => validTo === null || validTo >= localDateOf(now, station.zone))
      .filter((window) => isBarredByQuiet(window, station, quiet))
      .map(({ id, name, startsAt }) => ({
        ...{ station: station.id, stationName: station.name },
        ...{ window: id, windowName: name, startsAt },
      })),
  )
}
