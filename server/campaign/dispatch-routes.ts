import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { localDateOf } from '../local-date.ts'
import { readDispatch } from './dispatch.ts'
import { DispatchText, DispatchView } from './dispatch-view.ts'
import { showDispatch } from './show-dispatch.ts'

/** Reading what ordered a campaign, so that its form is filled in and somebody only looks it over. */
export const dispatchRoutes: FastifyPluginAsyncZod<Deps> = async (api, { clock }) => {
  api.post(
    '/campaigns/read-dispatch',
    {
      config: { access: { roles: ['editor'], unit: 'any' } },
      schema: {
        summary: 'What stands in the text of a dispatch, each finding with where it was read',
        body: DispatchText,
        response: { 200: DispatchView },
      },
    },
    async ({ body }) => showDispatch(readDispatch(body.text, localDateOf(clock.now()))),
  )
}
