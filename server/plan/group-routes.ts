import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { AsRead } from '../reading.ts'
import { audit } from '../staff/audit.ts'
import { changeMembers, type StationGroup } from '../station/group.ts'
import { listGroups, saveGroup } from '../station/group-store.ts'
import { unitOfStation } from '../station/station-store.ts'
import {
  changeGroup,
  districtToday,
  getGroup,
  refuseTakenName,
  removeUnusedGroup,
} from './group-change-store.ts'
import { GroupView, WantedGroup } from './group-view.ts'
import { membersNow } from './window-relays.ts'

/** Groups of stations, of which windows, campaigns and special days speak by one name. */
export const groupRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  const administrator = { access: { roles: ['administrator' as const], unit: 'any' as const } }
  const Params = z.object({ group: z.string().max(100) })

  api.get(
    '/station-groups',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Groups of stations', response: { 200: z.array(GroupView) } },
    },
    async () => (await listGroups(db)).map(show),
  )

  api.post(
    '/station-groups',
    {
      config: administrator,
      schema: { summary: 'A new group', body: WantedGroup, response: { 201: GroupView } },
    },
    async (request, reply) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const { name, stations } = request.body
      const group = await db.transaction().execute(async (tx) => {
        const unit = await unitOfAll(tx, visitor, stations)
        await refuseTakenName(tx, name, null)
        const from = await districtToday(tx, now)
        const none = { id: newId(), unit, name, members: [] }
        const made = changeMembers(none, stations, from)
        await saveGroup(tx, made)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'group.made', subject: `group/${made.id}` },
          detail: { name, stations: stations.join(' ') },
        })
        return made
      })
      return reply.status(201).send(show(group))
    },
  )

  api.put(
    '/station-groups/:group',
    {
      config: administrator,
      schema: {
        summary: 'Another name, or other stations from tomorrow on: what was stays as it was',
        params: Params,
        body: WantedGroup,
        headers: AsRead,
        response: { 200: GroupView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const { name, stations } = request.body
      const group = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const old = await getGroup(tx, request.params.group)
        await unitOfAll(tx, visitor, [...membersNow(old), ...stations])
        const changed = await changeGroup(tx, old, { name, stations }, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'group.changed', subject: `group/${old.id}` },
          detail: { name, stations: stations.join(' ') },
        })
        return changed
      })
      live.tell({ topic: 'plan', station: group.id, cause: 'window' })
      return show(group)
    },
  )

  api.delete(
    '/station-groups/:group',
    {
      config: administrator,
      schema: {
        summary: 'Remove a group',
        params: Params,
        headers: AsRead,
        response: { 200: GroupView },
      },
    },
    async (request) => {
      const visitor = visitorOf(request)
      const now = clock.now()
      const removed = await db.transaction().execute(async (tx) => {
        await request.heldToReading(tx)
        const group = await getGroup(tx, request.params.group)
        await unitOfAll(tx, visitor, membersNow(group))
        await removeUnusedGroup(tx, group, now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'group.removed', subject: `group/${group.id}` },
          detail: { name: group.name },
        })
        return group
      })
      // Campaigns and special days may have named it.
      live.tell({ topic: 'plan', station: removed.id, cause: 'window' })
      return show(removed)
    },
  )
}

function show(group: StationGroup): z.output<typeof GroupView> {
  return { id: group.id, name: group.name, stations: membersNow(group) }
}

/**
 * The unit that a group belongs to: that of the visitor's role that covers all of its stations.
 * @throws Problem `not-allowed` when there is none
 */
async function unitOfAll(db: Db, visitor: Visitor, stations: readonly string[]): Promise<string> {
  const units = []
  for (const station of new Set(stations)) units.push(await unitOfStation(db, station))
  const grants = visitor.grants.filter(({ role }) => role === 'administrator')
  const foreign = units.some((unit) => !visitor.may(['administrator'], unit))
  if (foreign || !grants[0])
    throw problem('not-allowed', { roles: 'administrator', rolesVi: 'quản trị' })
  return grants[0].unit
}
