import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureAdministrator } from '../../../server/staff/account-store.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

const newcomer = {
  ...{ username: 'thu', name: 'Nguyễn Thị Thu', password: 'mot mat khau' },
  roles: [{ role: 'editor', unit: 'xa-long-hung' }],
}

describe('accounts', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await db
      .insertInto('staff_role')
      .values({
        ...{ id: 'r', staff_id: 'bien-long-hung', role: 'administrator' as const },
        ...{ unit_id: 'xa-long-hung', granted_at: 1, revoked_at: null },
      })
      .execute()
  })
  afterAll(() => centre.stop())

  it('are opened by an administrator, must change their password, and can sign in', async () => {
    const reply = await centre.as('an').post('/staff', newcomer)
    expect(reply.statusCode).toBe(201)
    const { username, password } = newcomer
    const session = await centre.nobody.post('/session', { username, password })
    expect(session.json()).toMatchObject({ staff: { mustChangePassword: true } })
  })

  it('have names of their own', async () => {
    const reply = await centre.as('an').post('/staff', newcomer)
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'username-taken', params: { username: 'thu' } })
  })

  it('are never shown with anything of their password', async () => {
    const reply = await centre.as('an').get('/staff')
    expect(reply.json().length).toBeGreaterThan(5)
    expect(reply.body).not.toMatch(/argon2|password/i)
  })

  it('are out of an editor’s reach', async () => {
    expect((await centre.as('lan').get('/staff')).statusCode).toBe(403)
    expect((await centre.as('lan').post('/staff', newcomer)).statusCode).toBe(403)
  })

  it('of one commune are all that its own administrator sees and opens', async () => {
    const commune = centre.as('bien-long-hung')
    const seen = (await commune.get('/staff')).json() as { username: string }[]
    expect(seen.map(({ username }) => username)).toEqual([
      'bien-long-hung',
      'lanh-dao-long-hung',
      'thu',
      'truc-long-hung',
    ])
    const above = {
      ...newcomer,
      username: 'vuot',
      roles: [{ role: 'administrator', unit: 'my-tu' }],
    }
    expect((await commune.post('/staff', above)).statusCode).toBe(403)
    const beside = { ...newcomer, username: 'ben', roles: [{ role: 'duty', unit: 'xa-hung-phu' }] }
    expect((await commune.post('/staff', beside)).statusCode).toBe(403)
  })

  it('name the field that is wrong', async () => {
    const reply = await centre.as('an').post('/staff', { ...newcomer, password: 'ngan' })
    expect(reply.statusCode).toBe(400)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: 'input-wrong', params: { field: 'password' } })
  })
})

describe('the first administrator', () => {
  it('gets a one-time password once, which must be changed', async () => {
    const centre = await startCentre()
    const { deps } = centre
    await deps.db.deleteFrom('staff_role').where('role', '=', 'administrator').execute()
    const password = await ensureAdministrator(deps, null, centre.clock.now())
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    const session = await centre.nobody.post('/session', { username: 'admin', password })
    expect(session.json()).toMatchObject({
      staff: { username: 'admin', mustChangePassword: true },
      roles: [{ role: 'administrator', unit: 'my-tu' }],
    })
    expect(await ensureAdministrator(deps, null, centre.clock.now())).toBeNull()
    await centre.stop()
  })
})
