import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { manifestOf, orderIds, sayStatus } from '../../support/emergencies.ts'
import { enrolKey, openPen, type StationPen } from '../../support/station-pen.ts'

/** Dừng phát. */
describe('an order to stop', () => {
  let centre: Centre
  let pen: StationPen
  const newId = orderIds()

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await enrolKey(db, 'my-huong', 'stationOne')
    await db
      .insertInto('cluster')
      .values(
        ['loa-cho', 'loa-truong', 'loa-xa'].map((id) => ({
          ...{ id, station_id: 'my-huong', name: id, technology: 'ip' as const, speakers: 2 },
          output: id === 'loa-xa' ? null : 'hls',
        })),
      )
      .execute()
    pen = await openPen('my-huong', 'stationOne')
    await planAndPublish(centre.deps, centre.clock.now())
    await sayStatus(centre, pen, { held: 1 })
  })
  afterEach(() => centre.stop())

  const stations = (...ids: string[]) => ({ kind: 'stations', stations: ids })
  const stop = (who: string, where: object, more: object = {}) =>
    centre.as(who).post('/stops', { id: newId(), where, reason: 'thử', ...more })
  const list = async (who = 'an') => (await centre.as(who).get('/stops')).json()
  const stepOf = async () => (await list()).orders[0].stations[0].step

  it('is in the manifest at once, and holds over planning until a person restarts it', async () => {
    const told: unknown[] = []
    centre.deps.live.listen((change) => told.push(change))
    const made = await stop('lan', stations('my-huong'))
    expect(made.statusCode).toBe(201)
    const { stop: id, step, way } = made.json().stations[0]
    expect({ step, way }).toEqual({ step: 'sending', way: 'wire' })
    expect((await manifestOf(centre, 'my-huong')).stops).toEqual([
      { id, at: centre.clock.now(), outputs: null, reason: 'thử' },
    ])
    expect((await manifestOf(centre, 'district')).stops).toBe(undefined)
    expect(told).toContainEqual({ topic: 'order', order: made.json().id })
    await centre.wait(86_400_000)
    await planAndPublish(centre.deps, centre.clock.now())
    expect((await manifestOf(centre, 'my-huong')).stops).toHaveLength(1)
    const back = await centre.as('minh').post('/stops/restart', { stops: [id] })
    expect(back.statusCode).toBe(200)
    expect((await manifestOf(centre, 'my-huong')).stops).toBe(undefined)
    const audited = await centre.deps.db
      .selectFrom('audit')
      .select(['action', 'staff_id', 'subject'])
      .where('action', 'like', 'stop.%')
      .orderBy('id')
      .execute()
    expect(audited).toEqual([
      { action: 'stop.ordered', staff_id: 'lan', subject: 'station/my-huong' },
      { action: 'stop.ended', staff_id: 'minh', subject: 'station/my-huong' },
    ])
  })

  it('says how far it has come, from what the player says alone', async () => {
    const { stop: id } = (await stop('lan', stations('my-huong'))).json().stations[0]
    const { version } = await manifestOf(centre, 'my-huong')
    expect(await stepOf()).toBe('sending')
    await sayStatus(centre, pen, { count: 2, held: version })
    expect(await stepOf()).toBe('received')
    const say = async (type: 'stopped' | 'restarted') =>
      centre.nobody.post('/stations/my-huong/events', {
        events: [await pen.write({ type, about: id, reason: '', amountMs: 0 }, 7_000)],
      })
    await say('stopped')
    expect((await list()).orders[0].stations[0]).toMatchObject({ step: 'silent', silentAt: 7_000 })
    await centre.as('lan').post('/stops/restart', { stops: [id] })
    expect(await stepOf()).toBe('restarting')
    await say('restarted')
    expect(await stepOf()).toBe('restarted')
  })

  it('silences one cluster by its output, and names those that fall silent with it', async () => {
    const where = { kind: 'cluster', station: 'my-huong', cluster: 'loa-cho' }
    const looked = await centre.as('lan').post('/stops/preview', { where })
    expect(looked.json().stations).toMatchObject([{ cluster: 'loa-cho', together: ['loa-truong'] }])
    await stop('lan', where)
    expect((await manifestOf(centre, 'my-huong')).stops).toMatchObject([{ outputs: ['hls'] }])
    expect((await stop('lan', { ...where, cluster: 'loa-truong' })).json().code).toBe(
      'stop-already',
    )
  })

  it('of everything leaves out what is stopped already, and lists whom to call', async () => {
    await centre.as('giam-sat').patch('/stations/long-hung', { phone: '0299 381 2345' })
    await stop('lan', stations('my-huong'))
    const all = (await stop('minh', { kind: 'all' })).json()
    expect(all.stations.map(({ station }: { station: string }) => station)).toEqual([
      ...['district', 'long-hung', 'hung-phu'],
    ])
    expect(all.stations[1]).toMatchObject({
      ...{ way: 'telephone', phone: '0299 381 2345', step: 'telephone', call: null },
      contacts: ['Sample truc-long-hung'],
    })
    expect((await stop('minh', { kind: 'all' })).json().code).toBe('stop-already')
    const call = (station: string, result = 'reached', who = 'lan') =>
      centre.as(who).post(`/orders/${all.id}/calls`, { station, result })
    expect((await call('long-hung', 'no-answer')).statusCode).toBe(204)
    await centre.wait(60_000)
    expect((await call('long-hung')).statusCode).toBe(204)
    expect((await list()).orders[0].stations[1].call).toEqual({
      ...{ result: 'reached', byName: 'Sample lan', at: centre.clock.now() },
    })
    // Who was told to stop has to be told again that it may go on.
    const stops = all.stations.map((one: { stop: string }) => one.stop)
    await centre.as('lan').post('/stops/restart', { stops })
    expect((await list()).orders[0].stations[1]).toMatchObject({ step: 'telephone', call: null })
    expect((await call('my-huong')).json().code).toBe('call-not-there')
    expect((await call('long-hung', 'reached', 'truc-long-hung')).statusCode).toBe(403)
  })

  it('of a station that was not heard of for a minute is a call', async () => {
    await centre.wait(61_000)
    expect((await stop('lan', stations('my-huong'))).json().stations).toMatchObject([
      { way: 'telephone', step: 'telephone' },
    ])
  })

  it('of a station that does not exist is refused as unknown, not as somebody else’s', async () => {
    for (const where of [
      stations('my-huong', 'nowhere'),
      { kind: 'cluster', station: 'nowhere', cluster: 'c1' },
    ])
      expect((await stop('lan', where)).json()).toMatchObject({
        ...{ status: 404, code: 'station-unknown' },
      })
    expect((await list()).orders).toEqual([])
  })

  it('is given by who is on duty for the own station only, and lifted by whoever had the right', async () => {
    const own = await stop('truc-my-huong', stations('my-huong'))
    expect(own.statusCode).toBe(201)
    const foreign = await stop('truc-my-huong', stations('my-huong', 'long-hung'))
    expect(foreign.json()).toMatchObject({ status: 403, code: 'stop-not-yours' })
    const [mine] = own.json().stations
    const restart = (who: string, id: string) =>
      centre.as(who).post('/stops/restart', { stops: [id] })
    expect((await restart('truc-long-hung', mine.stop)).json().code).toBe('restart-not-yours')
    expect((await restart('truc-my-huong', mine.stop)).statusCode).toBe(200)
    expect((await restart('truc-my-huong', mine.stop)).json().code).toBe('stop-over')
    const theirs = (await stop('lan', stations('my-huong'))).json().stations[0].stop
    expect((await list('truc-my-huong')).orders[0].stations[0].mayRestart).toBe(false)
    expect((await restart('truc-my-huong', theirs)).json().code).toBe('restart-not-yours')
    expect((await restart('truc-my-huong', 'stop-none')).json().code).toBe('stop-unknown')
  })

  it('means by all what is theirs, for who is on duty', async () => {
    const all = await stop('truc-long-hung', { kind: 'all' })
    expect(all.json().stations).toMatchObject([{ station: 'long-hung' }])
    expect(await list('truc-long-hung')).toMatchObject({ mayStop: true, mayStopAll: false })
    expect(await list('lan')).toMatchObject({ mayStop: true, mayStopAll: true })
    expect(await list('giam-sat')).toMatchObject({ mayStop: false, mayStopAll: false })
  })

  it('is refused to who has no right, for clusters that cannot be stopped alone, and a second time', async () => {
    const cluster = (id: string) => ({ kind: 'cluster', station: 'my-huong', cluster: id })
    expect((await stop('giam-sat', { kind: 'all' })).statusCode).toBe(403)
    expect((await centre.nobody.post('/stops', {})).statusCode).toBe(401)
    expect((await stop('lan', cluster('loa-xa'))).json()).toMatchObject({
      code: 'stop-cluster-no-output',
      params: { cluster: 'loa-xa' },
    })
    expect((await stop('lan', cluster('loa-nao'))).json().code).toBe('stop-cluster-unknown')
    const id = newId()
    await stop('lan', stations('my-huong'), { id })
    expect((await stop('lan', stations('district'), { id })).json().code).toBe('order-repeated')
  })

  it('of somebody at the station is shown, and is not ours to lift', async () => {
    const words = { about: 'local-1', reason: 'sửa loa', amountMs: 0 }
    const push = async (type: 'stopped' | 'restarted') =>
      centre.nobody.post('/stations/my-huong/events', {
        events: [await pen.write({ type, ...words }, 5_000)],
      })
    await push('stopped')
    expect((await list()).atStations).toEqual([
      { station: 'my-huong', stationName: 'Trạm Mỹ Hương', at: 5_000, reason: 'sửa loa' },
    ])
    await push('restarted')
    expect((await list()).atStations).toEqual([])
  })
})

describe('a cluster', () => {
  it('is tied to an output by an administrator alone', async () => {
    const centre = await startCentre()
    await centre.deps.db
      .insertInto('cluster')
      .values({
        ...{ id: 'c1', station_id: 'my-huong', name: 'Cụm 1', technology: 'ip', speakers: 2 },
        output: null,
      })
      .execute()
    const put = (who: string, cluster = 'c1', station = 'my-huong') =>
      centre.as(who).put(`/stations/${station}/clusters/${cluster}`, { output: 'loa-1' })
    expect((await put('lan')).statusCode).toBe(403)
    expect((await put('an')).json().clusters).toMatchObject([{ id: 'c1', output: 'loa-1' }])
    expect((await put('an', 'c1', 'long-hung')).json().code).toBe('cluster-unknown')
    await centre.stop()
  })
})
