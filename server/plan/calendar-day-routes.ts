import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Visitor, visitorOf } from '../access.ts'
import { calendarDate, plannedDate } from '../calendar-date.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { visibleLine } from '../plain-text.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { listGroups } from '../station/group-store.ts'
import { unitOfStation } from '../station/station-store.ts'
import { type CalendarDay, checkCalendarDay, withdrawnTo } from './calendar-day.ts'
import {
  addCalendarDay,
  findCalendarDay,
  listCalendarDays,
  withdrawCalendarDay,
} from './calendar-day-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { localDateOf } from './local-time.ts'
import { settingProblem } from './setting-errors.ts'

const NewDay = z.object({
  name: visibleLine(100),
  from: plannedDate,
  to: plannedDate,
  closed: z.boolean(),
  withoutMusic: z.boolean(),
  /** Stations and groups; null for all. */
  stations: z.array(z.string().max(100)).min(1).max(500).nullable(),
})

const DayView = NewDay.extend({
  id: z.string(),
  name: z.string(),
  from: calendarDate,
  to: calendarDate,
  stations: z.array(z.string()).nullable(),
})

/** Days that differ from others: Tết, days of mourning. */
export const calendarDayRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  const administrator = { access: { roles: ['administrator' as const], unit: 'any' as const } }

  api.get(
    '/calendar-days',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Special days, those that touch some dates if they are named',
        querystring: z.object({ from: plannedDate.optional(), to: plannedDate.optional() }),
        response: { 200: z.array(DayView) },
      },
    },
    async ({ query }) => (await listCalendarDays(db, query.from, query.to)).map(show),
  )

  api.post(
    '/calendar-days',
    {
      config: administrator,
      schema: {
        summary: 'Days on which stations are closed, or sound without music',
        body: NewDay,
        headers: AsRead,
        response: { 201: DayView },
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const day = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        await checkReach(tx, visitor, request.body.stations)
        const checked = checkCalendarDay({ ...request.body, id: newId() }, await today(tx, now))
        if (!checked.ok) throw settingProblem(checked.reason, checked.params)
        await addCalendarDay(tx, checked.value, visitor.id, now)
        const { id, name, from, to, closed, withoutMusic } = checked.value
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'calendar-day.made' },
          ...{ subject: `calendar-day/${id}`, detail: { name, from, to, closed, withoutMusic } },
        })
        return checked.value
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return reply.status(201).send(show(day))
    },
  )

  api.delete(
    '/calendar-days/:day',
    {
      config: administrator,
      schema: {
        summary: 'Withdraw special days; of days that have begun what is still to come',
        params: z.object({ day: z.string().max(100) }),
        headers: AsRead,
        response: { 200: DayView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const day = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const found = await findCalendarDay(tx, request.params.day)
        if (!found) throw settingProblem('calendar-day-unknown')
        await checkReach(tx, visitor, found.stations)
        const left = withdrawnTo(found, await today(tx, now))
        if (!left.ok) throw settingProblem(left.reason, left.params)
        await withdrawCalendarDay(tx, found.id, left.value, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'calendar-day.withdrawn' },
          ...{ subject: `calendar-day/${found.id}`, detail: { name: found.name } },
        })
        return left.value === null ? found : { ...found, to: left.value }
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return show(day)
    },
  )
}

function show(day: CalendarDay): z.output<typeof DayView> {
  return { ...day, stations: day.stations && [...day.stations] }
}

/** Whoever sets a day for everybody holds the whole office; for some, each of them. */
async function checkReach(
  db: Db,
  visitor: Visitor,
  places: readonly string[] | null,
): Promise<void> {
  const groups = new Map((await listGroups(db)).map((one) => [one.id, one]))
  const units: (string | null)[] = places === null ? [null] : []
  for (const place of places ?? [])
    units.push(groups.get(place)?.unit ?? (await unitOfStation(db, place)))
  if (units.some((unit) => !visitor.may(['administrator'], unit)))
    throw problem('not-allowed', { roles: 'administrator', rolesVi: 'quản trị' })
}

/** Today where the district is. */
async function today(db: Db, now: number): Promise<string> {
  const [district] = await listPlanStations(db)
  return localDateOf(now, district?.zone ?? 'Asia/Ho_Chi_Minh')
}
