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
  for (const id of ['d', 'e', 'f', 'g', 'h', 'i', 'k']) await addApproved(centre.deps.db, id, 45)
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
        ...[sound('b', ['urn:tiep-am:version:b/1']), sound('B')],
      ],
    })
    const { placed, left, format } = (await send(text)).json()
    expect(format).toBe('xspf')
    expect(placed).toMatchObject([{ version: 'b/1', by: 'identifier' }])
    expect(left.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual([
      ...['import-not-approved', 'import-unknown', 'import-fixed-part', 'import-repeat'],
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

  it.each(['m3u8', 'xspf'])(
    'gives another day the bulletins that a week on %s holds, in their order',
    async (format) => {
      const lan = centre.as('lan')
      const date = { m3u8: '2024-08-19', xspf: '2024-08-20' }[format]
      const made = await centre.as('an').post(
        '/windows',
        districtWindow('20:00:00', {
          ...{ validFrom: date, validTo: date, mostItems: 60, relayedBy: [] },
          segments: [{ source: 'district', lengthMs: 3_600_000, campaignShareMs: null }],
        }),
      )
      expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
      const other = made.json()[0].id
      const file = await lan.get(`/feeds/district.${format}?from=2024-08-12&days=7`)
      const wanted = (await send(file.body, { window: other, date })).json()
      const week = (await lan.get('/feeds/district.json?from=2024-08-12&days=7')).json()
      const titles = week.windows
        .flatMap(({ items }: { items: readonly { title: string; kind: string }[] }) => items)
        .flatMap(({ title, kind }: { title: string; kind: string }) =>
          kind === 'bulletin' ? [title] : [],
        )
      const wished = [...new Set(titles)]
      expect(wished.length).toBeGreaterThan(7)
      expect(wanted.placed.map(({ title }: { title: string }) => title)).toEqual(wished)
      const { changes } = wanted
      const preview = (await lan.post('/plan/changes/preview', { changes })).json()
      expect(preview.conflicts).toEqual([])
      const { revision } = preview
      const written = await lan.post('/plan/changes', { changes, revision })
      expect(written.statusCode).toBe(201)
      const plan = (await lan.get(`/plan?station=district&date=${date}`)).json()
      const block = plan.blocks.find(({ window }: { window: string }) => window === other)
      const pinned = block.items.filter((item: { pinned: string | null }) => item.pinned !== null)
      expect(pinned.map(({ title }: { title: string }) => title)).toEqual(wished)
    },
  )

  it.each([
    ['a broken list, by its line', '#EXTINF:x,A\na.mp3', {}, 'm3u-length'],
    ['a broken document, by its line', '<playlist>', {}, 'xspf-root'],
    ['a window that there is not', 'a.mp3', { window: 'w' }, 'import-window'],
    ['a day that the window does not have', 'a.mp3', { date: '2020-01-01' }, 'import-window'],
    ['a station that carries the district', 'a.mp3', { station: 'long-hung' }, 'import-no-player'],
  ])('is refused for %s', async (_what, text, changes, code) => {
    const reply = await send(text, changes)
    expect(reply.json()).toMatchObject({ code })
    expect(reply.statusCode).toBeLessThan(500)
  })

  it('is refused for more than changes may be', async () => {
    const many = Array.from({ length: 201 }, (_, n) => `tin ${n}`)
    for (const id of many) await addApproved(centre.deps.db, id, 30)
    const lines = many.map((id) => `${id}.mp3`)
    expect((await send(lines.join('\n'))).json()).toMatchObject({ code: 'import-too-many' })
    expect((await send(lines.slice(1).join('\n'))).json().placed.length).toBe(200)
  })

  it('is for those who plan that station', async () => {
    expect((await send('a.mp3', {}, 'truc-my-huong')).statusCode).toBe(403)
    expect((await send('a.mp3', {}, 'bien-long-hung')).statusCode).toBe(403)
  })
})
