import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { PASSWORD } from '../../support/district.ts'

const HOUR = 3_600_000

describe('a session', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  async function signIn(username: string, password = PASSWORD) {
    const reply = await centre.nobody.post('/session', { username, password })
    const cookie = String(reply.headers['set-cookie'] ?? '').split(';', 1)[0] ?? ''
    return { reply, whoAmI: () => centre.nobody.get('/session', { cookie }), cookie }
  }

  it('opens with the right password and says who it is and what they may do where', async () => {
    const { reply, whoAmI } = await signIn('LAN ')
    expect(reply.statusCode).toBe(200)
    expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/)
    expect((await whoAmI()).json()).toMatchObject({
      staff: { username: 'lan' },
      roles: [{ role: 'editor', unit: 'my-tu', unitName: 'Huyện Mỹ Tú' }],
      expiresAt: centre.clock.now() + 12 * HOUR,
    })
  })

  it('keeps no token that could be used: only its hash is stored', async () => {
    const { cookie } = await signIn('lan')
    const rows = await centre.deps.db.selectFrom('session').select('token_hash').execute()
    const token = cookie.split('=')[1] ?? ''
    expect(token).toHaveLength(43)
    expect(rows.map((row) => row.token_hash)).not.toContain(token)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('gives the same answer to a wrong password and an unknown name, and notes both', async () => {
    const wrong = await signIn('minh', 'khong phai')
    const unknown = await signIn('khong-co', 'khong phai')
    expect(wrong.reply.statusCode).toBe(401)
    expect(unknown.reply.json()).toEqual(wrong.reply.json())
    const noted = await centre.deps.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'session.refused')
      .execute()
    expect(noted.map(({ subject }) => subject)).toEqual(['username/minh', 'username/khong-co'])
  })

  it('ends at sign-out, at once', async () => {
    const { cookie, whoAmI } = await signIn('lan')
    const out = await centre.app.inject({
      ...{ method: 'DELETE', url: '/api/v1/session', headers: { cookie } },
    })
    expect(out.statusCode).toBe(204)
    expect((await whoAmI()).statusCode).toBe(401)
  })

  it('ends everywhere else when the password changes', async () => {
    const [phone, office] = [await signIn('giam-sat'), await signIn('giam-sat')]
    const changed = await centre.app.inject({
      ...{ method: 'POST', url: '/api/v1/session/password', headers: { cookie: office.cookie } },
      payload: { old: PASSWORD, new: 'mot mat khau khac' },
    })
    expect(changed.statusCode).toBe(204)
    expect((await phone.whoAmI()).statusCode).toBe(401)
    expect((await office.whoAmI()).statusCode).toBe(200)
    expect((await signIn('giam-sat')).reply.statusCode).toBe(401)
    expect((await signIn('giam-sat', 'mot mat khau khac')).reply.statusCode).toBe(200)
  })

  it('ends for everybody whose account is closed', async () => {
    const { whoAmI } = await signIn('hoa')
    await centre.deps.db
      .updateTable('staff')
      .set({ disabled_at: centre.clock.now() })
      .where('id', '=', 'hoa')
      .execute()
    expect((await whoAmI()).statusCode).toBe(401)
    expect((await signIn('hoa')).reply.statusCode).toBe(401)
  })

  it('locks a name after ten wrong passwords, and opens it again after a quarter of an hour', async () => {
    for (let n = 0; n < 10; n++) await signIn('an', `sai ${n}`)
    const locked = await signIn('an')
    expect(locked.reply.statusCode).toBe(429)
    expect(locked.reply.json()).toMatchObject({ code: 'account-locked', params: { minutes: 15 } })
    await centre.wait(15 * 60_000)
    expect((await signIn('an')).reply.statusCode).toBe(200)
  })

  it('lasts twelve hours, or thirty days for somebody who only confirms relays', async () => {
    const [editor, duty] = [await signIn('lan'), await signIn('truc-long-hung')]
    await centre.wait(12 * HOUR)
    expect((await editor.whoAmI()).statusCode).toBe(401)
    await centre.wait(29 * 24 * HOUR)
    expect((await duty.whoAmI()).statusCode).toBe(200)
    await centre.wait(24 * HOUR)
    expect((await duty.whoAmI()).statusCode).toBe(401)
  })
})

describe('sign-in from one address', () => {
  it('is looked at thirty times a minute and no more', async () => {
    const centre = await startCentre()
    const codes: string[] = []
    for (let n = 0; n < 31; n++) {
      const reply = await centre.nobody.post('/session', { username: `n${n}`, password: 'sai' })
      codes.push(reply.json().code)
    }
    expect(codes.indexOf('too-many')).toBe(30)
    await centre.stop()
  })
})
