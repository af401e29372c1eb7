import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../playout/contract/hash.ts'
import { readM3u } from '../../../server/feed/m3u-read.ts'
import { readXspf } from '../../../server/feed/xspf-read.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

let centre: Centre

beforeAll(async () => {
  centre = await startCentre()
  await addProgramme(centre.deps.db)
  for (const time of ['09:00:00', '17:00:00'])
    await centre.as('an').post('/windows', districtWindow(time))
  await planComingDays(centre.deps, centre.clock.now())
})
afterAll(() => centre.stop())

const today = (station: string, format: string) =>
  centre.as('truc-long-hung').get(`/feeds/${station}.${format}?days=1`)

describe('a bulletin that was recalled', () => {
  it('is named nowhere from then on, before anything is planned anew', async () => {
    const office = await startCentre()
    await addProgramme(office.deps.db)
    await office.as('an').post('/windows', districtWindow('09:00:00'))
    await planComingDays(office.deps, office.clock.now())
    const shown = async () => {
      const lan = office.as('lan')
      const [feed, plan, next] = await Promise.all([
        lan.get('/feeds/my-huong.json'),
        lan.get('/plan?station=district&date=2024-08-13'),
        lan.get('/stations/hung-phu/next?hours=48'),
      ])
      return [
        feed.json().windows.flatMap(({ items }: { items: object[] }) => items),
        plan.json().blocks.flatMap(({ items }: { items: object[] }) => items),
        next.json().sounding,
      ].map((sounds) => sounds.some(({ title }: { title: string }) => title === 'a'))
    }
    expect(await shown()).toEqual([true, true, true])
    await office.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('id', '=', 'a/1')
      .execute()
    expect(await shown()).toEqual([false, false, false])
    await office.stop()
  })
})

type Feed = Readonly<{
  windows: {
    title: string
    by: string
    parts: { source: string }[]
    items: { title: string; file: string; relayed: boolean; repeat: boolean; startsAt: number }[]
  }[]
}>

