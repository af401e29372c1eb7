import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { listStations } from '../station/station-store.ts'
import type { OrderedCampaign } from './campaign.ts'
import { changeCampaign, orderCampaign } from './campaign-change-store.ts'
import { readCampaignFacts } from './campaign-facts-store.ts'
import { getCampaign, listCampaigns, unitOfCampaign } from './campaign-store.ts'
import { CampaignDetail, CampaignEdit, CampaignView, NewCampaign } from './campaign-view.ts'
import { checkCampaign } from './check-campaign.ts'
import { dispatchRoutes } from './dispatch-routes.ts'
import { listPhases } from './phase-store.ts'
import { showCampaign, showDetail } from './show-campaign.ts'
import { wordingRoutes } from './wording-routes.ts'

const Params = z.object({ campaign: z.string() })

/** Campaigns are the district's: it receives the orders and answers for them. */
export const campaignRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps
  const tellDistrict = async () => {
    const [district] = await listStations(db)
    if (district) live.tell({ topic: 'plan', station: district.id, cause: 'campaign' })
  }
  await api.register(wordingRoutes, deps)
  await api.register(dispatchRoutes, deps)

  api.get(
    '/campaigns',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Campaigns, newest first',
        response: { 200: z.array(CampaignView) },
      },
    },
    async () => (await listCampaigns(db)).map(showCampaign),
  )

  api.post(
    '/campaigns',
    {
      config: { access: { roles: ['editor'], unit: async () => null } },
      schema: {
        summary: 'A new campaign; what is wrong with it is refused, what is odd is said',
        body: NewCampaign,
        headers: AsRead,
        response: { 201: CampaignDetail },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const campaign = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const made = await orderCampaign(tx, deps, request.body, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'campaign.ordered' },
          ...{ subject: `campaign/${made.id}`, detail: { name: made.name } },
        })
        return made
      })
      await tellDistrict()
      return reply.status(201).send(await detailOf(db, campaign, visitor, now))
    },
  )

  api.get(
    '/campaigns/:campaign',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'A campaign with what it asks for, its phases and its dispatch',
        params: Params,
        response: { 200: CampaignDetail },
      },
    },
    async (request) => {
      const campaign = await getCampaign(db, request.params.campaign)
      return detailOf(db, campaign, visitorOf(request), clock.now())
    },
  )

  api.patch(
    '/campaigns/:campaign',
    {
      config: {
        access: {
          roles: ['editor'],
          unit: ({ params }) => unitOfCampaign(db, (params as { campaign: string }).campaign),
        },
      },
      schema: {
        summary: 'Change a campaign; phases are given whole',
        params: Params,
        body: CampaignEdit,
        headers: AsRead,
        response: { 200: CampaignDetail },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const changed = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const { campaign, detail } = await changeCampaign(
          ...([tx, deps, request.params.campaign, request.body, now] as const),
        )
        if (Object.keys(detail).length === 0) return campaign
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'campaign.changed' },
          ...{ subject: `campaign/${campaign.id}`, detail },
        })
        return campaign
      })
      await tellDistrict()
      return detailOf(db, changed, visitor, now)
    },
  )
}

async function detailOf(db: Db, campaign: OrderedCampaign, visitor: Visitor, now: Instant) {
  const facts = await readCampaignFacts(db, campaign, now)
  const phases = (await listPhases(db, campaign.id)).get(campaign.id) ?? []
  const said = checkCampaign({ ...campaign, phases }, facts)
  return showDetail(
    ...([campaign, phases, facts.versions, said, visitor.may(['editor'], campaign.unit)] as const),
  )
}
