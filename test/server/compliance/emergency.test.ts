import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { manifestOf, orderIds } from '../../support/emergencies.ts'
import { addApproved } from '../../support/programme.ts'
import { enrolKey, openPen, type StationPen, soundOf } from '../../support/station-pen.ts'

/** What communes made of an emergency that the district ordered. */
describe('an emergency among what communes owe', () => {
  let centre: Centre
  let pen: StationPen
  const newId = orderIds()

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addApproved(db, 'bao', 20, { class: 'emergency', campaign_id: null })
    await enrolKey(db, 'district', 'stationTwo')
    await enrolKey(db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
  })
  afterEach(() => centre.stop())

  const order = async (stations: readonly string[], repeats = 2) => {
    const wish = { id: newId(), version: 'bao/1', stations, repeats }
    const made = await centre.as('lan').post('/emergencies', wish)
    expect(made.statusCode).toBe(201)
    return made.json().id as string
  }
  const columnOf = async (who = 'giam-sat') => {
    const matrix = (await centre.as(who).get('/compliance/day')).json()
    const at = matrix.windows.findIndex((one: { emergency: boolean }) => one.emergency)
    const cells = matrix.communes.map((row: { station: string; cells: unknown[] }) => [
      row.station,
      row.cells[at],
    ])
    return { column: matrix.windows[at], cells: Object.fromEntries(cells), matrix }
  }
  /** What a station signs of its emergency. */
  const sound = async (station: string, by: StationPen, count = 2) => {
    const manifest = await manifestOf(centre, station)
    const block = manifest.blocks.find(({ urgent }) => urgent)
    for (const item of block?.items.slice(0, count) ?? []) {
      const { started, ended } = soundOf(manifest, block as never, item)
      for (const what of [started, ended])
        await centre.nobody.post(`/stations/${station}/events`, { events: [await by.write(what)] })
    }
  }
  const declare = (who: string, station: string, window: string, verdict = 'full') =>
    centre.as(who).post('/declarations', {
      ...{ id: newId(), station, window, date: '2024-08-12', verdict },
      ...{ declaredAt: centre.clock.now(), reason: verdict === 'full' ? null : 'power-cut' },
    })

  it('is a column of its own, in which each commune that was named owes it as often as ordered', async () => {
    await order(['district', 'my-huong', 'long-hung'])
    const { column, cells } = await columnOf()
    expect(column).toMatchObject({ name: 'bao', emergency: true, startsAt: centre.clock.now() })
    expect(cells['my-huong']).toMatchObject({ owed: 2, standing: 'upcoming' })
    expect(cells['hung-phu']).toMatchObject({ owed: 0, standing: 'nothing-owed' })
    await sound('my-huong', pen)
    await centre.wait(60_000)
    const after = await columnOf()
    expect(after.cells['my-huong']).toMatchObject({
      ...{ owed: 2, relayed: 2, standing: 'relayed', grade: 'logged' },
    })
    expect(after.cells['long-hung']).toMatchObject({ owed: 0 })
    expect(after.matrix.grades).toMatchObject({ logged: 2, none: 0 })
  })

  it('opens to the airing, and to the bulletin that was owed', async () => {
    await order(['district', 'my-huong'])
    await sound('my-huong', pen)
    await centre.wait(60_000)
    const { cells } = await columnOf()
    const [first] = cells['my-huong'].obligations
    const item = first.airing.replace(/\.\d+$/, '')
    const { airings } = (await centre.as('giam-sat').get(`/airings?item=${item}`)).json()
    expect(airings).toMatchObject([{ outcome: 'aired', relayOf: first.owes, station: 'my-huong' }])
  })

  it('is owed by an FM commune as the district’s signal carried it, and answered for by its officer', async () => {
    const id = await order(['district', 'long-hung'])
    await centre.wait(60_000)
    expect((await columnOf()).cells['long-hung']).toMatchObject({ owed: 0 })
    await sound('district', await openPen('district', 'stationTwo'), 1)
    expect((await columnOf()).cells['long-hung']).toMatchObject({
      owed: 1,
      standing: 'no-evidence',
    })
    const duty = (await centre.as('truc-long-hung').get('/duty')).json()
    const window = `emergency-${id}-long-hung`
    expect(duty.windows).toMatchObject([
      { window, name: 'bao', emergency: true, expected: [{ title: 'bao' }, { title: 'bao' }] },
    ])
    expect((await declare('truc-long-hung', 'long-hung', window)).statusCode).toBe(201)
    expect((await columnOf()).cells['long-hung']).toMatchObject({
      ...{ owed: 1, relayed: 1, standing: 'relayed', grade: 'declared' },
    })
  })

  it('is owed by a commune that was called, though the district itself stays silent', async () => {
    const id = await order(['long-hung', 'my-huong'], 1)
    await sound('my-huong', pen)
    await centre.wait(60_000)
    const { cells } = await columnOf()
    expect(cells['my-huong']).toMatchObject({ owed: 1, relayed: 1 })
    expect(cells['long-hung']).toMatchObject({ owed: 1, standing: 'no-evidence' })
    const duty = (await centre.as('truc-long-hung').get('/duty')).json()
    expect(duty.windows[0].expected).toMatchObject([{ title: 'bao', lengthMs: 20_000 }])
    await declare('truc-long-hung', 'long-hung', `emergency-${id}-long-hung`, 'none')
    expect((await columnOf()).cells['long-hung']).toMatchObject({ owed: 1, standing: 'missed' })
    const elsewhere = await declare('truc-hung-phu', 'hung-phu', `emergency-${id}-long-hung`)
    expect(elsewhere.json().code).toBe('declaration-window-unknown')
  })

  it('is not owed beyond where a person ended it, nor once it was recalled', async () => {
    const id = await order(['my-huong', 'long-hung'], 3)
    await centre.wait(25_000)
    await centre.as('lan').post(`/emergencies/${id}/end`)
    await centre.wait(60_000)
    const { cells } = await columnOf()
    expect(cells['my-huong']).toMatchObject({ owed: 2 })
    expect(cells['long-hung']).toMatchObject({ owed: 2 })
    await order(['long-hung'], 3)
    await centre.wait(5_000)
    await centre.as('minh').post('/bulletins/bao/versions/1/recall', { reason: 'sai' })
    const { matrix } = await columnOf()
    const row = matrix.communes.find(({ station }: { station: string }) => station === 'long-hung')
    expect(row.cells.map(({ owed }: { owed: number }) => owed)).toEqual([2, 1])
  })

  it('is shown to communes that it named, and to no other', async () => {
    await order(['my-huong'])
    expect((await columnOf('truc-my-huong')).column).toMatchObject({ emergency: true })
    expect((await columnOf('truc-long-hung')).column).toBeUndefined()
    expect((await centre.as('truc-long-hung').get('/duty')).json().windows).toEqual([])
  })

  it('is nobody’s while it waits for a second person', async () => {
    const night = await startCentre({ startsAt: Date.parse('2024-08-13T02:14:20+07:00') })
    try {
      await addApproved(night.deps.db, 'bao', 20, { class: 'emergency', campaign_id: null })
      const wish = { id: newId(), version: 'bao/1', stations: ['my-huong'], repeats: 1 }
      await night.as('hoa').post('/emergencies', wish)
      const read = async () => (await night.as('giam-sat').get('/compliance/day')).json()
      expect((await read()).windows).toEqual([])
      await night.wait(60_000)
      await night.as('minh').post(`/emergencies/${wish.id}/confirm`, { readBack: '02:14' })
      const [column] = (await read()).windows
      expect(column).toMatchObject({ emergency: true })
    } finally {
      await night.stop()
    }
  })
})
