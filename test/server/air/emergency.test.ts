import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultIn } from '../../../playout/contract/trusted-manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { manifestOf, orderIds, sayStatus } from '../../support/emergencies.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, type StationPen, soundOf } from '../../support/station-pen.ts'

/** Phát khẩn cấp. */
describe('an emergency order', () => {
  let centre: Centre
  let pen: StationPen
  const newId = orderIds()

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await addApproved(db, 'bao', 20, { class: 'emergency', campaign_id: null })
    await addApproved(db, 'uu-tien', 20, { class: 'priority' })
    await enrolKey(db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    await centre.as('an').post('/windows', districtWindow('08:00:30'))
    await planAndPublish(centre.deps, centre.clock.now())
    await sayStatus(centre, pen, { held: 1 })
  })
  afterEach(() => centre.stop())

  const wish = { version: 'bao/1', stations: ['district', 'my-huong'], repeats: 2 }
  const order = (who = 'lan', changes: object = {}) =>
    centre.as(who).post('/emergencies', { ...wish, id: newId(), ...changes })
  const urgentIn = async (station: string) =>
    (await manifestOf(centre, station)).blocks.filter(({ urgent }) => urgent)
  const list = async (who = 'lan') => (await centre.as(who).get('/emergencies')).json()
  const stepAt = async (station: string) =>
    (await list())[0].stations.find((one: { station: string }) => one.station === station).step

  it('is a block of its own in each manifest at once, repeated, and the commune relays it', async () => {
    const made = await order()
    expect(made.statusCode).toBe(201)
    const [district] = await urgentIn('district')
    const [commune] = await urgentIn('my-huong')
    expect(district).toMatchObject({ startsAt: centre.clock.now(), lengthSamples: 40 * 48_000 })
    expect(district?.items.map(({ offsetSamples }) => offsetSamples)).toEqual([0, 20 * 48_000])
    expect(commune?.items.map(({ relayOf }) => relayOf)).toEqual(
      district?.items.map(({ id }) => id),
    )
    expect(faultIn(await manifestOf(centre, 'my-huong'))).toBe(null)
    expect(made.json()).toMatchObject({
      ...{ state: 'running', mayEnd: true, mayConfirm: false, lengthMs: 20_000 },
      stations: [
        { station: 'district', way: 'telephone', step: 'telephone' },
        { station: 'my-huong', way: 'wire', step: 'sending', startsAt: centre.clock.now() },
      ],
    })
  })

  it('lies ready at every station before anybody orders it', async () => {
    const { assets, blocks } = await manifestOf(centre, 'my-huong')
    const used = new Set(blocks.flatMap(({ items }) => items.map(({ asset }) => asset)))
    expect(assets.filter(({ id }) => !used.has(id)).map(({ title }) => title)).toEqual(['bao'])
  })

  it('leaves the plan as it was, and stands in the playlist with who ordered it', async () => {
    const before = (await manifestOf(centre, 'district')).blocks
    const { id } = (await order()).json()
    await planAndPublish(centre.deps, centre.clock.now() + 60_000)
    const after = (await manifestOf(centre, 'district')).blocks
    expect(after.filter(({ urgent }) => !urgent)).toEqual(before)
    const versions = await centre.deps.db
      .selectFrom('plan_version')
      .select(['cause', 'staff_id'])
      .where('station_id', '=', 'my-huong')
      .where('date', '=', '2024-08-12')
      .orderBy('number')
      .execute()
    expect(versions.at(-1)).toEqual({ cause: 'emergency', staff_id: 'lan' })
    const audited = await centre.deps.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', 'like', 'emergency.%')
      .execute()
    expect(audited).toEqual([{ action: 'emergency.ordered', subject: `emergency/${id}` }])
  })

  it('says how far it has come, and its airings count like others', async () => {
    await order()
    const manifest = await manifestOf(centre, 'my-huong')
    const [block] = manifest.blocks.filter(({ urgent }) => urgent)
    if (!block) throw new Error('no block')
    expect(await stepAt('my-huong')).toBe('sending')
    await sayStatus(centre, pen, { count: 2, held: manifest.version })
    expect(await stepAt('my-huong')).toBe('received')
    const sounds = block.items.map((item) => soundOf(manifest, block, item))
    const push = async (what: Parameters<StationPen['write']>[0]) =>
      centre.nobody.post('/stations/my-huong/events', { events: [await pen.write(what)] })
    const [first, second] = sounds
    if (!first || !second) throw new Error('no items')
    await push(first.started)
    expect(await stepAt('my-huong')).toBe('sounding')
    await push(first.ended)
    await push(second.started)
    await push(second.ended)
    expect((await list())[0].stations[1]).toMatchObject({
      ...{ step: 'sounded', sounded: 2, startedAt: block.startsAt },
    })
    const { airings } = (await centre.as('lan').get('/airings?version=bao/1')).json()
    expect(airings).toMatchObject([{ outcome: 'aired' }, { outcome: 'aired' }])
  })

  it('is over once it sounded whole at every player, and can be ordered there again', async () => {
    await order()
    const manifest = await manifestOf(centre, 'my-huong')
    const [block] = manifest.blocks.filter(({ urgent }) => urgent)
    if (!block) throw new Error('no block')
    const push = async (what: Parameters<StationPen['write']>[0]) =>
      centre.nobody.post('/stations/my-huong/events', { events: [await pen.write(what)] })
    for (const item of block.items) {
      const again = await order('minh', { stations: ['my-huong'] })
      expect(again.json().code).toBe('emergency-running')
      expect((await list())[0].state).toBe('running')
      const { started, ended } = soundOf(manifest, block, item)
      await push(started)
      await push(ended)
    }
    // The district has no player here: nothing there will sound by itself.
    expect((await list())[0]).toMatchObject({ state: 'over', mayEnd: false })
    const again = await order()
    expect(again.statusCode).toBe(201)
    expect(again.json().state).toBe('running')
    expect(await urgentIn('my-huong')).toHaveLength(2)
  })

  it('is over when its time has passed, and says of which stations nothing was heard', async () => {
    await order()
    await sayStatus(centre, pen, { count: 2, held: 1 })
    await centre.wait(10 * 60_000 + 41_000)
    await sayStatus(centre, pen, { count: 3, held: 1 })
    const [shown] = await list()
    expect(shown.state).toBe('over')
    expect(shown.stations.map(({ step }: { step: string }) => step)).toEqual([
      'telephone',
      'no-word',
    ])
  })

  it('goes out of every manifest when somebody ends it, and what had begun stays in the plan', async () => {
    const { id } = (await order()).json()
    await centre.wait(5_000)
    const end = (who: string) => centre.as(who).post(`/emergencies/${id}/end`)
    expect((await end('truc-my-huong')).statusCode).toBe(403)
    expect((await end('lanh-dao-long-hung')).json().code).toBe('emergency-not-yours')
    expect((await end('minh')).json()).toMatchObject({ state: 'ended', endedByName: 'Sample minh' })
    expect(await urgentIn('my-huong')).toEqual([])
    await planAndPublish(centre.deps, centre.clock.now())
    expect(await urgentIn('my-huong')).toEqual([])
    const items = await centre.deps.db
      .selectFrom('plan_item')
      .innerJoin('plan_block', 'plan_block.id', 'plan_item.block_id')
      .select('plan_block.station_id')
      .where('plan_block.urgent', '=', 1)
      .orderBy('station_id')
      .execute()
    expect(items.map(({ station_id }) => station_id)).toEqual(['district', 'my-huong'])
    expect((await end('minh')).json().code).toBe('emergency-over')
  })

  it('goes out when its version is recalled', async () => {
    await order()
    await centre.as('minh').post('/bulletins/bao/versions/1/recall', { reason: 'sai giờ' })
    const [block] = await urgentIn('my-huong')
    expect(block?.items).toEqual([])
    expect((await order('lan', { stations: ['hung-phu'] })).json().code).toBe('emergency-not-one')
  })

  it('names before it is ordered what it interrupts, what is stopped, and whom to call', async () => {
    const stop = { id: newId(), where: { kind: 'stations', stations: ['district'] } }
    await centre.as('lan').post('/stops', stop)
    const onAir = { item: 'i', title: 'Tin sáng', kind: 'bulletin', startedAt: 0, endsAt: 1 }
    await sayStatus(centre, pen, { count: 2, held: 1, onAir } as never)
    const stations = [...wish.stations, 'long-hung']
    const looked = await centre.as('lan').post('/emergencies/preview', { ...wish, stations })
    expect(looked.json()).toMatchObject({
      ...{ title: 'bao', lengthMs: 40_000 },
      stations: [
        { station: 'district', stopped: true, needsSecond: false },
        { station: 'long-hung', way: 'telephone', contacts: ['Sample truc-long-hung'] },
        { station: 'my-huong', stopped: false, interrupts: 'Tin sáng', way: 'wire' },
      ],
    })
    expect((await centre.as('lan').get('/emergencies')).json()).toEqual([])
    expect((await centre.as('lan').get('/emergencies/bulletins')).json()).toMatchObject([
      { version: 'bao/1', lengthMs: 20_000 },
    ])
  })

  it('is refused for other classes, too often, twice, without right, and in another language', async () => {
    const codeOf = async (who: string, changes: object) => (await order(who, changes)).json().code
    expect(await codeOf('lan', { version: 'uu-tien/1' })).toBe('emergency-not-one')
    expect(await codeOf('lan', { version: 'khong-co/1' })).toBe('emergency-not-one')
    await addApproved(centre.deps.db, 'dai', 400, { class: 'emergency', campaign_id: null })
    expect(await codeOf('lan', { version: 'dai/1', repeats: 10 })).toBe('emergency-long')
    await addApproved(centre.deps.db, 'het', 9, { class: 'emergency', campaign_id: null })
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ valid_to: centre.clock.now() + 1_000 })
      .where('id', '=', 'het/1')
      .execute()
    expect(await codeOf('lan', { version: 'het/1' })).toBe('emergency-not-valid')
    await addApproved(centre.deps.db, 'kh', 9, {
      ...{ class: 'emergency', campaign_id: null, language: 'km' },
    })
    expect(await codeOf('lan', { version: 'kh/1' })).toBe('emergency-language')
    expect(await codeOf('bien-long-hung', {})).toBe('emergency-not-yours')
    expect((await order('truc-my-huong')).statusCode).toBe(403)
    expect(await codeOf('lan', { stations: ['nowhere'] })).toBe('station-unknown')
    const id = newId()
    expect((await order('lan', { id })).statusCode).toBe(201)
    expect(await codeOf('lan', { id })).toBe('order-repeated')
    expect(await codeOf('minh', { stations: ['my-huong'] })).toBe('emergency-running')
    expect((await order('lan', { repeats: 11 })).statusCode).toBe(400)
  })
})

