import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme } from '../../support/programme.ts'

type Offered = { bulletin: string; standing: string; source: string; pick: { id: string } | null }

describe('a commune’s own programme', () => {
  let centre: Centre
  let window: string

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await addApproved(db, 'uu-tien', 40, { class: 'priority' })
    await addApproved(db, 'uu-tien-2', 40, { class: 'priority' })
    await addApproved(db, 'tin-xa', 30, { campaign_id: null })
    await db
      .updateTable('bulletin')
      .set({ unit_id: 'xa-my-huong' })
      .where('id', '=', 'tin-xa')
      .execute()
    await centre.as('lan').patch('/campaigns/tat-song-2g', { airedBy: ['district', 'my-huong'] })
    const own = await centre.as('an').post('/windows', {
      ...{ station: 'my-huong', name: 'Khung xã', startsAt: '18:00:00', validFrom: '2024-01-01' },
      segments: [{ source: 'commune', lengthMs: 130_000, campaignShareMs: null }],
    })
    window = own.json()[0].id
  })
  afterEach(() => centre.stop())

  const programme = async (who = 'truc-my-huong', station = 'my-huong') =>
    (await centre.as(who).get(`/commune-programme?station=${station}`)).json()
  const pick = (bulletin: string, windows: string[] | null = null, who = 'truc-my-huong') =>
    centre.as(who).post('/commune-programme/picks', { station: 'my-huong', bulletin, windows })
  const ownPlan = async () => {
    await planComingDays(centre.deps, centre.clock.now())
    const items = await centre.deps.db
      .selectFrom('plan_item as item')
      .innerJoin('plan_block as block', 'block.id', 'item.block_id')
      .select('item.bulletin_id')
      .where('block.station_id', '=', 'my-huong')
      .where('block.date', '=', '2024-08-12')
      .where('item.relay_of', 'is', null)
      .where('item.kind', '=', 'bulletin')
      .orderBy('item.position')
      .execute()
    return items.map(({ bulletin_id }) => bulletin_id)
  }

  it('is its own, what priority makes it carry, and of ordinary ones what it picks', async () => {
    const standings = async () =>
      Object.fromEntries(
        ((await programme()).offered as Offered[]).map(({ bulletin, standing }) => [
          bulletin,
          standing,
        ]),
      )
    expect(await standings()).toEqual({
      ...{ a: 'offered', b: 'offered', c: 'offered', 'tin-xa': 'own' },
      ...{ 'uu-tien': 'must', 'uu-tien-2': 'must' },
    })
    expect(await programme()).toMatchObject({
      ...{ mayDecide: true, hasPlaylist: true },
      windows: [{ id: window, startsAt: '18:00:00', lengthMs: 130_000 }],
    })
    expect((await pick('a', [window])).statusCode).toBe(201)
    expect((await standings()).a).toBe('picked')
    const [picked] = ((await programme()).offered as Offered[]).filter((one) => one.pick)
    const dropped = await centre
      .as('truc-my-huong')
      .delete(`/commune-programme/picks/${picked?.pick?.id}`)
    expect(dropped.statusCode).toBe(200)
    expect((await standings()).a).toBe('offered')
    const audits = await centre.deps.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'commune.%')
      .execute()
    expect(audits.map(({ action }) => action)).toEqual(['commune.picked', 'commune.dropped'])
  })

  it('airs in the commune’s part what must be, then what was picked, and nothing else that is lent', async () => {
    expect((await ownPlan()).filter((id) => ['a', 'b', 'c'].includes(id ?? ''))).toEqual([])
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('class', '=', 'priority')
      .execute()
    await pick('b')
    expect((await ownPlan()).toSorted()).toEqual(['b', 'tin-xa'])
  })

  it('is ordered by the commune when not all that must be fits, and every order is kept', async () => {
    const order = (bulletins: string[], who = 'truc-my-huong') =>
      centre.as(who).post('/commune-programme/order', { station: 'my-huong', bulletins })
    expect((await programme()).order).toMatchObject({ by: null, at: null })
    expect((await order(['uu-tien-2', 'uu-tien'])).statusCode).toBe(201)
    const { order: shown } = await programme()
    expect(shown.bulletins.map(({ id }: { id: string }) => id)).toEqual(['uu-tien-2', 'uu-tien'])
    expect(shown.by).toMatchObject({ id: 'truc-my-huong' })
    expect((await order(['a'])).json()).toMatchObject({ code: 'order-not-priority' })
    await order(['uu-tien', 'uu-tien-2'])
    const { db } = centre.deps
    expect((await db.selectFrom('priority_order').select('id').execute()).length).toBe(2)
    await expect(db.deleteFrom('priority_order').execute()).rejects.toThrow('append-only')
  })

  it('lists what it must carry as it will sound while nobody set an order', async () => {
    const planned = await ownPlan()
    const { order } = await programme()
    const listed = order.bulletins.map(({ id }: { id: string }) => id)
    const sounding = planned.filter((id) => listed.includes(id))
    expect(listed).toEqual([...new Set(sounding)])
    expect(order.by).toBeNull()
  })

  it('is decided by nobody but the commune', async () => {
    expect((await pick('a', null, 'truc-long-hung')).statusCode).toBe(403)
    expect(
      (await centre.as('truc-long-hung').get('/commune-programme?station=my-huong')).statusCode,
    ).toBe(403)
    expect((await pick('a', null, 'lan')).json()).toMatchObject({ code: 'commune-decides' })
    expect((await programme('lan')).mayDecide).toBe(false)
    const picked = ((await pick('a')).json().offered as Offered[]).find((one) => one.pick)
    const url = `/commune-programme/picks/${picked?.pick?.id}`
    expect((await centre.as('truc-long-hung').delete(url)).statusCode).toBe(403)
    expect((await centre.as('lan').delete(url)).json()).toMatchObject({ code: 'commune-decides' })
  })

  it('refuses what is not offered, needs no pick, has no such window, or has no playlist', async () => {
    expect((await pick('khong-co')).json()).toMatchObject({ code: 'pick-not-offered' })
    expect((await pick('tin-xa')).json()).toMatchObject({ code: 'pick-needless' })
    expect((await pick('a', ['khac'])).json()).toMatchObject({ code: 'pick-window-unknown' })
    const fm = await centre
      .as('truc-long-hung')
      .post('/commune-programme/picks', { station: 'long-hung', bulletin: 'a' })
    expect(fm.json()).toMatchObject({ code: 'commune-no-playlist' })
    expect((await centre.as('lan').get('/commune-programme?station=district')).statusCode).toBe(404)
  })

  it('speaks the languages that an administrator sets, and no others', async () => {
    await centre.deps.db
      .updateTable('station')
      .set({ languages: '["km","vi"]' })
      .where('id', '=', 'my-huong')
      .execute()
    const set = (languageMix: unknown, who = 'an') =>
      centre.as(who).patch('/stations/my-huong/language-mix', { languageMix })
    expect((await set({ km: 70, vi: 30 }, 'lan')).statusCode).toBe(403)
    expect((await set({ km: 70, vi: 20 })).json()).toMatchObject({ code: 'mix-sum' })
    expect((await set({ en: 100 })).json()).toMatchObject({ code: 'mix-language' })
    expect((await set({ km: 70, vi: 30 })).json()).toEqual({ languageMix: { km: 70, vi: 30 } })
    expect((await programme()).languageMix).toEqual({ km: 70, vi: 30 })
    expect((await set(null)).json()).toEqual({ languageMix: null })
  })
})
