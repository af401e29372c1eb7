import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { addDays } from './local-time.ts'
import {
  checkChange,
  checkExceptions,
  endedBefore,
  exceptionsOf,
  nameAfter,
  successorsOf,
  withExceptions,
} from './window-change.ts'
import { windowProblem } from './window-errors.ts'
import { checkFit } from './window-fit-store.ts'
import { checkReach, laidWith, loadTogether, unitOfWindow } from './window-laid-store.ts'
import { rewriteDates, saveWindows } from './window-store.ts'
import { takeOverHands } from './window-take-over-store.ts'
import {
  ChangedWindow,
  EndedWindow,
  readWindow,
  showWindow,
  WindowExceptions,
  WindowView,
} from './window-view.ts'

const Params = z.object({ window: z.string().max(200) })

/** A window is never rewritten: it ends, and another one begins; what has begun stays as it was. */
export const windowChangeRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  const administrator = {
    access: {
      roles: ['administrator' as const],
      unit: async ({ params }: { params: unknown }) =>
        unitOfWindow(db, (params as { window: string }).window),
    },
  }

  api.post(
    '/windows/:window/changes',
    {
      config: administrator,
      schema: {
        summary: 'Another shape from a date on: the old one ends the day before',
        params: Params,
        body: ChangedWindow,
        headers: AsRead,
        response: { 201: z.array(WindowView) },
      },
    },
    async (request, reply) => {
      const { body, params } = request
      const now = clock.now()
      const visitor = visitorOf(request)
      const made = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const { old, earliest } = await loadTogether(tx, params.window, now)
        const checked = checkChange(old[0], body.from, earliest)
        if (!checked.ok) throw windowProblem(checked.reason, checked.params)
        const { station, group } = old[0]
        const at = { station, group: group ?? null, validFrom: body.from }
        const name = nameAfter(old[0], body)
        const own = { ...readWindow(newId(), at, body), name }
        const laid = await laidWith(tx, own, body, newId)
        await rewriteDates(
          tx,
          old.map((window) => endedBefore(window, body.from)),
        )
        await checkReach(tx, visitor, await checkFit(tx, laid))
        await saveWindows(tx, laid)
        await takeOverHands(tx, successorsOf(old, laid), body.from)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'window.changed' },
          ...{ subject: `window/${params.window}`, detail: { from: body.from, by: own.id } },
        })
        return laid
      })
      live.tell({ topic: 'plan', station: made[0]?.station ?? '', cause: 'window' })
      return reply.status(201).send(made.map(showWindow))
    },
  )

  api.post(
    '/windows/:window/end',
    {
      config: administrator,
      schema: {
        summary: 'Let a window, and those that relay it, end with a date',
        params: Params,
        body: EndedWindow,
        headers: AsRead,
        response: { 200: z.array(WindowView) },
      },
    },
    async (request) => {
      const { window } = request.params
      const { lastDate } = request.body
      const now = clock.now()
      const changed = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const { old, earliest } = await loadTogether(tx, window, now)
        const checked = checkChange(old[0], addDays(lastDate, 1), earliest)
        if (!checked.ok) throw windowProblem(checked.reason, checked.params)
        const ended = old.map((one) => endedBefore(one, addDays(lastDate, 1)))
        await rewriteDates(tx, ended)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'window.ended' },
          ...{ subject: `window/${window}`, detail: { lastDate } },
        })
        return ended
      })
      live.tell({ topic: 'plan', station: window, cause: 'window' })
      return changed.map(showWindow)
    },
  )

  api.put(
    '/windows/:window/exceptions',
    {
      config: administrator,
      schema: {
        summary: 'Days that are left out of a window and added to it, for those that relay it too',
        params: Params,
        body: WindowExceptions,
        headers: AsRead,
        response: { 200: z.array(WindowView) },
      },
    },
    async (request) => {
      const { window } = request.params
      const wanted = { except: request.body.exceptDates, also: request.body.alsoDates }
      const now = clock.now()
      const changed = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const { old, earliest } = await loadTogether(tx, window, now)
        const before = exceptionsOf(old[0])
        const checked = checkExceptions(before, wanted, earliest)
        if (!checked.ok) throw windowProblem(checked.reason, checked.params)
        const news = old.map((one) => withExceptions(one, before, wanted))
        await checkFit(tx, news, new Set(old.map(({ id }) => id)))
        await rewriteDates(tx, news)
        await audit(tx, deps, {
          ...{ at: now, staff: visitorOf(request).id, action: 'window.exceptions' },
          subject: `window/${window}`,
          detail: { except: wanted.except.join(' '), also: wanted.also.join(' ') },
        })
        return news
      })
      live.tell({ topic: 'plan', station: window, cause: 'window' })
      return changed.map(showWindow)
    },
  )
}
