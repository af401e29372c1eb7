import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Happening } from '../../../playout/contract/event.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve } from '../../support/life.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, type StationPen, soundOf } from '../../support/station-pen.ts'

const MINUTE = 60_000

describe('a recall', () => {
  let centre: Centre
  let pen: StationPen

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await db
      .updateTable('station')
      .set({ phone: '0299 3870 001' })
      .where('id', '=', 'district')
      .execute()
    await enrolKey(db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    for (const time of ['09:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const manifestOf = async (station: string): Promise<Manifest> =>
    JSON.parse((await centre.nobody.get(`/stations/${station}/manifest`)).json().text)
  const recall = (reason = 'Ngày cắt sóng đã đổi', as = 'minh') =>
    centre.as(as).post('/bulletins/a/versions/1/recall', { reason })
  const push = async (happening: Happening, at = centre.clock.now()) => {
    const events = [await pen.write(happening, at)]
    return centre.nobody.post('/stations/my-huong/events', { events } as never)
  }
  const list = async (id: string, as = 'giam-sat') =>
    (await centre.as(as).get(`/recalls/${id}`)).json()
  const stateOf = async (id: string, station: string) =>
    (await list(id)).stations.find((one: { station: string }) => one.station === station)
  const itemOf = (manifest: Manifest, bulletin: string) => {
    for (const block of manifest.blocks)
      for (const item of block.items)
        if (item.bulletin?.id === bulletin) return soundOf(manifest, block, item)
    throw new Error(`${bulletin} is not planned`)
  }

  it('is in every manifest when it is answered, and none names the version any more', async () => {
    const woken = centre.nobody.get('/stations/my-huong/news?after=1')
    const answer = await recall()
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ at: centre.clock.now(), covers: ['a/1'] })
    expect((await woken).json()).toMatchObject({ version: 2 })
    for (const station of ['district', 'my-huong']) {
      const manifest = await manifestOf(station)
      expect(manifest.recalls).toEqual([
        { version: 'a/1', at: centre.clock.now(), reason: 'Ngày cắt sóng đã đổi' },
      ])
      expect(JSON.stringify(manifest.blocks)).not.toContain('a/1')
      expect(manifest.assets.map(({ title }) => title)).not.toContain('a')
    }
    const [version] = (await centre.as('lan').get('/bulletins/a')).json().versions
    expect(version).toMatchObject({ state: 'recalled', recalledAt: centre.clock.now() })
  })

  it('stays in manifests for three months, and leaves the hole to be planned anew', async () => {
    await recall()
    await planAndPublish(centre.deps, centre.clock.now())
    const planned = await manifestOf('district')
    expect(planned.blocks[0]?.items.length).toBeGreaterThan(1)
    expect(JSON.stringify(planned.blocks)).not.toContain('a/1')
    await centre.wait(89 * 86_400_000)
    await planAndPublish(centre.deps, centre.clock.now())
    expect((await manifestOf('my-huong')).recalls).toHaveLength(1)
    await centre.wait(2 * 86_400_000)
    await planAndPublish(centre.deps, centre.clock.now())
    expect((await manifestOf('my-huong')).recalls).toEqual([])
  })

  it('is an approver’s or a supervisor’s, needs a reason, and happens once', async () => {
    for (const as of ['lan', 'an', 'truc-my-huong', 'lanh-dao-long-hung'])
      expect((await recall('sai', as)).statusCode).toBe(403)
    expect((await recall('  ')).statusCode).toBe(400)
    expect((await recall('sai ngày', 'giam-sat')).statusCode).toBe(201)
    expect((await recall()).json()).toMatchObject({ status: 409, code: 'recall-already' })
    const audit = await centre.deps.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'bulletin.recall')
      .execute()
    expect(audit).toMatchObject([{ staff_id: 'giam-sat', subject: 'bulletin/a' }])
  })

  it('stands in the ledger as what was withdrawn, why and by whom', async () => {
    const { recall: id } = (await recall()).json()
    const { leaf } = await list(id)
    const entry = (await centre.as('lan').get(`/ledger/entries/${leaf}`)).json()
    expect(entry.kind).toBe('recall')
    expect(JSON.parse(entry.text)).toEqual({
      ...{ format: 'tiep-am/recall/1', id, bulletin: 'a', title: 'a', version: 'a/1' },
      ...{ covers: ['a/1'], at: centre.clock.now(), reason: 'Ngày cắt sóng đã đổi' },
      recalledBy: 'minh',
    })
  })

  it('shows beforehand where it would strike and whom one has to call', async () => {
    const preview = await centre.as('minh').get('/bulletins/a/versions/1/recall-preview')
    expect(preview.json().covers).toEqual([
      { id: 'a/1', number: 1, language: 'vi', state: 'approved' },
    ])
    const stations = new Map(
      preview.json().stations.map((one: { station: string }) => [one.station, one]),
    )
    expect(stations.get('my-huong')).toMatchObject({ call: false, mayHold: true, onAir: false })
    expect(stations.get('my-huong')).toMatchObject({ nextAt: expect.any(Number) })
    expect(stations.get('long-hung')).toMatchObject({ call: true, mayHold: false, nextAt: null })
  })

  it('waits a minute for a player, and then says that somebody has to call', async () => {
    const { recall: id } = (await recall()).json()
    expect(await stateOf(id, 'my-huong')).toMatchObject({
      ...{ state: 'waiting', askedAt: centre.clock.now(), droppedAt: null },
    })
    expect(await stateOf(id, 'long-hung')).toMatchObject({ state: 'not-reached', askedAt: null })
    await centre.wait(MINUTE)
    expect(await stateOf(id, 'my-huong')).toMatchObject({ state: 'not-reached' })
    const said = { type: 'recall-applied', about: 'a/1', reason: '', amountMs: 0 } as const
    await push({ ...said, about: 'khác/9' })
    expect(await stateOf(id, 'my-huong')).toMatchObject({ state: 'not-reached' })
    await push(said, centre.clock.now() - 250)
    expect(await stateOf(id, 'my-huong')).toMatchObject({
      ...{ state: 'dropped', droppedAt: centre.clock.now() - 250, receivedAt: centre.clock.now() },
    })
  })

  it('is complete when every station dropped it or somebody there said that it is gone', async () => {
    const { recall: id } = (await recall()).json()
    await push({ type: 'recall-applied', about: 'a/1', reason: '', amountMs: 0 })
    const tally = async () => (await centre.as('giam-sat').get('/recalls')).json().recalls[0].tally
    expect(await tally()).toMatchObject({ stations: 4, dropped: 1, complete: false })
    const confirm = (station: string, as: string, body = {}) =>
      centre.as(as).post(`/recalls/${id}/stations/${station}/confirm`, body)
    expect((await confirm('hung-phu', 'truc-long-hung')).statusCode).toBe(403)
    const tappedAt = centre.clock.now()
    await centre.wait(5_000)
    const first = await confirm('long-hung', 'truc-long-hung', { tappedAt })
    expect(first.json()).toMatchObject({ way: 'station', by: 'Sample truc-long-hung', tappedAt })
    const again = await confirm('long-hung', 'truc-long-hung')
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json()).toEqual(first.json())
    expect((await confirm('hung-phu', 'giam-sat')).json()).toMatchObject({
      ...{ status: 400, code: 'recall-word-of-whom' },
    })
    const told = await confirm('hung-phu', 'giam-sat', { note: 'anh Bảy, trực máy' })
    expect(told.json()).toMatchObject({ way: 'telephone', note: 'anh Bảy, trực máy' })
    const entry = (await centre.as('lan').get(`/ledger/entries/${told.json().leaf}`)).json()
    expect(JSON.parse(entry.text)).toMatchObject({
      ...{ format: 'tiep-am/recall-confirmation/1', station: 'hung-phu', way: 'telephone' },
      ...{ confirmedBy: 'giam-sat', note: 'anh Bảy, trực máy' },
    })
    expect(await tally()).toMatchObject({ confirmed: 2, complete: false })
    await confirm('district', 'giam-sat', { note: 'kỹ thuật viên' })
    expect(await tally()).toMatchObject({ dropped: 1, confirmed: 3, notReached: 0, complete: true })
  })

  it('is not confirmed for a time before it or to come: the server’s is taken, and that is said', async () => {
    const { recall: id } = (await recall()).json()
    const confirm = async (station: string, as: string, tappedAt: number, note?: string) =>
      (
        await centre.as(as).post(`/recalls/${id}/stations/${station}/confirm`, { tappedAt, note })
      ).json()
    await centre.wait(MINUTE)
    const now = centre.clock.now()
    const said = 'Đồng hồ của máy đã bấm bị sai, nên lấy giờ máy chủ nhận.'
    expect(await confirm('long-hung', 'truc-long-hung', 9e15)).toMatchObject({
      ...{ tappedAt: now, at: now, note: said },
    })
    expect(await confirm('hung-phu', 'giam-sat', now - MINUTE - 1, 'anh Bảy')).toMatchObject({
      ...{ tappedAt: now, note: `anh Bảy (${said})` },
    })
    expect(await confirm('my-huong', 'truc-my-huong', now - MINUTE)).toMatchObject({
      ...{ tappedAt: now - MINUTE, at: now, note: '' },
    })
  })

  it('is confirmed at a station by its duty officer only, and on the telephone by the centre', async () => {
    const { recall: id } = (await recall()).json()
    const confirm = (as: string) =>
      centre.as(as).post(`/recalls/${id}/stations/long-hung/confirm`, { note: 'chị Ba' })
    for (const as of ['bien-long-hung', 'lanh-dao-long-hung'])
      expect((await confirm(as)).json()).toMatchObject({
        ...{ status: 403, code: 'recall-word-not-yours' },
      })
    expect((await confirm('lan')).json()).toMatchObject({ way: 'telephone' })
    expect((await confirm('truc-long-hung')).json()).toMatchObject({ way: 'station' })
  })

  it('of a successor that has not begun leaves on air what is right until then', async () => {
    const tomorrow = centre.clock.now() + 86_400_000
    const edited = await centre.as('lan').patch('/bulletins/a/versions/1', {
      ...{ text: 'Sai ngày', validFrom: tomorrow, validTo: null },
    })
    expect(edited.statusCode).toBe(200)
    await centre.as('lan').post('/bulletins/a/versions/2/submit')
    expect((await approve(centre, 'minh', 'a', 2)).statusCode).toBe(200)
    const versions = async () => (await centre.as('lan').get('/bulletins/a')).json().versions
    expect(await versions()).toMatchObject([{ supersededAt: tomorrow }, { state: 'approved' }])
    const at = '/bulletins/a/versions/2/recall'
    expect((await centre.as('minh').get(`${at}-preview`)).json().covers).toMatchObject([
      { number: 2 },
    ])
    const made = await centre.as('minh').post(at, { reason: 'Sai ngày' })
    expect(made.json().covers).toEqual(['a/2'])
    expect(await versions()).toMatchObject([
      { state: 'approved', supersededAt: null },
      { state: 'recalled' },
    ])
    await planAndPublish(centre.deps, centre.clock.now())
    expect(JSON.stringify((await manifestOf('district')).blocks)).toContain('a/1')
  })

  it('has a message ready that names the bulletin, the reason and the number to call', async () => {
    const { message } = await list((await recall()).json().recall)
    expect(message).toContain('08:00 ngày 12/08/2024')
    expect(message).toContain('"a" (bản 1 tiếng Việt)')
    expect(message).toContain('Lý do: Ngày cắt sóng đã đổi')
    expect(message).toContain('Đài huyện Mỹ Tú: 0299 3870 001')
  })

  it('shows a commune its own line only, and its duty officer what is still to be wiped', async () => {
    const { recall: id } = (await recall()).json()
    expect((await list(id, 'truc-long-hung')).stations).toMatchObject([{ station: 'long-hung' }])
    const mine = async () => (await centre.as('truc-long-hung').get('/duty/recalls')).json().recalls
    expect(await mine()).toMatchObject([{ id, station: 'long-hung', confirmed: false }])
    await centre.as('truc-long-hung').post(`/recalls/${id}/stations/long-hung/confirm`)
    expect(await mine()).toMatchObject([{ id, confirmed: true }])
  })

  it('of a commune’s own item concerns that commune alone', async () => {
    const { db } = centre.deps
    await db
      .updateTable('bulletin')
      .set({ unit_id: 'xa-long-hung' })
      .where('id', '=', 'b')
      .execute()
    const made = await centre
      .as('lanh-dao-long-hung')
      .post('/bulletins/b/versions/1/recall', { reason: 'sai tên' })
    const { stations } = await list(made.json().recall)
    expect(stations.map((one: { station: string }) => one.station)).toEqual(['long-hung'])
    const of = await centre.as('truc-my-huong').get(`/recalls/${made.json().recall}`)
    expect(of.json()).toMatchObject({ status: 404, code: 'recall-unknown' })
  })

  describe('and what a station airs after it', () => {
    const airAll = async (startedAfterMs: number, offsetMs = 0) => {
      const sound = itemOf(await manifestOf('my-huong'), 'a')
      const startedAt = centre.clock.now() + startedAfterMs
      for (const happening of [sound.started, sound.ended])
        await push({ ...happening, startedAt } as Happening, startedAt)
      if (offsetMs !== 0)
        await centre.deps.db
          .updateTable('airing')
          .set({ clock_offset_ms: offsetMs })
          .where('id', '=', sound.subject.airing)
          .execute()
      return sound.subject
    }
    const counts = async () => {
      const rows = (await centre.as('lan').get('/counts?from=2024-08-12&to=2024-08-14')).json()
      return rows.counts.filter(
        (one: { station: string; bulletin: string }) =>
          one.station === 'my-huong' && one.bulletin === 'a',
      )
    }
    const airing = async () =>
      (await centre.as('lan').get('/airings?bulletin=a&station=my-huong')).json().airings[0]

    it('is said to be after it, and counts as nothing', async () => {
      await airAll(1)
      expect(await airing()).toMatchObject({ outcome: 'aired', afterRecall: false })
      expect((await counts())[0]).toMatchObject({ aired: 1, relayed: 1, afterRecall: 0 })
      await recall()
      // Started a millisecond after the instant of the recall.
      expect(await airing()).toMatchObject({ outcome: 'aired', afterRecall: true })
      expect((await counts())[0]).toMatchObject({
        ...{ aired: 0, relayed: 0, partial: 0, soundMs: 0, afterRecall: 1 },
      })
      const [made] = (await centre.as('lan').get('/recalls')).json().recalls
      expect(await stateOf(made.id, 'my-huong')).toMatchObject({ airedAfter: 1 })
    })

    it('is told by the server’s time: the station’s own clock may be wrong', async () => {
      await airAll(1, -2_000)
      await recall()
      expect(await airing()).toMatchObject({ afterRecall: false })
      expect((await counts())[0]).toMatchObject({ aired: 1, afterRecall: 0 })
    })

    it('neither obliges a commune nor fulfils what it owes, and is shown in its cell', async () => {
      const { date } = await airAll(1)
      const cells = async () => {
        const day = (await centre.as('giam-sat').get(`/compliance/day?date=${date}`)).json()
        const row = day.communes.find((one: { station: string }) => one.station === 'my-huong')
        return row.cells as { relayed: number; owed: number; afterRecall: unknown[] }[]
      }
      const sum = (all: { relayed: number }[]) => all.reduce((n, { relayed }) => n + relayed, 0)
      expect(sum(await cells())).toBe(1)
      await recall()
      const after = await cells()
      expect(sum(after)).toBe(0)
      expect(after.flatMap((cell) => cell.afterRecall)).toMatchObject([{ title: 'a' }])
    })
  })
})
