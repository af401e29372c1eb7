import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import { visitorOf } from '../access.ts'
import { plannedDate } from '../calendar-date.ts'
import type { Db, Deps } from '../deps.ts'
import { visibleLine } from '../plain-text.ts'
import { saveSetting } from '../settings.ts'
import { addCalendarDay } from './calendar-day-store.ts'
import { outlookOf } from './change-preview.ts'
import { PlanOutlook } from './change-view.ts'
import { rehearse } from './rehearsal-store.ts'
import { endedBefore, successorsOf } from './window-change.ts'
import { checkFit } from './window-fit-store.ts'
import { laidWith, loadTogether } from './window-laid-store.ts'
import { rewriteDates, saveWindows } from './window-store.ts'
import { takeOverHands } from './window-take-over-store.ts'
import { NewWindow, readWindow } from './window-view.ts'

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What somebody is about to set, and wants to see first. */
const Rehearsal = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('window'),
    window: NewWindow,
    /** The window whose place it takes from its first day on. */
    instead: z.string().max(200).nullable().default(null),
  }),
  z.object({ what: z.literal('window-end'), window: z.string().max(200), before: plannedDate }),
  z.object({
    what: z.literal('calendar-day'),
    name: visibleLine(100),
    from: plannedDate,
    to: plannedDate,
    closed: z.boolean(),
    withoutMusic: z.boolean(),
    stations: z.array(z.string().max(100)).min(1).max(500).nullable(),
  }),
  z.object({
    what: z.literal('quiet-hours'),
    /** Null switches them off. */
    quietHours: z.object({ from: LocalTime, to: LocalTime }).nullable(),
  }),
])

/** What changes times shows what will sound, before it is saved. */
export const rehearsalRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId } = deps

  api.post(
    '/plan/rehearsals',
    {
      config: { access: { roles: ['administrator'], unit: 'any' } },
      schema: {
        summary:
          'What would sound in the next 24 hours at each station if a window, a special day or quiet hours were set so; nothing is saved',
        body: Rehearsal,
        response: { 200: PlanOutlook },
      },
    },
    async (request) => {
      const now = clock.now()
      const { id } = visitorOf(request)
      return outlookOf(await rehearse(db, now, (tx) => act(tx, request.body, id, now)))
    },
  )

  async function act(
    tx: Db,
    wanted: z.output<typeof Rehearsal>,
    staff: string,
    now: Instant,
  ): Promise<void> {
    switch (wanted.what) {
      case 'window': {
        const { window, instead } = wanted
        const own = readWindow(newId(), window, window)
        const laid = await laidWith(tx, own, window, newId)
        if (instead !== null) {
          const { old } = await loadTogether(tx, instead, now)
          await rewriteDates(
            tx,
            old.map((one) => endedBefore(one, own.validFrom)),
          )
          await checkFit(tx, laid)
          await saveWindows(tx, laid)
          await takeOverHands(tx, successorsOf(old, laid), own.validFrom)
          return
        }
        await checkFit(tx, laid)
        return saveWindows(tx, laid)
      }
      case 'window-end': {
        const { old } = await loadTogether(tx, wanted.window, now)
        return rewriteDates(
          tx,
          old.map((one) => endedBefore(one, wanted.before)),
        )
      }
      case 'calendar-day': {
        const { what: _, ...day } = wanted
        return addCalendarDay(tx, { ...day, id: newId() }, staff, now)
      }
      case 'quiet-hours':
        return saveSetting(tx, 'quiet-hours', JSON.stringify(wanted.quietHours))
    }
  }
}
