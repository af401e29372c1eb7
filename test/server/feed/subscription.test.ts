import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

let centre: Centre

beforeEach(async () => {
  centre = await startCentre()
  await addProgramme(centre.deps.db)
  await centre.as('an').post('/windows', districtWindow('09:00:00'))
  await planComingDays(centre.deps, centre.clock.now())
})
afterEach(() => centre.stop())

const at = '/stations/long-hung/feed-addresses'
const make = (who = 'truc-long-hung') => centre.as(who).post(at, { name: 'Điện thoại anh Ba' })
const pathOf = (address: string) => `/${new URL(address).pathname}`

describe('an address to subscribe to', () => {
  it('opens the station’s calendar and lists to a phone that cannot sign in', async () => {
    const made = await make()
    expect(made.statusCode).toBe(201)
    const { addresses, qrSvg } = made.json()
    expect(addresses.ics).toMatch(/\/lich\/[\w-]{22}\.ics$/)
    expect(qrSvg).toContain('<svg')
    const ics = await centre.nobody.get(pathOf(addresses.ics))
    expect(ics.statusCode).toBe(200)
    expect(ics.body).toContain('LOCATION:Trạm Long Hưng')
    const known = { 'if-none-match': String(ics.headers.etag) }
    expect((await centre.nobody.get(pathOf(addresses.ics), known)).statusCode).toBe(304)
    for (const kind of ['m3u8', 'xspf'])
      expect((await centre.nobody.get(pathOf(addresses[kind]))).body).toContain('nhac-hieu')
  })

  it('is shown once: its secret is in no answer, row or audit after that', async () => {
    const { addresses, id } = (await make()).json()
    const [, secret = ''] = /lich\/([\w-]+)\./.exec(addresses.ics) ?? []
    const list = await centre.as('an').get(at)
    expect(list.json()).toMatchObject([{ id, name: 'Điện thoại anh Ba', station: 'long-hung' }])
    const kept = await centre.deps.db.selectFrom('feed_token').selectAll().execute()
    const audited = await centre.deps.db.selectFrom('audit').selectAll().execute()
    expect(audited.map(({ action }) => action)).toContain('feed.made')
    expect(list.body + JSON.stringify([kept, audited])).not.toContain(secret)
  })

  it('answers no more once it is revoked, and like one that never was', async () => {
    const { addresses, id } = (await make()).json()
    expect((await centre.as('lanh-dao-long-hung').delete(`${at}/${id}`)).statusCode).toBe(204)
    const revoked = await centre.nobody.get(pathOf(addresses.ics))
    const never = await centre.nobody.get(`//lich/${'x'.repeat(22)}.ics`)
    expect(revoked.statusCode).toBe(404)
    expect(revoked.json()).toEqual(never.json())
    expect((await centre.as('an').get(at)).json()).toEqual([])
    expect((await centre.as('an').delete(`${at}/${id}`)).statusCode).toBe(404)
  })

  it('is made by an administrator or the commune’s own people, and by no other commune', async () => {
    for (const who of ['an', 'bien-long-hung', 'truc-long-hung'])
      expect([who, (await make(who)).statusCode]).toEqual([who, 201])
    for (const who of ['truc-my-huong', 'giam-sat'])
      expect([who, (await make(who)).statusCode]).toEqual([who, 403])
    expect((await centre.as('truc-my-huong').get(at)).statusCode).toBe(403)
  })

  it('of another station is not revoked through one’s own', async () => {
    const { id } = (await make()).json()
    const reply = await centre.as('truc-my-huong').delete(`/stations/my-huong/feed-addresses/${id}`)
    expect(reply.statusCode).toBe(404)
    expect((await centre.as('an').get(at)).json()).toHaveLength(1)
  })

  it('is refused beyond what a station can keep count of', async () => {
    for (let made = 0; made < 50; made++) await make()
    expect((await make()).json()).toMatchObject({ code: 'feed-too-many', status: 409 })
  })

  it('is not asked for without end', async () => {
    const { addresses } = (await make()).json()
    for (let asked = 0; asked < 60; asked++) await centre.nobody.get(pathOf(addresses.m3u8))
    const reply = await centre.nobody.get(pathOf(addresses.m3u8))
    expect(reply.json()).toMatchObject({ code: 'too-many', status: 429 })
  })
})
