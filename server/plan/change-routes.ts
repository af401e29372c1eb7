import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { ChangesMade, ChangesPreview, DecidedChanges, WantedChanges } from './change-view.ts'
import { planProblem } from './plan-errors.ts'

/** Changes by hand: looked at first, then made. */
export const changeRoutes: FastifyPluginAsyncZod<Deps> = async (api) => {
  const access = { roles: ['editor', 'approver', 'duty'], unit: 'any' } as const

  api.post(
    '/plan/changes/preview',
    {
      config: { access },
      schema: {
        summary: 'What changes by hand would move, what stands in their way, and what would sound',
        body: WantedChanges,
        response: { 200: ChangesPreview },
      },
    },
    async () => {
      throw planProblem('plan-changed')
    },
  )

  api.post(
    '/plan/changes',
    {
      config: { access },
      schema: {
        summary: 'Makes changes that were looked at',
        body: DecidedChanges,
        response: { 201: ChangesMade },
      },
    },
    async () => {
      throw planProblem('plan-changed')
    },
  )
}
