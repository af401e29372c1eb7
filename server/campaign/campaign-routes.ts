import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { listStations } from '../station/station-store.ts'
import type { OrderedCampaign } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'
import { readCampaignFacts } from './campaign-facts-store.ts'
import {
  addCampaign,
  getCampaign,
  listCampaigns,
  saveCampaign,
  unitOfCampaign,
} from './campaign-store.ts'
import { CampaignDetail, CampaignEdit, CampaignView, NewCampaign } from './campaign-view.ts'
import { differences, editedCampaign, wantedCampaign } from './change-campaign.ts'
import { checkCampaign } from './check-campaign.ts'
import { dispatchRoutes } from './dispatch-routes.ts'
import type { Finding } from './finding.ts'
import { listPhases, replacePhases } from './phase-store.ts'
import { showCampaign, showDetail } from './show-campaign.ts'
import { wordingRoutes } from './wording-routes.ts'

const Params = z.object({ campaign: z.string() })

/** Campaigns are the district's: it receives the orders and answers for them. */
export const campaignRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
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
        response: { 201: CampaignDetail },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const [district] = await listStations(db)
      if (!district) throw new Error('an office has a district station from its first start')
      const { phases, ...wanted } = wantedCampaign(request.body)
      const campaign = { ...wanted, id: newId() as CampaignId, unit: district.unit_id }
      await db.transaction().execute(async (tx) => {
        refuse(checkCampaign({ ...wanted, phases }, await readCampaignFacts(tx, null, now)))
        await addCampaign(tx, campaign, now)
        await replacePhases(tx, deps, campaign.id, phases)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'campaign.ordered' },
          ...{ subject: `campaign/${campaign.id}`, detail: { name: campaign.name } },
        })
      })
      live.tell({ topic: 'plan', station: district.id, cause: 'campaign' })
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
        response: { 200: CampaignDetail },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const changed = await db.transaction().execute(async (tx) => {
        const campaign = await getCampaign(tx, request.params.campaign)
        const facts = await readCampaignFacts(tx, campaign, now)
        const old = editedCampaign(campaign, (facts.before?.phases ?? []).map(plainPhase), {})
        const wanted = editedCampaign(campaign, old.phases, request.body)
        refuse(checkCampaign(wanted, facts))
        const detail = differences(old, wanted)
        const { phases, ...fields } = wanted
        const after = { ...campaign, ...fields }
        if (Object.keys(detail).length === 0) return after
        await saveCampaign(tx, after)
        if (detail['phases.after'] !== undefined) await replacePhases(tx, deps, campaign.id, phases)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'campaign.changed' },
          ...{ subject: `campaign/${campaign.id}`, detail },
        })
        return after
      })
      const [district] = await listStations(db)
      if (district) live.tell({ topic: 'plan', station: district.id, cause: 'campaign' })
      return detailOf(db, changed, visitor, now)
    },
  )
}

/** @throws Problem when something forbids it */
function refuse(findings: readonly Finding[]): void {
  for (const finding of findings)
    if (finding.severity === 'refusal') throw campaignProblem(finding.code, finding.params)
}

function plainPhase({ name, from, until, versions }: Parameters<typeof replacePhases>[3][number]) {
  return { name, from, until, versions: [...versions].toSorted() }
}

async function detailOf(db: Db, campaign: OrderedCampaign, visitor: Visitor, now: Instant) {
  const facts = await readCampaignFacts(db, campaign, now)
  const phases = (await listPhases(db, campaign.id)).get(campaign.id) ?? []
  const said = checkCampaign({ ...campaign, phases }, facts)
  return showDetail(
    ...([campaign, phases, facts.versions, said, visitor.may(['editor'], campaign.unit)] as const),
  )
}
