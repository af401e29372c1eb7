import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'

describe('the list of stations', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  it('has the district first, and says of each what it is and how it is reached', async () => {
    const stations = (await centre.as('lan').get('/stations')).json()
    expect(stations.map((one: { id: string }) => one.id)).toEqual([
      ...['district', 'long-hung', 'hung-phu', 'my-huong'],
    ])
    expect(stations[1]).toMatchObject({
      ...{ unit: 'xa-long-hung', unitCode: '31567', technology: 'fm', health: 'no-telemetry' },
      ...{ status: null, manifestVersion: 0, enrolled: false, languages: ['vi'] },
    })
  })

  it('shows a status only when it understands it', async () => {
    await centre.deps.db
      .insertInto('station_contact')
      .values({ station_id: 'my-huong', received_at: centre.clock.now(), status: '{"format":"?"}' })
      .execute()
    const station = (await centre.as('lan').get('/stations/my-huong')).json()
    expect(station).toMatchObject({ health: 'well', status: null })
  })

  it('does not know a station that is not there', async () => {
    const reply = await centre.as('lan').get('/stations/khong-co')
    expect(reply.statusCode).toBe(404)
    expect(reply.json()).toMatchObject({ code: 'station-unknown', params: { station: 'khong-co' } })
  })

  it('and the units are for those who are signed in', async () => {
    expect((await centre.nobody.get('/stations')).statusCode).toBe(401)
    expect((await centre.nobody.get('/units')).statusCode).toBe(401)
    expect((await centre.as('truc-my-huong').get('/units')).json()).toHaveLength(4)
  })

  it('keeps the number to call, as whoever is responsible writes it', async () => {
    const write = (as: string, phone: string | null) =>
      centre.as(as).patch('/stations/long-hung', { phone })
    expect((await write('giam-sat', ' 0299 3870-001 ')).json()).toMatchObject({
      phone: '0299 3870-001',
    })
    for (const as of ['lan', 'minh', 'truc-long-hung'])
      expect((await write(as, '113')).statusCode).toBe(403)
    expect((await write('an', 'hỏi anh Bảy')).statusCode).toBe(400)
    expect((await write('an', null)).json()).toMatchObject({ phone: null })
  })
})
