import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve } from '../../support/life.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { seedSound } from '../../support/sound.ts'

describe('the record of a bulletin', () => {
  let centre: Centre
  let bulletin: string
  let heardAt: number
  beforeAll(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    const campaign = await centre.deps.db.selectFrom('campaign').select('id').executeTakeFirst()
    const made = await centre.as('lan').post('/bulletins', {
      ...{ title: 'Lùi đến 15/10', text: 'Bản đầu', class: 'priority' },
      campaign: campaign?.id,
    })
    bulletin = made.json().id
    const at = `/bulletins/${bulletin}/versions/1`
    const { asset } = await seedSound(centre, 'lùi')
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: asset })
      .where('bulletin_id', '=', bulletin)
      .execute()
    await centre.as('lan').post(`${at}/submit`)
    await centre.wait(1_000)
    await centre.as('minh').post(`${at}/send-back`, { note: 'Thiếu số điện thoại' })
    await centre.wait(1_000)
    await centre.as('hoa').patch(at, { text: 'Bản sửa', validTo: centre.clock.now() + 86_400_000 })
    await centre.as('lan').patch(at, { text: 'Bản sửa' })
    await centre.as('lan').post(`${at}/submit`)
    await approve(centre, 'minh', bulletin)
    heardAt = centre.clock.now()
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterAll(() => centre.stop())

  it('says who did what when and why, newest first; an edit of nothing is none', async () => {
    const { entries } = (await centre.as('giam-sat').get(`/bulletins/${bulletin}/history`)).json()
    expect(
      entries.map(
        (one: { by: { name: string }; action: string }) => `${one.by.name} ${one.action}`,
      ),
    ).toEqual([
      ...['Sample minh bulletin.approve', 'Sample lan bulletin.submit', 'Sample hoa bulletin.edit'],
      ...[
        'Sample minh bulletin.send-back',
        'Sample lan bulletin.submit',
        'Sample lan bulletin.write',
      ],
    ])
    expect(entries[2]).toMatchObject({ changed: ['text', 'validTo'], version: `${bulletin}/1` })
    expect(entries[3]).toMatchObject({ note: 'Thiếu số điện thoại', changed: [] })
    expect((await centre.as('lan').get('/bulletins/nirgends/history')).statusCode).toBe(404)
  })

  it('holds everything that the approval sheet prints', async () => {
    const reply = await centre.as('lan').get(`/bulletins/${bulletin}/versions/1/sheet`)
    expect(reply.json()).toMatchObject({
      ...{ office: 'Huyện Mỹ Tú', unitName: 'Huyện Mỹ Tú', title: 'Lùi đến 15/10' },
      ...{ campaign: { name: 'Tắt sóng 2G' }, original: null, sample: false },
      editors: [{ id: 'lan' }, { id: 'hoa' }],
      version: {
        ...{ number: 1, text: 'Bản sửa', class: 'priority', contentType: 'news' },
        ...{ approver: { name: 'Sample minh' }, state: 'approved' },
        sound: { lengthMs: 10_000, loudness: -1600 },
        seal: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      digests: {
        master: expect.stringMatching(/^[0-9a-f]{64}$/),
        original: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      listenings: [{ by: { id: 'minh' }, endedAt: heardAt }],
    })
    const { history } = reply.json()
    expect(history.map((one: { action: string }) => one.action)).toEqual([
      ...['bulletin.write', 'bulletin.submit', 'bulletin.send-back', 'bulletin.edit'],
      ...['bulletin.submit', 'bulletin.approve'],
    ])
  })

  it('says where it is planned, from now on or on the dates that are named', async () => {
    const items = async (more = '') =>
      (await centre.as('lan').get(`/plan/items?bulletin=${bulletin}${more}`)).json().items
    const all = await items()
    expect(all.length).toBeGreaterThan(1)
    expect(all[0]).toMatchObject({
      ...{ station: 'district', windowName: '11:00', version: `${bulletin}/1`, number: 1 },
      ...{ language: 'vi', relayOf: null },
    })
    expect(all[0].endsAt - all[0].startsAt).toBe(10_000)
    const relayed = all.find((one: { station: string }) => one.station === 'my-huong')
    expect(relayed).toMatchObject({ relayOf: all[0].item, startsAt: all[0].startsAt })
    const day = await items(`&from=${all[0].date}&to=${all[0].date}&station=district`)
    expect(day).toEqual([all[0]])
    expect(await items('&version=b/9')).toEqual([])
    await centre.wait(all[0].endsAt - centre.clock.now())
    expect(await items('&station=district')).not.toContainEqual(all[0])
    expect(await items(`&from=${all[0].date}&station=district`)).toContainEqual(all[0])
  })

  it('filters what was aired by bulletin', async () => {
    const reply = await centre.as('lan').get(`/airings?bulletin=${bulletin}`)
    expect(reply.json()).toMatchObject({ airings: [] })
  })
})
