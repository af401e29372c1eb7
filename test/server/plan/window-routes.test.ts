import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { districtWindow } from '../../support/programme.ts'

describe('making a window', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
  })
  afterEach(() => centre.stop())

  const make = (time: string, changes: Readonly<Record<string, unknown>> = {}, who = 'an') =>
    centre.as(who).post('/windows', districtWindow(time, changes))

  it('makes the same for each commune that relays it, naming the district’s', async () => {
    const [district, ...communes] = (await make('11:00:00')).json()
    expect(district).toMatchObject({ station: 'district', lengthMs: 300_000, relaysWindow: null })
    expect(communes.map((one: Record<string, unknown>) => [one.station, one.relaysWindow])).toEqual(
      [
        ['my-huong', district.id],
        ['long-hung', district.id],
        ['hung-phu', district.id],
      ],
    )
    expect((await centre.as('lan').get('/windows?station=long-hung')).json().length).toBe(1)
  })

  it('is refused with a sentence when any of the stations has another one then; nothing is made', async () => {
    await make('11:00:00', { station: 'long-hung', relayedBy: [], name: 'Sáng' }, 'an')
    const reply = await make('11:04:00')
    expect(reply.json()).toMatchObject({
      ...{ status: 409, code: 'window-overlap' },
      vi: 'Khung giờ chồng lên "Sáng" của Trạm Long Hưng, bắt đầu 11:00, lần đầu ngày 01/01/2024. Hãy đổi giờ, thời lượng hoặc ngày.',
    })
    expect((await centre.as('lan').get('/windows?station=district')).json()).toEqual([])
  })

  it('is refused in quiet hours until the office switches them off', async () => {
    expect((await make('03:15:00')).json().code).toBe('window-quiet')
    await centre.deps.db
      .insertInto('setting')
      .values({ name: 'quiet-hours', value: 'null' })
      .execute()
    expect((await make('03:15:00')).statusCode).toBe(201)
  })

  it('is refused when campaigns may take more of a part than there is, or a rule says a day twice', async () => {
    const part = { source: 'district', lengthMs: 60_000, campaignShareMs: 60_001 }
    const shared = await make('11:00:00', { segments: [part] })
    expect(shared.json()).toMatchObject({ status: 400, code: 'window-share-wrong' })
    const rule = `FREQ=MONTHLY;BYMONTHDAY=${Array(90).fill(1).join()}`
    expect((await make('11:00:00', { rule })).json().code).toBe('recurrence-malformed')
  })

  it('belongs to administrators, and relaying to windows of the district', async () => {
    expect((await make('11:00:00', {}, 'lan')).statusCode).toBe(403)
    expect((await make('11:00:00', { station: 'long-hung' })).json().code).toBe(
      'window-not-relayable',
    )
    expect((await make('11:00:00', { relayedBy: ['district'] })).json().code).toBe(
      'window-relay-unknown',
    )
    expect((await make('11:00:00', { station: 'nowhere' })).json().code).toBe('station-unknown')
  })

  it('says that the plan has to change', async () => {
    const told: unknown[] = []
    centre.deps.live.listen((change) => told.push(change))
    await make('11:00:00')
    expect(told).toEqual([{ topic: 'plan', station: 'district', cause: 'window' }])
  })
})
