import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepsQuiet } from '../../../server/plan/quiet-hours-change.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const usual = { from: '21:00', to: '05:00' }
const later = { from: '22:00', to: '04:30' }

describe('other quiet hours', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
  })
  afterEach(() => centre.stop())

  const ask = (quietHours: object | null, who = 'an') =>
    centre.as(who).put('/office/quiet-hours', { quietHours })
  const confirm = (readBack: object, who = 'minh') =>
    centre.as(who).post('/office/quiet-hours/confirm', { readBack })
  const seen = async (who = 'an') => (await centre.as(who).get('/office/quiet-hours')).json()

  it('hold at once when nobody is woken by them', async () => {
    const wider = { from: '20:30', to: '05:30' }
    expect((await ask(wider)).json()).toEqual({ quietHours: wider, asked: null })
    expect((await centre.nobody.get('/office')).json().quietHours).toEqual(wider)
  })

  it('wait for a second person where loudspeakers could sound that were silent', async () => {
    expect((await ask(later)).json()).toMatchObject({
      quietHours: usual,
      asked: { quietHours: later, toRead: later, mayConfirm: false },
    })
    expect((await seen('minh')).asked.mayConfirm).toBe(true)
    expect((await centre.nobody.get('/office')).json().quietHours).toEqual(usual)
    expect((await confirm(later, 'an')).json().code).toBe('quiet-hours-same-person')
    expect((await confirm({ from: '22:00', to: '05:00' })).json().code).toBe(
      'quiet-hours-read-back',
    )
    expect((await confirm(later, 'giam-sat')).statusCode).toBe(403)
    expect((await confirm(later)).json()).toEqual({ quietHours: later, asked: null })
    expect((await confirm(later)).json().code).toBe('quiet-hours-none-asked')
    const rows = await centre.deps.db
      .selectFrom('audit')
      .select(['action', 'staff_id'])
      .where('action', 'like', 'quiet-hours%')
      .orderBy('action')
      .execute()
    expect(rows.map(({ action }) => action)).toEqual(['quiet-hours.asked', 'quiet-hours.confirmed'])
    expect(rows[0]?.staff_id).not.toBe(rows[1]?.staff_id)
  })

  it('are not narrowed where nobody else could confirm, until there is a second account', async () => {
    const { db } = centre.deps
    await db
      .updateTable('staff_role')
      .set({ revoked_at: 1 })
      .where('role', 'in', ['administrator', 'approver'])
      .where('staff_id', '<>', 'an')
      .execute()
    const refused = (await ask(later)).json()
    expect(refused.code).toBe('quiet-hours-nobody-else')
    expect(refused.vi).toContain('Hãy mở thêm tài khoản quản trị hoặc người duyệt')
    expect(refused.en).toContain('Open an account')
    expect((await seen()).asked).toBe(null)
    // More quiet needs nobody else.
    expect((await ask({ from: '20:00', to: '05:00' })).statusCode).toBe(200)
    const account = (username: string, unit: string) =>
      centre.as('an').post('/staff', {
        ...{ username, name: username, password: 'mat khau thu nghiem', language: 'vi' },
        roles: [{ role: 'approver', unit }],
      })
    // A commune's approver confirms nothing for the whole office.
    expect((await account('xa', 'xa-my-huong')).statusCode).toBe(201)
    expect((await ask(usual)).json().code).toBe('quiet-hours-nobody-else')
    const second = (await account('hai', 'my-tu')).json<{ id: string }>().id
    expect((await ask(usual)).json().asked.quietHours).toEqual(usual)
    expect((await confirm(usual, second)).json()).toEqual({ quietHours: usual, asked: null })
  })

  it('are switched off by reading back the hours that go', async () => {
    expect((await ask(null)).json().asked.toRead).toEqual(usual)
    expect((await confirm(later)).statusCode).toBe(400)
    expect((await confirm(usual)).json()).toEqual({ quietHours: null, asked: null })
  })

  it('are withdrawn, and forgotten once others hold', async () => {
    await ask(later)
    expect((await centre.as('an').delete('/office/quiet-hours/asked')).json().asked).toBeNull()
    expect((await confirm(later)).statusCode).toBe(404)
    await ask(later)
    await ask({ from: '20:00', to: '05:00' })
    expect((await confirm(later)).statusCode).toBe(404)
  })

  it('name the windows that they would bar, before they are saved', async () => {
    await centre.as('an').post('/windows', districtWindow('17:00:00'))
    const rehearsed = await centre.as('an').post('/plan/rehearsals', {
      ...{ what: 'quiet-hours', quietHours: { from: '16:00', to: '05:00' } },
    })
    const { barred } = rehearsed.json()
    expect(barred).toContainEqual(
      expect.objectContaining({ station: 'district', startsAt: '17:00:00' }),
    )
    expect(new Set(barred.map(({ station }: { station: string }) => station)).size).toBeGreaterThan(
      1,
    )
    expect((await seen()).quietHours).toEqual(usual)
  })

  it('keep quiet what was so, over midnight and within a day', () => {
    expect(keepsQuiet(usual, usual)).toBe(true)
    expect(keepsQuiet(null, usual)).toBe(true)
    expect(keepsQuiet(usual, null)).toBe(false)
    expect(keepsQuiet({ from: '01:00', to: '04:00' }, usual)).toBe(true)
    expect(keepsQuiet(usual, { from: '01:00', to: '04:00' })).toBe(false)
    expect(keepsQuiet(usual, { from: '20:00', to: '04:59' })).toBe(false)
  })
})
