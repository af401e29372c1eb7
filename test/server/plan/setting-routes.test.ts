import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { districtWindow } from '../../support/programme.ts'

type Body = Readonly<Record<string, unknown>>

describe('special days', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const tet = {
    name: 'Tết',
    from: '2024-08-20',
    to: '2024-08-22',
    closed: true,
    withoutMusic: false,
  }
  const make = (changes: Body = {}, who = 'an') =>
    centre.as(who).post('/calendar-days', { ...tet, stations: null, ...changes })
  const list = async () => (await centre.as('lan').get('/calendar-days')).json() as Body[]

  it('are kept, withdrawn while they are to come, and cut short once they have begun', async () => {
    const { id } = (await make()).json()
    const other = (await make({ name: 'Nghỉ', from: '2024-08-13', to: '2024-08-15' })).json()
    expect((await list()).map(({ name }) => name)).toEqual(['Nghỉ', 'Tết'])
    await centre.as('an').delete(`/calendar-days/${id}`)
    await centre.clock.advance(24 * 3_600_000)
    await centre.as('an').delete(`/calendar-days/${other.id}`)
    expect(await list()).toMatchObject([{ name: 'Nghỉ', to: '2024-08-13' }])
    await centre.clock.advance(24 * 3_600_000)
    expect((await centre.as('an').delete(`/calendar-days/${other.id}`)).json().code).toBe(
      'calendar-day-over',
    )
  })

  it('are refused when they mean nothing, run backwards, last too long or have begun', async () => {
    const codes = []
    for (const changes of [
      { closed: false },
      { to: '2024-08-19' },
      { to: '2024-12-31' },
      { from: '2024-08-12' },
      { from: '2024-08-11', closed: false, withoutMusic: true },
    ])
      codes.push((await make(changes)).json().code)
    expect(codes).toEqual([
      ...['calendar-day-nothing', 'calendar-day-backwards', 'calendar-day-too-long'],
      ...['calendar-day-too-early', 'calendar-day-too-early'],
    ])
    const today = { from: '2024-08-12', closed: false, withoutMusic: true }
    expect((await make(today)).statusCode).toBe(201)
    expect((await make({ stations: ['nowhere'] })).json().code).toBe('station-unknown')
    expect((await make({}, 'lan')).statusCode).toBe(403)
  })

  it('silence the stations that they name, and no other', async () => {
    const { id } = (
      await centre.as('an').post('/station-groups', { name: 'Hai xã', stations: ['long-hung'] })
    ).json()
    await centre.as('an').post('/windows', districtWindow('11:00:00', { validFrom: '2024-08-12' }))
    await make({ stations: [id, 'my-huong'] })
    await centre.clock.advance(8 * 24 * 3_600_000)
    const duty = async (who: string) =>
      ((await centre.as(who).get('/duty?date=2024-08-20')).json().windows as unknown[]).length
    expect(await duty('truc-my-huong')).toBe(0)
    expect(await duty('truc-long-hung')).toBe(0)
    expect(await duty('truc-hung-phu')).toBe(1)
  })
})

describe('live sources', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const vov = { source: 'vov', kind: 'stream', name: 'VOV1', address: 'icecast://vov.vn:8000/vov1' }
  const make = (changes: Body = {}, who = 'an') =>
    centre.as(who).post('/live-sources', { ...vov, ...changes })

  it('are kept by plain addresses; a password never gets in, nor into the refusal', async () => {
    expect((await make({ backupAddress: 'https://vov.vn/2.m3u8#x' })).json()).toMatchObject({
      ...{ address: 'http://vov.vn:8000/vov1', backupAddress: 'https://vov.vn/2.m3u8' },
    })
    const secret = await make({ address: 'http://nghe:matkhau@vov.vn/1' })
    expect(secret.json().code).toBe('live-address-secret')
    const odd = await make({ address: 'rtmp://nghe:matkhau@vov.vn/1' })
    expect(odd.json().code).toBe('live-address-wrong')
    expect(`${secret.body}${odd.body}`).not.toContain('matkhau')
    for (const address of ['file:///etc/passwd', 'vov.vn', 'http://', 'javascript:alert(1)'])
      expect((await make({ address })).json().code).toBe('live-address-wrong')
  })

  it('may be an input of the player by its name', async () => {
    const line = { kind: 'line-in', name: 'Bàn trộn', address: 'hw:1,0' }
    expect((await make(line)).statusCode).toBe(201)
    expect((await make({ ...line, address: '../../etc' })).json().code).toBe('live-line-in-wrong')
    expect((await make({ ...line, backupAddress: 'http://a.vn/' })).json().code).toBe(
      'live-backup-line-in',
    )
    expect((await make(line, 'lan')).statusCode).toBe(403)
  })

  it('go into the windows of their own source only, and stay while a window carries them', async () => {
    const { id } = (await make()).json()
    const segment = {
      source: 'vov',
      lengthMs: 600_000,
      campaignShareMs: null,
      live: id,
      end: 'soft',
    }
    const window = (segments: unknown) =>
      centre.as('an').post('/windows', districtWindow('11:00:00', { segments, relayedBy: [] }))
    expect((await window([{ ...segment, source: 'province' }])).json().code).toBe(
      'window-live-other',
    )
    expect((await window([{ ...segment, live: 'none' }])).json().code).toBe('window-live-unknown')
    const [made] = (await window([segment])).json()
    expect(made.segments).toMatchObject([{ live: id, end: 'soft', leastMs: null }])
    expect((await centre.as('an').delete(`/live-sources/${id}`)).json().code).toBe(
      'live-source-in-use',
    )
    const moved = await centre.as('an').put(`/live-sources/${id}`, { ...vov, name: 'VOV 1' })
    expect(moved.json().name).toBe('VOV 1')
    const other = await centre.as('an').put(`/live-sources/${id}`, { ...vov, source: 'province' })
    expect(other.json().code).toBe('live-source-in-use')
  })
})

describe('the limits of a station’s air', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const put = (body: Body, who = 'an') => centre.as(who).put('/stations/my-huong/limits', body)
  const quiet = { from: '05:00', to: '06:00', millibels: -600 }

  it('are kept, and audited', async () => {
    const limits = { volumeHours: [quiet], longestSessionMs: 1_800_000 }
    expect((await put(limits)).json()).toEqual(limits)
    expect((await centre.as('lan').get('/stations/my-huong/limits')).json()).toEqual(limits)
    const rows = await centre.deps.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'station.limits')
      .execute()
    expect(rows).toEqual([{ subject: 'station/my-huong' }])
  })

  it('are refused when hours overlap, or a window is longer than a session may be', async () => {
    const late = { from: '22:00', to: '05:30', millibels: -900 }
    const reply = await put({ volumeHours: [quiet, late], longestSessionMs: null })
    expect(reply.json().code).toBe('volume-overlap')
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    expect((await put({ volumeHours: [], longestSessionMs: 120_000 })).json()).toMatchObject({
      ...{ code: 'session-below-window', params: { window: '11:00', length: 5 } },
    })
    expect((await put({ volumeHours: [], longestSessionMs: 300_000 })).statusCode).toBe(200)
    const longer = districtWindow('17:00:00', {
      segments: [{ source: 'district', lengthMs: 301_000, campaignShareMs: null }],
    })
    expect((await centre.as('an').post('/windows', longer)).json().code).toBe(
      'window-session-too-long',
    )
    expect((await put({ volumeHours: [], longestSessionMs: null }, 'lan')).statusCode).toBe(403)
  })
})
