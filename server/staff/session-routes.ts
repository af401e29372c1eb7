import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { toBase64url } from '../../playout/contract/signature.ts'
import { SESSION_COOKIE, visitorOf } from '../access.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { countAttempts } from './attempts.ts'
import { audit } from './audit.ts'
import { hashPassword, isPassword, SALT_BYTES } from './password.ts'
import { hashOfToken, revokeOtherSessions, revokeSession, saveSession } from './session-store.ts'
import { sessionEndsAt } from './staff.ts'
import { staffProblem } from './staff-errors.ts'
import {
  findStaffByUsername,
  getStaff,
  listGrants,
  listRoles,
  savePassword,
} from './staff-store.ts'
import { Credentials, PasswordChange, SessionView, showSession } from './staff-view.ts'

/** Sign-ins from one address that are looked at in a minute; a whole office may share one. */
const SIGN_INS_PER_MINUTE = 30

/** Signing in and out, and one's own password. */
export const sessionRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, config } = deps
  const attempts = countAttempts()

  function refuseLocked(username: string, now: number): void {
    const lockedForMs = attempts.lockedForMs(username, now)
    if (lockedForMs > 0)
      throw staffProblem('account-locked', { minutes: Math.ceil(lockedForMs / 60_000) })
  }

  api.post(
    '/session',
    {
      config: {
        access: 'public',
        rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: { summary: 'Sign in', body: Credentials, response: { 200: SessionView } },
    },
    async ({ body }, reply) => {
      const now = clock.now()
      const username = body.username.trim().toLowerCase()
      refuseLocked(username, now)
      const staff = await findStaffByUsername(db, username)
      const open = staff?.disabled_at === null ? staff : null
      if (!(await isPassword(body.password, open?.password_hash ?? null)) || !open) {
        attempts.wrong(username, now)
        await audit(db, deps, {
          ...{ at: now, staff: null, action: 'session.refused', subject: `username/${username}` },
        })
        throw staffProblem('sign-in-refused')
      }
      attempts.right(username)
      const token = toBase64url(deps.randomBytes(32))
      const expiresAt = sessionEndsAt(await listGrants(db, open.id), now)
      await db.transaction().execute(async (tx) => {
        const tokenHash = hashOfToken(token)
        await saveSession(tx, { tokenHash, staff: open.id, createdAt: now, expiresAt })
        const subject = `staff/${open.id}`
        await audit(tx, deps, { at: now, staff: open.id, action: 'session.opened', subject })
      })
      reply.setCookie(SESSION_COOKIE, token, {
        ...cookieOptions(config),
        maxAge: Math.floor((expiresAt - now) / 1_000),
      })
      return showSession(open, await listRoles(db, open.id), expiresAt)
    },
  )

  api.get(
    '/session',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Who is signed in', response: { 200: SessionView } },
    },
    async (request) => {
      const { id, session } = visitorOf(request)
      return showSession(await getStaff(db, id), await listRoles(db, id), session.expiresAt)
    },
  )

  api.delete(
    '/session',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Sign out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { id, session } = visitorOf(request)
      const now = clock.now()
      await db.transaction().execute(async (tx) => {
        await revokeSession(tx, session.tokenHash, now)
        const subject = `staff/${id}`
        await audit(tx, deps, { at: now, staff: id, action: 'session.closed', subject })
      })
      return reply.clearCookie(SESSION_COOKIE, cookieOptions(config)).code(204).send(null)
    },
  )

  api.post(
    '/session/password',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Change one’s own password; every other session of this person ends',
        body: PasswordChange,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id, username, session } = visitorOf(request)
      const { body } = request
      const now = clock.now()
      refuseLocked(username, now)
      const staff = await getStaff(db, id)
      if (!(await isPassword(body.old, staff.password_hash))) {
        attempts.wrong(username, now)
        throw staffProblem('old-password-wrong')
      }
      if (body.old.normalize('NFC') === body.new.normalize('NFC'))
        throw staffProblem('password-unchanged')
      const hash = await hashPassword(body.new, deps.randomBytes(SALT_BYTES))
      await db.transaction().execute(async (tx) => {
        await savePassword(tx, id, hash, false)
        await revokeOtherSessions(tx, id, session.tokenHash, now)
        const subject = `staff/${id}`
        await audit(tx, deps, { at: now, staff: id, action: 'password.changed', subject })
      })
      return reply.code(204).send(null)
    },
  )
}

/** Strict: no other site's link or form carries it. Plain HTTP exists on loopback only. */
function cookieOptions({ tls, trustProxy, publicUrl }: Config): CookieSerializeOptions {
  const secure = tls !== null || trustProxy !== null || publicUrl.startsWith('https:')
  return { path: '/', httpOnly: true, sameSite: 'strict', secure }
}
