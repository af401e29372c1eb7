import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { openAccount } from './account-store.ts'
import { staffProblem } from './staff-errors.ts'
import { getStaff, listRoles, listStaff, listUnitTree } from './staff-store.ts'
import { NewStaff, StaffView, showStaff } from './staff-view.ts'

/** Accounts, as far as an administrator's units reach. */
export const staffRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps

  api.get(
    '/staff',
    {
      config: { access: { roles: ['administrator'], unit: 'any' } },
      schema: { summary: 'Accounts of one’s own units', response: { 200: z.array(StaffView) } },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const roles = Map.groupBy(await listRoles(db), ({ staff }) => staff)
      const seesAll = visitor.may(['administrator'], null)
      return (await listStaff(db))
        .map((staff) => showStaff(staff, roles.get(staff.id) ?? []))
        .filter(
          (one) => seesAll || one.roles.some(({ unit }) => visitor.may(['administrator'], unit)),
        )
    },
  )

  api.post(
    '/staff',
    {
      config: { access: { roles: ['administrator'], unit: 'any' } },
      schema: { summary: 'Open an account', body: NewStaff, response: { 201: StaffView } },
    },
    async (request, reply) => {
      const visitor = visitorOf(request)
      const units = await listUnitTree(db)
      for (const { unit } of request.body.roles) {
        if (!units.some(({ id }) => id === unit)) throw staffProblem('unit-unknown', { unit })
        if (!visitor.may(['administrator'], unit))
          throw problem('not-allowed', { roles: 'administrator' })
      }
      const account = { ...request.body, mustChangePassword: true }
      const id = await openAccount(deps, account, visitor.id, clock.now())
      return reply.code(201).send(showStaff(await getStaff(db, id), await listRoles(db, id)))
    },
  )
}
