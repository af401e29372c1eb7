import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StaffId, UnitId } from '../playout/contract/ids.ts'
import type { Instant } from '../playout/contract/time.ts'
import type { StaffRoleRow } from './db/place-rows.ts'
import type { Deps } from './deps.ts'
import { problem } from './errors.ts'
import { isFromOtherSite } from './http/same-site.ts'

export type Role = StaffRoleRow['role']

/** Somebody who is signed in, as of the instant of the request. */
export type Visitor = Readonly<{
  id: StaffId
  username: string
  name: string
  grants: readonly Readonly<{ role: Role; unit: UnitId }>[]
  session: Readonly<{ tokenHash: string; expiresAt: Instant }>
  /** True when one of these roles is held at the unit or above it; a null unit stands for the root. */
  may(roles: readonly Role[], unit: string | null): boolean
  /** True when the role is held at this very unit, and not only above it. */
  isAt(role: Role, unit: string): boolean
  /** True for a reviewer of this language at the unit or above it. */
  reviews(language: string, unit: string): boolean
}>

/**
 * Who may use a route. `station`: the route checks a signed document itself. With roles, `unit` says
 * which place the request is about, so that one commune cannot touch another's record: null stands
 * for the root unit, `'any'` for routes that narrow what they show to the visitor's own units.
 */
export type Access =
  | 'public'
  | 'station'
  | 'signed-in'
  | Readonly<{
      roles: readonly Role[]
      unit: 'any' | ((request: FastifyRequest, deps: Deps) => Promise<string | null>)
    }>

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Set when the route asks for more than `public`. */
    visitor: Visitor | null
    /** Who asks, also on a public route; null when nobody is signed in. */
    findVisitor(): Promise<Visitor | null>
  }
}

/** As the screens call them. */
const roleNames: Readonly<Record<Role, string>> = {
  editor: 'biên tập',
  reviewer: 'người thẩm định',
  approver: 'người duyệt',
  duty: 'trực xã',
  supervisor: 'giám sát',
  administrator: 'quản trị',
}

export const SESSION_COOKIE = 'tiep-am'

/**
 * Holds every request to its route's access: who asks before the body is read, and whether their
 * role covers the place once the body, which may name it, was checked.
 */
export function enforceAccess(
  app: FastifyInstance,
  deps: Deps,
  findVisitor: (token: string, now: Instant) => Promise<Visitor | null>,
): void {
  app.decorateRequest('visitor', null)
  app.decorateRequest('findVisitor', async function (this: FastifyRequest) {
    const token = this.cookies[SESSION_COOKIE]
    if (!this.visitor && token) this.visitor = await findVisitor(token, deps.clock.now())
    return this.visitor
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    const access = accessOf(request)
    if (access === 'station') return
    if (isFromOtherSite(request, deps.config.publicUrl)) throw problem('other-site')
    if (access !== 'public' && !(await request.findVisitor())) throw problem('not-signed-in')
  })
  app.addHook('preHandler', async (request) => {
    if (request.is404) return
    const access = accessOf(request)
    if (typeof access === 'string') return
    const { roles, unit } = access
    const visitor = visitorOf(request)
    const allowed =
      unit === 'any'
        ? visitor.grants.some(
            ({ role, unit: at }) => roles.includes(role) && visitor.may([role], at),
          )
        : visitor.may(roles, await unit(request, deps))
    if (!allowed)
      throw problem('not-allowed', {
        roles: roles.join(', '),
        rolesVi: roles.map((role) => roleNames[role]).join(', '),
      })
  })
}

/** Routes registered on `api` from here on must state their access, or the program does not start. */
export function requireStatedAccess(api: FastifyInstance): void {
  api.addHook('onRoute', (route) => {
    if (!route.config?.access)
      throw new Error(`${String(route.method)} ${route.url} does not state its access`)
  })
}

/** Everything that is registered on `pages` from here on is open to all: pages, pictures, live sound. */
export function openToAll(pages: FastifyInstance): void {
  pages.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'public' }
  })
}

/** The one who asks, on a route whose access lets nobody else through. */
export function visitorOf(request: FastifyRequest): Visitor {
  if (!request.visitor) throw problem('not-signed-in')
  return request.visitor
}

function accessOf(request: FastifyRequest): Access {
  const { access } = request.routeOptions.config
  if (!access) throw new Error(`${request.routeOptions.url} does not state its access`)
  return access
}
