import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { checkQuietHoursRead, hoursToRead, keepsQuiet } from './quiet-hours-change.ts'
import { QuietHours, QuietHoursRead, QuietHoursView } from './quiet-hours-view.ts'
import { settingProblem } from './setting-errors.ts'
import {
  findAskedQuietHours,
  findQuietHours,
  hasSecondPerson,
  saveAskedQuietHours,
  saveQuietHours,
} from './setting-store.ts'

/**
 * Promise 5 holds of changing quiet hours too: more quiet begins at once, and whatever would let
 * loudspeakers sound where they were silent waits for a second person who reads the hours back.
 */
export const quietHoursRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live } = deps
  const administrator = { access: { roles: ['administrator' as const], unit: async () => null } }
  const second = {
    access: { roles: ['administrator' as const, 'approver' as const], unit: async () => null },
  }

  api.get(
    '/office/quiet-hours',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Quiet hours, and others that wait for a second person',
        response: { 200: QuietHoursView },
      },
    },
    async (request) => show(db, visitorOf(request)),
  )

  api.put(
    '/office/quiet-hours',
    {
      config: administrator,
      schema: {
        summary:
          'Ask for other hours in which nothing but a confirmed emergency may sound; where that wakes nobody, they hold at once',
        body: QuietHours,
        headers: AsRead,
        response: { 200: QuietHoursView },
      },
    },
    async (request) => {
      const { quietHours } = request.body
      const visitor = visitorOf(request)
      const at = clock.now()
      const shown = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const holds = keepsQuiet(await findQuietHours(tx), quietHours)
        if (!holds && !(await hasSecondPerson(tx, visitor.id)))
          throw settingProblem('quiet-hours-nobody-else')
        if (holds) await saveQuietHours(tx, quietHours)
        await saveAskedQuietHours(tx, holds ? null : { quietHours, by: visitor.id, at })
        const action = holds ? 'quiet-hours.set' : 'quiet-hours.asked'
        await audit(tx, deps, { ...entry(quietHours), at, staff: visitor.id, action })
        return show(tx, visitor)
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return shown
    },
  )

  api.post(
    '/office/quiet-hours/confirm',
    {
      config: second,
      schema: {
        summary: 'The second person types the hours back; then they hold',
        body: QuietHoursRead,
        headers: AsRead,
        response: { 200: QuietHoursView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const at = clock.now()
      const shown = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const asked = await findAskedQuietHours(tx)
        const inForce = await findQuietHours(tx)
        const checked = checkQuietHoursRead(asked, inForce, visitor.id, request.body.readBack)
        if (!checked.ok) throw settingProblem(checked.reason, checked.params)
        const { quietHours, by } = checked.value
        await saveQuietHours(tx, quietHours)
        await saveAskedQuietHours(tx, null)
        const { subject, detail } = entry(quietHours)
        await audit(tx, deps, {
          ...{ at, staff: visitor.id, action: 'quiet-hours.confirmed', subject },
          detail: { ...detail, askedBy: by },
        })
        return show(tx, visitor)
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return shown
    },
  )

  api.delete(
    '/office/quiet-hours/asked',
    {
      config: administrator,
      schema: {
        summary: 'Withdraw quiet hours that wait for a second person',
        response: { 200: QuietHoursView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const at = clock.now()
      const shown = await db.transaction().execute(async (tx) => {
        const asked = await findAskedQuietHours(tx)
        if (!asked) throw settingProblem('quiet-hours-none-asked')
        await saveAskedQuietHours(tx, null)
        const action = 'quiet-hours.withdrawn'
        await audit(tx, deps, { ...entry(asked.quietHours), at, staff: visitor.id, action })
        return show(tx, visitor)
      })
      live.tell({ topic: 'plan', station: 'district', cause: 'window' })
      return shown
    },
  )
}

function entry(quietHours: z.output<typeof QuietHours>['quietHours']) {
  return {
    subject: 'office',
    detail: quietHours ? { from: quietHours.from, to: quietHours.to } : { from: 'none' },
  }
}

async function show(db: Db, visitor: Visitor): Promise<z.output<typeof QuietHoursView>> {
  const quietHours = await findQuietHours(db)
  const asked = await findAskedQuietHours(db)
  if (!asked) return { quietHours, asked: null }
  const person = await db
    .selectFrom('staff')
    .select('name')
    .where('id', '=', asked.by)
    .executeTakeFirst()
  return {
    quietHours,
    asked: {
      ...asked,
      byName: person?.name ?? asked.by,
      toRead: hoursToRead(asked.quietHours, quietHours),
      mayConfirm: asked.by !== visitor.id && visitor.may(['administrator', 'approver'], null),
    },
  }
}
