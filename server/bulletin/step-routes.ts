import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ok, refuse } from '../../playout/contract/outcome.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../errors.ts'
import { beholderOf } from './beholder.ts'
import type { Bulletin } from './bulletin.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { Approval, BulletinView, SendBack } from './bulletin-view.ts'
import { atItsUnit, decide, showBulletin, type VersionName } from './desk-store.ts'
import { BulkApproval, BulkOutcome } from './life-view.ts'
import { listHeard } from './listening-store.ts'
import { sealOf } from './seal.ts'
import { changeVersion, type Step } from './step.ts'

const Params = z.object({ bulletin: z.string(), number: z.coerce.number().int().min(1) })

/** A version's steps from draft to the air: submitted, checked, approved or sent back. */
export const stepRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps

  /** @param seen the seal of what somebody had before them, where they named it */
  async function take(
    step: Step,
    { bulletin: id, number }: VersionName,
    visitor: Visitor,
    now: number,
    seen?: string | undefined,
  ): Promise<Bulletin> {
    return decide(deps, id, visitor, now, async (before, tx) => {
      const version = before.versions.find((one) => one.number === number)
      if (!version) throw bulletinProblem('bulletin-unknown')
      if (seen !== undefined && seen !== sealOf(before, version)) return refuse('changed-meanwhile')
      const heard = await listHeard(tx, visitor.id, [version.id])
      const who = beholderOf(visitor, before, version, heard)
      const after = changeVersion(before, version, step, who, now)
      if (!after.ok) return after
      const note = step.action === 'send-back' ? { note: step.note } : {}
      const detail = { version: version.id, ...note }
      return ok({ after: after.value, deed: { action: step.action, detail } })
    })
  }

  async function takeAndShow(
    step: Step,
    name: VersionName,
    visitor: Visitor,
    seen?: string | undefined,
  ): Promise<z.infer<typeof BulletinView>> {
    const now = clock.now()
    const after = await take(step, name, visitor, now, seen)
    live.tell({ topic: 'bulletin', bulletin: name.bulletin })
    return showBulletin(db, after, visitor, now)
  }

  api.post(
    '/bulletins/:bulletin/versions/:number/submit',
    {
      config: { access: atItsUnit(db, 'editor') },
      schema: { summary: 'Ask for approval', params: Params, response: { 200: BulletinView } },
    },
    async (request) => takeAndShow({ action: 'submit' }, request.params, visitorOf(request)),
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/review',
    {
      config: { access: atItsUnit(db, 'reviewer') },
      schema: {
        summary:
          'Say that its words are right in its language, as they were heard; never one’s own',
        params: Params,
        body: Approval,
        response: { 200: BulletinView },
      },
    },
    async (request) =>
      takeAndShow({ action: 'review' }, request.params, visitorOf(request), request.body?.seal),
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/approve',
    {
      config: { access: atItsUnit(db, 'approver') },
      schema: {
        summary: 'Allow a version on air, as it was heard; never one’s own',
        params: Params,
        body: Approval,
        response: { 200: BulletinView },
      },
    },
    async (request) =>
      takeAndShow({ action: 'approve' }, request.params, visitorOf(request), request.body?.seal),
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/send-back',
    {
      config: { access: atItsUnit(db, 'approver', 'reviewer') },
      schema: {
        summary: 'Send a version back to its author, with a reason',
        params: Params,
        body: SendBack,
        response: { 200: BulletinView },
      },
    },
    async (request) => {
      const step = { action: 'send-back', note: request.body.note } as const
      return takeAndShow(step, request.params, visitorOf(request))
    },
  )

  api.post(
    '/bulletins/approve',
    {
      config: { access: { roles: ['approver'], unit: 'any' } },
      schema: {
        summary: 'Approve several, each decided and saved by itself',
        body: BulkApproval,
        response: { 200: BulkOutcome },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const results: z.infer<typeof BulkOutcome>['results'] = []
      for (const { seal, ...name } of request.body.versions)
        try {
          await take({ action: 'approve' }, name, visitor, now, seal)
          results.push({ ...name, refusal: null })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          const { code, params, vi, en } = error
          results.push({ ...name, refusal: { code, params: { ...params }, vi, en } })
        }
      // Told together, they are planned together.
      const approved = results.filter(({ refusal }) => refusal === null)
      for (const bulletin of new Set(approved.map((one) => one.bulletin)))
        live.tell({ topic: 'bulletin', bulletin })
      return { results }
    },
  )
}
