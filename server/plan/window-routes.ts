import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { plannedDate } from '../calendar-date.ts'
import type { Db, Deps } from '../deps.ts'
import { Problem } from '../errors.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import { windowChangeRoutes } from './window-change-routes.ts'
import { isReal, nextDates } from './window-dates.ts'
import { checkFit, findZone } from './window-fit-store.ts'
import { checkReach, laidWith, loadTogether } from './window-laid-store.ts'
import { listLaidTogether, listWindows, saveWindows } from './window-store.ts'
import {
  LaidWindowView,
  NewWindow,
  readWindow,
  showWindow,
  WindowTrial,
  WindowView,
} from './window-view.ts'

const SHOWN_DATES = 12
const Params = z.object({ window: z.string().max(200) })

/** What windows there are, and new ones: the district's together with those of communes that relay them. */
export const windowRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  await api.register(windowChangeRoutes, deps)
  const ofBody = {
    access: {
      roles: ['administrator' as const],
      unit: async ({ body }: { body: unknown }) =>
        unitOfStation(db, (body as { station: string }).station),
    },
  }

  api.get(
    '/windows',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Windows, of one station if it is named, still valid on a date if one is named',
        querystring: z.object({ station: z.string().optional(), on: plannedDate.optional() }),
        response: { 200: z.array(WindowView) },
      },
    },
    async ({ query: { station, on } }) => {
      const which = { station, ...(on === undefined ? {} : { validOn: on }) }
      return (await listWindows(db, which)).filter(isReal).map(showWindow)
    },
  )

  api.get(
    '/windows/:window',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'A window as it was laid down, with those that relay it and its next days',
        params: Params,
        response: { 200: LaidWindowView },
      },
    },
    async ({ params }) => showLaid(db, params.window, clock.now()),
  )

  api.post(
    '/windows',
    {
      config: ofBody,
      schema: {
        summary:
          'A new window, for a station or a group, and one for each place that relays it; the first is the one named',
        body: NewWindow,
        headers: AsRead,
        response: { 201: z.array(WindowView) },
      },
    },
    async (request, reply) => {
      const { body } = request
      const now = clock.now()
      const visitor = visitorOf(request)
      const made = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const own = readWindow(newId(), body, body)
        const laid = await laidWith(tx, own, body, newId)
        await checkReach(tx, visitor, await checkFit(tx, laid))
        await saveWindows(tx, laid)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'window.made', subject: `window/${own.id}` },
          detail: {
            ...{ station: own.station, group: body.group, startsAt: own.startsAt },
            relays: laid.length - 1,
          },
        })
        return laid
      })
      live.tell({ topic: 'plan', station: body.station, cause: 'window' })
      return reply.status(201).send(made.map(showWindow))
    },
  )

  api.post(
    '/windows/trial',
    {
      config: ofBody,
      schema: {
        summary: 'On which days a new window would open, and whether it can be made',
        body: NewWindow.extend({
          /** The window that it would take the place of. */
          instead: z.string().max(200).nullable().default(null),
        }),
        response: { 200: WindowTrial },
      },
    },
    async ({ body }) => {
      const own = readWindow('trial', body, body)
      const old = body.instead === null ? [] : await listLaidTogether(db, body.instead)
      const refusal = await problemOf(async () => {
        const laid = await laidWith(db, own, body, newId)
        await checkFit(db, laid, new Set(old.map(({ id }) => id)))
      })
      const isWrong = refusal?.code.startsWith('recurrence-') ?? false
      return {
        nextDates: isWrong
          ? []
          : nextDates(own, await findZone(db, own), body.validFrom, SHOWN_DATES),
        refusal: refusal && { code: refusal.code, vi: refusal.vi, en: refusal.en },
      }
    },
  )
}

async function showLaid(db: Db, id: string, now: number): Promise<z.output<typeof LaidWindowView>> {
  const { old, earliest } = await loadTogether(db, id, now)
  const [own, ...relays] = old
  return {
    ...showWindow(own),
    relays: relays.filter(isReal).map(showWindow),
    changeableFrom: earliest,
    nextDates: nextDates(own, await findZone(db, own), earliest, SHOWN_DATES),
  }
}

/** What an act is refused with; null when it is not. */
async function problemOf(act: () => Promise<void>): Promise<Problem | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