/** Promise 5. */
describe('an emergency order in quiet hours', () => {
  let centre: Centre
  const newId = orderIds()

  beforeEach(async () => {
    centre = await startCentre({ startsAt: Date.parse('2024-08-13T02:14:20+07:00') })
    await addApproved(centre.deps.db, 'bao', 20, { class: 'emergency', campaign_id: null })
    await enrolKey(centre.deps.db, 'my-huong', 'stationOne')
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const order = async (who: string) => {
    const wish = { id: newId(), version: 'bao/1', stations: ['my-huong'], repeats: 1 }
    return (await centre.as(who).post('/emergencies', wish)).json()
  }
  const confirm = (id: string, who: string, readBack = '02:14') =>
    centre.as(who).post(`/emergencies/${id}/confirm`, { readBack })
  const urgent = async () =>
    (await manifestOf(centre, 'my-huong')).blocks.filter(({ urgent }) => urgent)

  it('sounds nowhere until another approver has typed the hour back', async () => {
    const made = await order('hoa')
    expect(made).toMatchObject({ state: 'waiting', hour: '02:14', mayConfirm: false })
    expect(made.stations).toMatchObject([{ step: 'second-person', startsAt: null }])
    await planAndPublish(centre.deps, centre.clock.now())
    expect(await urgent()).toEqual([])
    expect((await confirm(made.id, 'hoa')).json().code).toBe('emergency-same-person')
    expect((await confirm(made.id, 'lan')).statusCode).toBe(403)
    expect((await confirm(made.id, 'lanh-dao-long-hung')).json().code).toBe('emergency-not-yours')
    expect((await confirm(made.id, 'minh', '14:02')).json().code).toBe('emergency-read-back')
    expect(await urgent()).toEqual([])
    await centre.wait(90_000)
    const confirmed = await confirm(made.id, 'minh')
    expect(confirmed.json()).toMatchObject({ state: 'running', confirmedByName: 'Sample minh' })
    const [block] = await urgent()
    expect(block).toMatchObject({ startsAt: centre.clock.now(), items: [{ title: 'bao' }] })
    expect((await confirm(made.id, 'minh')).json().code).toBe('emergency-settled')
    await planAndPublish(centre.deps, centre.clock.now() + 30_000)
    expect(await urgent()).toHaveLength(1)
    // Once it is ended the second person's word holds no longer, and nobody is asked about it.
    const asked = async () => (await centre.as('minh').get('/quiet-confirmations')).json()
    expect(await asked()).toMatchObject([{ state: 'confirmed' }])
    expect((await centre.as('minh').post(`/emergencies/${made.id}/end`)).statusCode).toBe(200)
    expect(await asked()).toMatchObject([{ state: 'withdrawn' }])
  })

  it('is let go when nobody confirms it in half an hour, or it is ended or recalled meanwhile', async () => {
    const late = await order('lan')
    await centre.wait(30 * 60_000)
    expect((await confirm(late.id, 'minh')).json().code).toBe('emergency-settled')
    expect((await centre.as('lan').get('/emergencies')).json()).toMatchObject([{ state: 'over' }])
    const ended = await order('lan')
    await centre.as('lan').post(`/emergencies/${ended.id}/end`)
    expect((await confirm(ended.id, 'minh', '02:44')).json().code).toBe('emergency-settled')
    const recalled = await order('lan')
    await centre.as('minh').post('/bulletins/bao/versions/1/recall', { reason: 'tin sai' })
    expect((await confirm(recalled.id, 'hoa', '02:44')).json().code).toBe('emergency-not-one')
    expect(await urgent()).toEqual([])
    expect((await confirm('khong-co', 'minh')).json().code).toBe('emergency-unknown')
  })
})
