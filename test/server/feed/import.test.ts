import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeXspf } from '../../../server/feed/xspf-write.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

let centre: Centre
let window: string

beforeAll(async () => {
  centre = await startCentre()
  await addProgramme(centre.deps.db)
  await addApproved(centre.deps.db, 'nhap', 30, { state: 'draft' })
  await centre.as('an').post('/windows', districtWindow('17:00:00'))
  await planComingDays(centre.deps, centre.clock.now())
  const windows = (await centre.as('lan').get('/windows?station=district')).json()
  window = windows[0].id
})
afterAll(() => centre.stop())

const send = (text: string, changes: Readonly<Record<string, unknown>> = {}, who = 'lan') =>
  centre.as(who).post('/plan/import', {
    ...{ station: 'district', window, date: '2024-08-13', text },
    ...changes,
  })

const sound = (title: string, identifiers: string[] = []) => ({
  ...{ title, identifiers, durationMs: 1, locations: ['http://a/'], startsAt: null },
})

describe('importing a list', () => {
  it('says what it would place, in the order of the list, as changes to look at', async () => {
    const reply = await send('#EXTM3U\n#PLAYLIST:Chiều\n#EXTINF:60,c\nc.mp3\n#EXTINF:60,a\na.mp3\n')
    expect(reply.json()).toMatchObject({
      ...{ title: 'Chiều', format: 'm3u', windowName: '17:00', left: [] },
      placed: [
        { line: 4, title: 'c', version: 'c/1', by: 'title', lengthMs: 60_000 },
        { line: 6, title: 'a', version: 'a/1', by: 'title' },
      ],
      ...{ lengthMs: 120_000, roomMs: 200_000 },
      changes: ['c/1', 'a/1'].map((version) => ({
        ...{ kind: 'place', station: 'district', window, date: '2024-08-13', version },
        offsetSamples: null,
      })),
    })
  })

  it('says line by line what it would not place, and why', async () => {
    const text = writeXspf({
      title: null,
      sounds: [
        ...[sound('a', ['urn:tiep-am:version:nhap/1']), sound('không có'), sound('nhac-hieu')],
        sound('b', ['urn:tiep-am:version:b/1']),
      ],
    })
    const { placed, left, format } = (await send(text)).json()
    expect(format).toBe('xspf')
    expect(placed).toMatchObject([{ version: 'b/1', by: 'identifier' }])
    expect(left.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual([
      ...['import-not-approved', 'import-unknown', 'import-fixed-part'],
    ])
    expect(left[1].reason.vi).toContain('"không có"')
  })

  it('takes back what the feed of a day gave', async () => {
    for (const format of ['m3u8', 'xspf']) {
      const file = await centre.as('lan').get(`/feeds/district.${format}?from=2024-08-12&days=1`)
      const { placed, left } = (await send(file.body)).json()
      const planned = (await centre.as('lan').get('/plan?station=district&date=2024-08-12')).json()
      const titles = planned.blocks[0].items.map(({ title }: { title: string }) => title)
      expect(titles[0]).toBe('nhac-hieu')
      expect(placed.map(({ title }: { title: string }) => title)).toEqual(titles.slice(1))
      expect(left).toMatchObject([{ reason: { code: 'import-fixed-part' } }])
    }
  })

  it('changes nothing by itself', async () => {
    const before = (await centre.as('lan').get('/plan?station=district&date=2024-08-13')).json()
    await send('a.mp3\nb.mp3\n')
    const after = (await centre.as('lan').get('/plan?station=district&date=2024-08-13')).json()
    expect(after).toEqual(before)
  })

  it.each([
    ['a broken list, by its line', '#EXTINF:x,A\na.mp3', {}, 'm3u-length'],
    ['a broken document, by its line', '<playlist>', {}, 'xspf-root'],
    ['a window that there is not', 'a.mp3', { window: 'w' }, 'import-window'],
    ['a day that the window does not have', 'a.mp3', { date: '2020-01-01' }, 'import-window'],
    ['a station that carries the district', 'a.mp3', { station: 'long-hung' }, 'import-no-player'],
    ['more than changes may be', 'a.mp3\n'.repeat(201), {}, 'import-too-many'],
  ])('is refused for %s', async (_what, text, changes, code) => {
    const reply = await send(text, changes)
    expect(reply.json()).toMatchObject({ code })
    expect(reply.statusCode).toBeLessThan(500)
  })

  it('is for those who plan that station', async () => {
    expect((await send('a.mp3', {}, 'truc-my-huong')).statusCode).toBe(403)
    expect((await send('a.mp3', {}, 'bien-long-hung')).statusCode).toBe(403)
  })
})
