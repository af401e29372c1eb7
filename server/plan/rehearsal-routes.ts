import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import { visitorOf } from '../access.ts'
import { plannedDate } from '../calendar-date.ts'
import type { Db, Deps } from '../deps.ts'
import { visibleLine } from '../plain-text.ts'
import { withdrawnTo } from './calendar-day.ts'
import { addCalendarDay, findCalendarDay, withdrawCalendarDay } from './calendar-day-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { outlookOf } from './change-preview.ts'
import { PlanOutlook } from './change-view.ts'
import { localDateOf } from './local-time.ts'
import type { TwoPlans } from './outlook.ts'
import { QuietHours } from './quiet-hours-view.ts'
import { rehearse } from './rehearsal-store.ts'
import { settingProblem } from './setting-errors.ts'
import { saveQuietHours } from './setting-store.ts'
import {
  checkExceptions,
  endedBefore,
  exceptionsOf,
  successorsOf,
  withExceptions,
} from './window-change.ts'
import { isBarredByQuiet } from './window-check.ts'
import { windowProblem } from './window-errors.ts'
import { checkFit } from './window-fit-store.ts'
import { laidWith, loadTogether } from './window-laid-store.ts'
import { rewriteDates, saveWindows } from './window-store.ts'
import { takeOverHands } from './window-take-over-store.ts'
import { NewWindow, readWindow, WindowExceptions } from './window-view.ts'

/** What somebody is about to set, and wants to see first. */
const Rehearsal = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('window'),
    window: NewWindow,
    /** The window whose place it takes from its first day on. */
    instead: z.string().max(200).nullable().default(null),
  }),
  z.object({ what: z.literal('window-end'), window: z.string().max(200), before: plannedDate }),
  WindowExceptions.extend({
    what: z.literal('window-exceptions'),
    window: z.string().max(200),
  }),
  z.object({
    what: z.literal('calendar-day'),
    name: visibleLine(100),
    from: plannedDate,
    to: plannedDate,
    closed: z.boolean(),
    withoutMusic: z.boolean(),
    stations: z.array(z.string().max(100)).min(1).max(500).nullable(),
  }),
  z.object({ what: z.literal('calendar-day-withdrawn'), day: z.string().max(100) }),
  QuietHours.extend({ what: z.literal('quiet-hours') }),
])

/** With the windows that would be laid down no more, since quiet hours would bar them. */
const Rehearsed = PlanOutlook.extend({
  barred: z.array(
    z.object({
      station: z.string(),
      stationName: z.string(),
      window: z.string(),
      windowName: z.string(),
      startsAt: z.string(),
    }),
  ),
})

/** What changes times shows what will sound, before it is saved. */
export const rehearsalRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId } = deps

  api.post(
    '/plan/rehearsals',
    {
      // Approvers confirm quiet hours, and see first what comes of it.
      config: { access: { roles: ['administrator', 'approver'], unit: 'any' } },
      schema: {
        summary:
          'What would sound in the next 24 hours at each station if a window, a special day or quiet hours were set so; nothing is saved',
        body: Rehearsal,
        response: { 200: Rehearsed },
      },
    },
    async (request) => {
      const now = clock.now()
      const { id } = visitorOf(request)
      const plans = await rehearse(db, now, (tx) => act(tx, request.body, id, now))
      const barred = request.body.what === 'quiet-hours' ? barredWindows(plans) : []
      return { ...outlookOf(plans), barred }
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
      case 'window-exceptions': {
        const { old, earliest } = await loadTogether(tx, wanted.window, now)
        const before = exceptionsOf(old[0])
        const dates = { except: wanted.exceptDates, also: wanted.alsoDates }
        const checked = checkExceptions(before, dates, earliest)
        if (!checked.ok) throw windowProblem(checked.reason, checked.params)
        const news = old.map((one) => withExceptions(one, before, dates))
        await checkFit(tx, news, new Set(old.map(({ id }) => id)))
        return rewriteDates(tx, news)
      }
      case 'calendar-day': {
        const { what: _, ...day } = wanted
        return addCalendarDay(tx, { ...day, id: newId() }, staff, now)
      }
      case 'calendar-day-withdrawn': {
        const day = await findCalendarDay(tx, wanted.day)
        if (!day) throw settingProblem('calendar-day-unknown')
        const [district] = await listPlanStations(tx)
        const left = withdrawnTo(day, localDateOf(now, district?.zone ?? 'Asia/Ho_Chi_Minh'))
        if (!left.ok) throw settingProblem(left.reason, left.params)
        return withdrawCalendarDay(tx, day.id, left.value, now)
      }
      case 'quiet-hours':
        return saveQuietHours(tx, wanted.quietHours)
    }
  }
}

/** Windows still to come that new quiet hours bar; nothing of them would sound. */
function barredWindows({ planning, now }: TwoPlans): z.output<typeof Rehearsed>['barred'] {
  const { quiet } = planning
  if (!quiet) return []
  return planning.stations.flatMap((station) =>
    planning
      .windowsOf(station)
      .filter(({ validTo }) => validTo === null || validTo >= localDateOf(now, station.zone))
      .filter((window) => isBarredByQuiet(window, station, quiet))
      .map(({ id, name, startsAt }) => ({
        ...{ station: station.id, stationName: station.name },
        ...{ window: id, windowName: name, startsAt },
      })),
  )
}
