import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { CampaignId } from '../../playout/contract/ids.ts'
import { readCampaignFacts } from '../campaign/campaign-facts-store.ts'
import { getCampaign } from '../campaign/campaign-store.ts'
import { NewCampaign, Said } from '../campaign/campaign-view.ts'
import { wantedCampaign } from '../campaign/change-campaign.ts'
import { checkCampaign } from '../campaign/check-campaign.ts'
import { showFinding } from '../campaign/show-campaign.ts'
import type { Deps } from '../deps.ts'
import { fillIn } from '../errors.ts'
import { checkFit, type FitFinding } from './campaign-fit.ts'
import { readFitSource } from './campaign-fit-store.ts'
import { fitTexts } from './campaign-fit-text.ts'

/** Looks a campaign over before it is saved: what would be refused, and what its windows cannot give. */
export const campaignCheckRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.post(
    '/campaigns/check',
    {
      config: {
        access: { roles: ['editor', 'approver', 'administrator'], unit: async () => null },
      },
      schema: {
        summary:
          'What is wrong or odd with a campaign, by the windows as they are; nothing is saved',
        body: NewCampaign.extend({
          /** The campaign that is being changed; null for a new one. */
          campaign: z.string().nullable().default(null),
        }),
        response: { 200: z.object({ said: z.array(Said) }) },
      },
    },
    async ({ body: { campaign: id, ...body } }) => {
      const now = clock.now()
      const campaign = id === null ? null : await getCampaign(db, id)
      const wanted = wantedCampaign(body)
      const facts = await readCampaignFacts(db, campaign && { id: campaign.id as CampaignId }, now)
      const source = await readFitSource(db, id, now, facts.today, wanted.periodFrom)
      return {
        said: [
          ...checkCampaign(wanted, facts).map(showFinding),
          ...checkFit(wanted, source).map(showFit),
        ],
      }
    },
  )
}

function showFit({ code, field, params }: FitFinding): z.output<typeof Said> {
  const { vi, en } = fitTexts[code]
  const said = { vi: fillIn(vi, params, 'Vi'), en: fillIn(en, params) }
  return { severity: 'warning', field, code, ...said }
}
