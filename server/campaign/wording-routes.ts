import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { checkWording } from '../bulletin/wording.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { unitOfCampaign } from './campaign-store.ts'
import { listWordingRules, replaceWordingRules } from './wording-store.ts'
import { WordingAnswer, WordingQuestion, WordingRules } from './wording-view.ts'

const Params = z.object({ campaign: z.string() })

/** The wording helper: each campaign has its own rules, and none of them blocks anything. */
export const wordingRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps

  api.get(
    '/campaigns/:campaign/wording',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What to look at twice in texts of a campaign',
        params: Params,
        response: { 200: WordingRules },
      },
    },
    async ({ params }) => {
      await unitOfCampaign(db, params.campaign)
      return { rules: await listWordingRules(db, params.campaign) }
    },
  )

  api.put(
    '/campaigns/:campaign/wording',
    {
      config: {
        access: {
          roles: ['editor'],
          unit: (request) => unitOfCampaign(db, (request.params as { campaign: string }).campaign),
        },
      },
      schema: {
        summary: 'Put other wording rules in the place of a campaign’s',
        params: Params,
        body: WordingRules,
        response: { 200: WordingRules },
      },
    },
    async (request) => {
      const { campaign } = request.params
      const { rules } = request.body
      await db.transaction().execute(async (tx) => {
        await replaceWordingRules(tx, deps, campaign, rules)
        await audit(tx, deps, {
          ...{ at: clock.now(), staff: visitorOf(request).id, action: 'campaign.wording' },
          ...{ subject: `campaign/${campaign}`, detail: { rules: rules.length } },
        })
      })
      return { rules: await listWordingRules(db, campaign) }
    },
  )

  api.post(
    '/wording/check',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Which words of a text to look at twice, and what to say instead',
        body: WordingQuestion,
        response: { 200: WordingAnswer },
      },
    },
    async (request) => {
      const { text, campaign, language, at } = request.body
      if (campaign === null) return { hits: [] }
      await unitOfCampaign(db, campaign)
      const rules = await listWordingRules(db, campaign)
      return { hits: checkWording(text, rules, language, at ?? clock.now()) }
    },
  )
}
