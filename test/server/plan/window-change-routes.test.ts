import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { districtWindow } from '../../support/programme.ts'

/** Monday 12 August 2024, 08:00. */
describe('changing a window', () => {
  let centre: Centre
  let id: string
  beforeEach(async () => {
    centre = await startCentre()
    id = (await make('11:00:00')).json()[0].id
  })
  afterEach(() => centre.stop())

  const make = (time: string, changes: Readonly<Record<string, unknown>> = {}, who = 'an') =>
    centre.as(who).post('/windows', districtWindow(time, changes))

  const shape = (time: string, changes: Readonly<Record<string, unknown>> = {}) => {
    const { station: _, validFrom: __, ...content } = districtWindow(time, changes)
    return { from: '2024-08-20', ...content, ...changes }
  }
  const change = (body: Readonly<Record<string, unknown>>, who = 'an') =>
    centre.as(who).post(`/windows/${id}/changes`, body)
  const windowsOf = async (station: string) =>
    (await centre.as('lan').get(`/windows?station=${station}`)).json() as {
      id: string
      startsAt: string
      validFrom: string
      validTo: string | null
      relaysWindow: string | null
      relayMode: string
    }[]

  it('ends the old one the day before and begins the new one, for whole relays', async () => {
    const later = [{ place: 'my-huong', startsAt: '18:00:00' }]
    const reply = await change(
      shape('12:00:00', { relayedBy: ['long-hung', 'hung-phu'], relayedLater: later }),
    )
    expect(reply.statusCode).toBe(201)
    const [own] = reply.json()
    const district = await windowsOf('district')
    expect(district.map((one) => [one.startsAt, one.validFrom, one.validTo])).toEqual([
      ['11:00:00', '2024-01-01', '2024-08-19'],
      ['12:00:00', '2024-08-20', null],
    ])
    const [old, next] = await windowsOf('my-huong')
    expect(old).toMatchObject({ relaysWindow: id, validTo: '2024-08-19' })
    expect(next).toMatchObject({
      ...{ relaysWindow: own.id, relayMode: 'later', startsAt: '18:00:00' },
    })
  })

  it('is renamed with its time when it is named by it, and keeps any other name', async () => {
    const [moved] = (await change(shape('12:00:00', { name: '11:00' }))).json()
    expect(moved.name).toBe('12:00')
    const body = { ...shape('12:30:00', { name: 'Trưa' }), from: '2024-08-21' }
    const [named] = (await centre.as('an').post(`/windows/${moved.id}/changes`, body)).json()
    expect(named.name).toBe('Trưa')
  })

  it('cannot reach into what has begun: today until it opens, tomorrow afterwards', async () => {
    expect((await centre.as('lan').get(`/windows/${id}`)).json().changeableFrom).toBe('2024-08-12')
    await centre.clock.advance(3 * 3_600_000)
    const reply = await change(shape('12:00:00', { from: '2024-08-12' }))
    expect(reply.json()).toMatchObject({
      ...{ status: 409, code: 'window-change-too-early', params: { date: '2024-08-13' } },
    })
    expect((await change(shape('12:00:00', { from: '2024-08-13' }))).statusCode).toBe(201)
  })

  it('leaves everything as it was when the new shape is refused', async () => {
    await make('17:00:00')
    const reply = await change(shape('17:02:00'))
    expect(reply.json().code).toBe('window-overlap')
    expect((await windowsOf('district')).map(({ validTo }) => validTo)).toEqual([null, null])
  })

  it('is for administrators, at the district’s window, while it holds', async () => {
    expect((await change(shape('12:00:00'), 'lan')).statusCode).toBe(403)
    const [relay] = await windowsOf('my-huong')
    const reply = await centre.as('an').post(`/windows/${relay?.id}/changes`, shape('12:00:00'))
    expect(reply.json().code).toBe('window-is-relay')
    await centre.as('an').post(`/windows/${id}/end`, { lastDate: '2024-08-12' })
    await centre.clock.advance(26 * 3_600_000)
    expect((await change(shape('12:00:00'))).json().code).toBe('window-ended')
    expect(
      (await centre.as('an').post('/windows/none/changes', shape('12:00:00'))).json(),
    ).toMatchObject({ status: 404, code: 'window-unknown' })
  })

  it('takes what people put into it along to the new one', async () => {
    await centre.deps.db
      .insertInto('bulletin')
      .values({
        ...{ id: 'b', unit_id: 'my-tu', title: 'b', campaign_id: null },
        created_by: 'lan',
        created_at: 0,
      })
      .execute()
    await centre.deps.db
      .insertInto('bulletin_version')
      .values({
        ...{ id: 'b/1', bulletin_id: 'b', number: 1, text: '', asset_id: null, language: 'vi' },
        ...{ state: 'draft', author_id: 'lan', editors: '[]', awaiting: null, returned_note: null },
        ...{ created_at: 0, submitted_at: null, approved_by: null, approved_at: null },
        ...{ valid_from: 0, valid_to: null, class: 'ordinary', content_type: 'news' },
      })
      .execute()
    const pin = (date: string, number: number) => ({
      ...{ id: `pin-${number}`, station_id: 'district', window_id: id, date, version_id: 'b/1' },
      ...{ offset_samples: null, position: 0, created_by: 'lan', created_at: 0 },
      ...{ removed_by: null, removed_at: null },
    })
    await centre.deps.db
      .insertInto('plan_pin')
      .values([pin('2024-08-19', 1), pin('2024-08-20', 2)])
      .execute()
    const [own] = (await change(shape('12:00:00'))).json()
    const pins = await centre.deps.db
      .selectFrom('plan_pin')
      .select('window_id')
      .orderBy('id')
      .execute()
    expect(pins.map(({ window_id }) => window_id)).toEqual([id, own.id])
  })

  it('leaves days out and adds others, at those that relay it too', async () => {
    const put = (body: Readonly<Record<string, unknown>>) =>
      centre.as('an').put(`/windows/${id}/exceptions`, body)
    const tet = { exceptDates: ['2024-08-14'], alsoDates: ['2024-08-18'] }
    expect((await put(tet)).statusCode).toBe(200)
    for (const station of ['district', 'my-huong'])
      expect((await windowsOf(station))[0]).toMatchObject(tet)
    expect((await put({ exceptDates: ['2024-08-11'], alsoDates: [] })).json().code).toBe(
      'window-change-too-early',
    )
    const [relay] = await windowsOf('long-hung')
    await centre.as('an').put(`/windows/${relay?.id}/exceptions`, {
      ...tet,
      exceptDates: ['2024-08-14', '2024-08-15'],
    })
    await put({ exceptDates: [], alsoDates: [] })
    expect((await windowsOf('long-hung'))[0]).toMatchObject({
      exceptDates: ['2024-08-15'],
      alsoDates: [],
    })
  })

  it('says beforehand on which days it would open, or why it cannot', async () => {
    const trial = async (changes: Readonly<Record<string, unknown>>) =>
      (
        await centre
          .as('an')
          .post(
            '/windows/trial',
            districtWindow('17:00:00', { validFrom: '2024-08-12', ...changes }),
          )
      ).json()
    expect((await trial({ rule: 'freq=monthly;byday=1mo' })).nextDates.slice(0, 3)).toEqual([
      '2024-09-02',
      '2024-10-07',
      '2024-11-04',
    ])
    expect((await trial({ startsAt: '11:01:00' })).refusal.code).toBe('window-overlap')
    expect((await trial({ startsAt: '11:01:00', instead: id })).refusal).toBeNull()
    expect((await trial({ rule: 'FREQ=DAILY;COUNT=999999' })).refusal.code).toBe(
      'recurrence-too-large',
    )
    expect((await windowsOf('district')).length).toBe(1)
  })

  it('refuses a date of another calendar, or one that no calendar has, with a clear word', async () => {
    for (const validFrom of ['2567-08-15', '1445-02-10', '15/08/2024', '2023-02-29']) {
      const reply = await make('17:00:00', { validFrom })
      expect(reply.statusCode).toBe(400)
      expect(reply.json().vi).toContain('dương lịch')
    }
    expect((await make('17:00:00', { validFrom: '2024-02-29' })).statusCode).toBe(201)
  })
})

