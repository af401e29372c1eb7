import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Visitor, visitorOf } from '../access.ts'
import { unitOfCampaign } from '../campaign/campaign-store.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { outlookOf } from './change-preview.ts'
import { PlanOutlook } from './change-view.ts'
import { localDateOf } from './local-time.ts'
import type { TwoPlans } from './outlook.ts'
import { actOut } from './rehearsal-act-store.ts'
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
      config: {
        access: { roles: ['administrator', 'approver', 'editor', 'duty'], unit: 'any' },
      },
      schema: {
        summary:
          'What would sound in the next 24 hours at each station if windows, special days, quiet hours, groups, live sources, volumes, languages, campaigns or a commune’s own programme were set so; nothing is saved',
        body: Rehearsal,
        response: { 200: Rehearsed },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      await refuseOthers(db, visitor, request.body)
      const plans = await rehearse(db, now, (tx) =>
        actOut(tx, request.body, { visitor, now, newId }),
      )
      const barred = request.body.what === 'quiet-hours' ? barredWindows(plans) : []
      return { ...outlookOf(plans), barred }
    },
  )
}

/**
 * Who may not do a thing does not see what would come of it; of communes, acting it out refuses.
 * @throws Problem `not-allowed`
 */
async function refuseOthers(
  db: Db,
  visitor: Visitor,
  wanted: z.output<typeof Rehearsal>,
): Promise<void> {
  switch (wanted.what) {
    case 'commune-pick':
    case 'commune-pick-dropped':
    case 'commune-order':
      return
    case 'campaign':
    case 'campaign-edit': {
      const unit = wanted.what === 'campaign' ? null : await unitOfCampaign(db, wanted.campaign)
      if (visitor.may(['editor'], unit)) return
      throw problem('not-allowed', { roles: 'editor', rolesVi: 'biên tập' })
    }
    default:
      // Approvers confirm quiet hours, and see first what comes of it.
      if (visitor.grants.some(({ role }) => role === 'administrator' || role === 'approver')) return
      throw problem('not-allowed', {
        roles: 'administrator, approver',
        rolesVi: 'quản trị, người duyệt',
      })
  }
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