describe('the feed of a station', () => {
  it('is its playlist, as the plan has it', async () => {
    const reply = await today('district', 'json')
    expect(reply.statusCode).toBe(200)
    const { windows } = reply.json() as Feed
    const plan = (await centre.as('lan').get('/plan?station=district&date=2024-08-12')).json()
    expect(windows.map(({ title }) => title)).toEqual(['09:00', '17:00'])
    expect(windows.map(({ items }) => items.map(({ title }) => title))).toEqual(
      plan.blocks.map(({ items }: Feed['windows'][number]) => items.map(({ title }) => title)),
    )
    expect(windows[0]?.parts.map(({ source }) => source)).toEqual(['province'])
    expect(windows[0]?.items.every(({ relayed }) => !relayed)).toBe(true)
  })

  it('is what an IP commune relays, at the same instants', async () => {
    const own = ((await today('my-huong', 'json')).json() as Feed).windows
    const district = ((await today('district', 'json')).json() as Feed).windows
    expect(own.flatMap(({ items }) => items.map(({ startsAt }) => startsAt))).toEqual(
      district.flatMap(({ items }) => items.map(({ startsAt }) => startsAt)),
    )
    expect(own[0]).toMatchObject({ by: 'player' })
    expect(own[0]?.items[0]).toMatchObject({ relayed: true })
  })

  it.each(['long-hung', 'hung-phu'])(
    'is the district’s signal in the windows that %s carries',
    async (station) => {
      const own = ((await today(station, 'json')).json() as Feed).windows
      const district = ((await today('district', 'json')).json() as Feed).windows
      expect(own.map(({ by }) => by)).toEqual(['district-signal', 'district-signal'])
      expect(own.map(({ items }) => items.map(({ title, file }) => [title, file]))).toEqual(
        district.map(({ items }) => items.map(({ title, file }) => [title, file])),
      )
    },
  )

  it('marks as PL what was to be heard there in an earlier window', async () => {
    const { windows } = (
      await centre.as('lan').get('/feeds/district.json?from=2024-08-12&days=3')
    ).json() as Feed
    const heard = new Set<string>()
    for (const { items } of windows) {
      for (const { title, repeat } of items)
        expect([title, repeat]).toEqual([title, title !== 'nhac-hieu' && heard.has(title)])
      for (const { title } of items) heard.add(title)
    }
    expect([...heard].sort()).toEqual(['a', 'b', 'c', 'nhac-hieu'])
  })

  it('is a forecast beyond the days that are planned, and names special days', async () => {
    const made = await centre.as('an').post('/calendar-days', {
      ...{ name: 'Quốc tang', from: '2024-08-24', to: '2024-08-25' },
      ...{ closed: false, withoutMusic: true, stations: null },
    })
    expect(made.statusCode).toBe(201)
    for (const station of ['district', 'hung-phu']) {
      const reply = await centre.as('lan').get(`/feeds/${station}.json?from=2024-08-19&days=7`)
      expect([reply.statusCode, reply.body.slice(0, 300)]).toEqual([200, expect.any(String)])
      const feed = reply.json()
      expect(feed.dates.map((one: { forecast: boolean }) => one.forecast)).toEqual([
        ...[false, false, true, true, true, true, true],
      ])
      expect(feed.dates.map(({ names }: { names: string[] }) => names.join())).toEqual([
        ...['', '', '', '', '', 'Quốc tang', 'Quốc tang'],
      ])
      const dates = feed.windows.map(({ date }: { date: string }) => date)
      expect(new Set(dates)).toEqual(new Set(feed.dates.map(({ date }: { date: string }) => date)))
      expect(feed.windows.every(({ items }: Feed['windows'][number]) => items.length > 1)).toBe(
        true,
      )
    }
    const ics = await centre.as('lan').get('/feeds/district.ics?from=2024-08-20&days=2')
    expect(ics.body.match(/STATUS:\w+/g)).toEqual([
      ...['STATUS:CONFIRMED', 'STATUS:CONFIRMED', 'STATUS:TENTATIVE', 'STATUS:TENTATIVE'],
    ])
  })

  it('is a list with addresses by the origin asked for, of the MP3 that everybody may fetch', async () => {
    const reply = await centre
      .as('lan')
      .get('/feeds/district.m3u8?days=1', { host: 'dai.example:8080' })
    expect(reply.headers['content-type']).toBe('audio/mpegurl; charset=utf-8')
    expect(reply.headers['content-disposition']).toBe(
      'inline; filename="dai-huyen-my-tu-2024-08-12.m3u8"',
    )
    const list = readM3u(reply.body)
    if (!list.ok) throw new Error(list.reason)
    expect(list.value.sounds[0]?.locations).toEqual([
      `http://dai.example:8080/api/v1/assets/${sha256Hex('mp3 of nhac-hieu')}`,
    ])
    const xspf = readXspf((await today('district', 'xspf')).body)
    if (!xspf.ok) throw new Error(xspf.reason)
    expect(xspf.value.sounds.map(({ title, startsAt }) => [title, startsAt])).toEqual(
      list.value.sounds.map(({ title, startsAt }) => [title, startsAt]),
    )
  })

  it('is a calendar and a table', async () => {
    const ics = await today('long-hung', 'ics')
    expect(ics.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const events = new ICAL.Component(ICAL.parse(ics.body)).getAllSubcomponents('vevent')
    expect(events.map((event) => event.getFirstPropertyValue('location'))).toEqual([
      ...['Trạm Long Hưng', 'Trạm Long Hưng'],
    ])
    const csv = await today('district', 'csv')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(csv.body.split('\r\n')[1]).toBe(
      '12/08/2024,09:00,09:00:00,09:00:05,Đài huyện,nhac-hieu,nhạc hiệu,5,vi,thông thường,,',
    )
  })

  it('is not sent again to whoever has it, and anew once it has changed', async () => {
    const first = await today('district', 'ics')
    const known = { 'if-none-match': String(first.headers.etag) }
    const again = await centre.as('lan').get('/feeds/district.ics?days=1', known)
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const json = await today('district', 'json')
    const knownJson = { 'if-none-match': `"x", ${json.headers.etag}` }
    expect((await centre.as('lan').get('/feeds/district.json?days=1', knownJson)).statusCode).toBe(
      304,
    )
    await centre.as('an').post('/windows', districtWindow('19:00:00'))
    await planComingDays(centre.deps, centre.clock.now())
    expect((await centre.as('lan').get('/feeds/district.ics?days=1', known)).statusCode).toBe(200)
  })

  it('keeps an event’s identity when its window is planned anew', async () => {
    const uids = async () =>
      new ICAL.Component(ICAL.parse((await today('district', 'ics')).body))
        .getAllSubcomponents('vevent')
        .map((event) => event.getFirstPropertyValue('uid'))
    const before = await uids()
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('id', '=', 'a/1')
      .execute()
    await planComingDays(centre.deps, centre.clock.now())
    expect(await uids()).toEqual(before)
    expect((await today('district', 'csv')).body).not.toContain(',a,')
  })

  it('is refused for more days than a month, and for a station that is none', async () => {
    const tooMany = await centre.as('lan').get('/feeds/district.json?days=32')
    expect(tooMany.json()).toMatchObject({ code: 'input-wrong', params: { field: 'days' } })
    expect((await today('khong-co', 'ics')).json()).toMatchObject({ code: 'station-unknown' })
    expect((await centre.nobody.get('/feeds/district.ics')).statusCode).toBe(401)
  })
})