describe('windows of a group', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const group = (stations: readonly string[], name = 'Ven sông') =>
    centre.as('an').post('/station-groups', { name, stations })
  const own = { source: 'commune', lengthMs: 300_000, campaignShareMs: null }
  const make = (changes: Readonly<Record<string, unknown>>) =>
    centre
      .as('an')
      .post('/windows', districtWindow('06:00:00', { segments: [own], relayedBy: [], ...changes }))
  const idsOf = async (station: string) =>
    ((await centre.as('lan').get(`/windows?station=${station}`)).json() as { id: string }[]).map(
      (one) => one.id,
    )

  it('stand at each member under an id of its own, from joining to leaving', async () => {
    const { id } = (await group(['my-huong', 'long-hung'])).json()
    const [window] = (await make({ group: id })).json()
    expect(await idsOf('my-huong')).toEqual([`${window.id}@my-huong`])
    expect(await idsOf('hung-phu')).toEqual([])
    expect(await idsOf('district')).toEqual([])
    const changed = await centre
      .as('an')
      .put(`/station-groups/${id}`, { name: 'Ven sông', stations: ['my-huong', 'hung-phu'] })
    expect(changed.statusCode).toBe(200)
    expect(await idsOf('hung-phu')).toEqual([`${window.id}@hung-phu`])
    expect(await idsOf('long-hung')).toEqual([`${window.id}@long-hung`])
  })

  it('are held against what each member has, also when one joins', async () => {
    const { id } = (await group(['my-huong'])).json()
    await make({ station: 'long-hung', name: 'Riêng' })
    expect((await make({ group: id })).statusCode).toBe(201)
    const joined = await centre
      .as('an')
      .put(`/station-groups/${id}`, { name: 'Ven sông', stations: ['my-huong', 'long-hung'] })
    expect(joined.json().code).toBe('window-overlap')
    const all = (await group(['long-hung'], 'Khác')).json()
    expect((await make({ group: all.id })).json().code).toBe('window-overlap')
  })

  it('may relay the district as a whole', async () => {
    const { id } = (await group(['my-huong', 'long-hung'])).json()
    const reply = await centre
      .as('an')
      .post('/windows', districtWindow('11:00:00', { relayedBy: [id, 'hung-phu'] }))
    const [district] = reply.json()
    for (const station of ['my-huong', 'long-hung', 'hung-phu'])
      expect((await centre.as('lan').get(`/windows?station=${station}`)).json()).toMatchObject([
        { relaysWindow: district.id, station },
      ])
    const twice = await centre
      .as('an')
      .post('/windows', districtWindow('17:00:00', { relayedBy: [id, 'my-huong'] }))
    expect(twice.json().code).toBe('window-relay-twice')
  })

  it('keep their group until they end; names are given once', async () => {
    const { id } = (await group(['my-huong'])).json()
    expect((await group(['long-hung'])).json().code).toBe('group-name-taken')
    const [window] = (await make({ group: id })).json()
    expect((await centre.as('an').delete(`/station-groups/${id}`)).json().code).toBe('group-in-use')
    await centre.as('an').post(`/windows/${window.id}/end`, { lastDate: '2024-08-12' })
    await centre.clock.advance(24 * 3_600_000)
    expect((await centre.as('an').delete(`/station-groups/${id}`)).statusCode).toBe(200)
    expect(await idsOf('my-huong')).toEqual([`${window.id}@my-huong`])
  })
})
