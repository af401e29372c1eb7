import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { CampaignId } from '../../playout/contract/ids.ts'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { listStations } from '../station/station-store.ts'
import { effectivePeriod } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'
import { listCampaigns, saveCampaign } from './campaign-store.ts'
import { CampaignView, NewCampaign } from './campaign-view.ts'
import { wordingRoutes } from './wording-routes.ts'

/** Campaigns are the district's: it receives the orders and answers for them. */
export const campaignRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  await api.register(wordingRoutes, deps)

  api.get(
    '/campaigns',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Campaigns, newest first',
        response: { 200: z.array(CampaignView) },
      },
    },
    async () => listCampaigns(db).then((all) => all.map(show)),
  )

  api.post(
    '/campaigns',
    {
      config: { access: { roles: ['editor'], unit: async () => null } },
      schema: {
        summary: 'A new campaign',
        body: NewCampaign,
        response: { 201: CampaignView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const [district] = await listStations(db)
      if (!district) throw new Error('an office has a district station from its first start')
      const campaign = { ...request.body, id: newId() as CampaignId, unit: district.unit_id }
      const { from, to } = effectivePeriod(campaign)
      if (to < from) throw campaignProblem('campaign-ends-before', { until: to, from })
      await db.transaction().execute(async (tx) => {
        await saveCampaign(tx, campaign, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'campaign.ordered' },
          ...{ subject: `campaign/${campaign.id}`, detail: { name: campaign.name } },
        })
      })
      live.tell({ topic: 'plan', station: district.id })
      return reply.status(201).send(show({ ...campaign, bulletins: 0 }))
    },
  )
}

function show({ reportDates, ...campaign }: Awaited<ReturnType<typeof listCampaigns>>[number]) {
  return { ...campaign, reportDates: [...reportDates] }
}
