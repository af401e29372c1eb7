import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

const at = (text: string) => Date.parse(`${text}:00+07:00`)
const CAMPAIGN = 'tat-song-2g'

describe('what a campaign asks for', () => {
  let centre: Centre
  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
  })
  afterEach(() => centre.stop())

  const change = async (body: Readonly<Record<string, unknown>>, who = 'lan') =>
    centre.as(who).patch(`/campaigns/${CAMPAIGN}`, body)
  const phase = (name: string, from: string, until: string | null, versions: string[]) => ({
    ...{ name, fromAt: at(from), untilAt: until && at(until), versions },
  })
  const planned = async () => {
    await planComingDays(centre.deps, centre.clock.now())
    const items = await centre.deps.db
      .selectFrom('plan_item as item')
      .innerJoin('plan_block as block', 'block.id', 'item.block_id')
      .select(['item.version_id as version', 'block.date'])
      .where('block.station_id', '=', 'district')
      .where('item.kind', '=', 'bulletin')
      .orderBy('block.starts_at')
      .orderBy('item.position')
      .execute()
    return Map.groupBy(items, ({ date }) => date)
  }

  it('is kept whole, read back, changed by the district’s editor, and audited before and after', async () => {
    const made = await centre.as('lan').post('/campaigns', {
      ...{
        name: 'An toàn nước',
        periodFrom: '2024-08-01',
        periodTo: '2024-12-31',
        floor: 2,
        cap: 4,
      },
      ...{ weight: 5, spread: 2, bulletinGapMs: 3_600_000, campaignGapMs: 600_000 },
      ...{ sharePercent: 60, heardAt: ['my-huong'], airedBy: ['district', 'my-huong'] },
      dispatchText: 'Kính gửi: UBND các xã',
    })
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    expect((await centre.as('truc-my-huong').get(`/campaigns/${id}`)).json()).toMatchObject({
      ...{ floor: 2, cap: 4, weight: 5, spread: 2, sharePercent: 60, heardAt: ['my-huong'] },
      ...{ airedBy: ['district', 'my-huong'], dispatchText: 'Kính gửi: UBND các xã' },
      ...{ mayEdit: false, said: [{ code: 'campaign-empty' }] },
    })
    expect((await change({ floor: 3 }, 'bien-long-hung')).statusCode).toBe(403)
    expect((await change({ floor: 3, cap: 3 })).json()).toMatchObject({ floor: 3, cap: 3 })
    await change({ floor: 3 })
    const entries = await centre.deps.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'campaign.changed')
      .execute()
    expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([
      { 'floor.before': 0, 'floor.after': 3, 'cap.before': null, 'cap.after': 3 },
    ])
  })

  it('is refused with what to do when it cannot be', async () => {
    const codes = async (body: Readonly<Record<string, unknown>>) =>
      (await change(body)).json().code
    expect(await codes({ floor: 5, cap: 2 })).toBe('campaign-floor-above-cap')
    expect(await codes({ cap: 0 })).toBe('campaign-cap-zero')
    expect(await codes({ heardAt: ['khong-co'] })).toBe('campaign-place-unknown')
    expect(await codes({ extendedUntil: '2024-07-01' })).toBe('campaign-ends-before')
    // An extension does not hide that what was ordered ends before it begins.
    const turned = { periodTo: '2024-07-01', extendedUntil: '2024-12-31' }
    expect(await codes(turned)).toBe('campaign-ends-before')
    for (const field of ['periodFrom', 'periodTo', 'extendedUntil'])
      expect((await change({ [field]: '2567-09-30' })).statusCode).toBe(400)
    const past = { name: 'Đã qua', periodFrom: '2024-07-01', periodTo: '2024-08-11' }
    const refused = (await centre.as('lan').post('/campaigns', past)).json()
    expect(refused).toMatchObject({ code: 'campaign-already-over' })
    expect(refused.vi).toContain('11/08/2024')
    expect((await change({ extendedUntil: '2024-08-11' })).json().said).toMatchObject([
      { severity: 'warning', code: 'campaign-over' },
    ])
  })

  it('refuses phases that overlap, are turned round, or name what is foreign, recalled or torn apart', async () => {
    const { db } = centre.deps
    await addApproved(db, 'khac', 30, { campaign_id: null })
    await addApproved(db, 'cu', 30, { state: 'recalled' })
    const code = async (...phases: unknown[]) => (await change({ phases })).json().code
    const [one, two] = [
      phase('Một', '2024-08-01T00:00', '2024-09-13T17:00', ['a/1']),
      phase('Hai', '2024-09-13T17:00', '2024-10-17T00:00', ['b/1']),
    ]
    const reply = (
      await change({ phases: [one, { ...two, fromAt: at('2024-09-10T05:00') }] })
    ).json()
    expect(reply.code).toBe('phase-overlap')
    expect(reply.vi).toContain('05:00 10/09/2024')
    expect(await code({ ...one, untilAt: one.fromAt })).toBe('phase-ends-before')
    expect(await code({ ...one, versions: ['khac/1'] })).toBe('phase-version-foreign')
    expect(await code({ ...one, versions: ['cu/1'] })).toBe('phase-version-recalled')
    const three = phase('Ba', '2024-10-17T00:00', null, ['a/1'])
    expect(await code(one, two, three)).toBe('phase-version-apart')
    expect((await change({ phases: [one, two] })).statusCode).toBe(200)
  })

  it('warns of a gap, an empty phase, and of versions that then never sound', async () => {
    const { said } = (
      await change({
        phases: [
          phase('Một', '2024-08-01T00:00', '2024-08-13T00:00', ['a/1']),
          phase('Hai', '2024-08-14T00:00', null, []),
        ],
      })
    ).json()
    expect(said.map(({ code }: { code: string }) => code)).toEqual([
      ...['phase-gap', 'phase-empty', 'version-in-no-phase', 'version-in-no-phase'],
    ])
    expect(said[0].vi).toContain('Từ 00:00 13/08/2024 đến 00:00 14/08/2024')
  })

  it('lets a version sound only in the phase that names it', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await change({
      phases: [
        phase('Một', '2024-08-01T00:00', '2024-08-13T00:00', ['a/1', 'b/1']),
        phase('Hai', '2024-08-13T00:00', null, ['c/1']),
      ],
    })
    const days = await planned()
    const versions = (date: string) => new Set(days.get(date)?.map(({ version }) => version))
    expect(versions('2024-08-12')).toEqual(new Set(['a/1', 'b/1']))
    expect(versions('2024-08-13')).toEqual(new Set(['c/1']))
  })

  it('holds the plan to its cap, and the district to what others alone air', async () => {
    for (const time of ['09:00:00', '11:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await change({ cap: 2 })
    expect((await planned()).get('2024-08-13')).toHaveLength(2)
    await change({ airedBy: ['my-huong'] })
    expect((await planned()).get('2024-08-13') ?? []).toEqual([])
  })

  it('is looked over before it is saved: by how much the windows cannot give it', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    const check = async (body: Readonly<Record<string, unknown>>) =>
      (
        await centre.as('lan').post('/campaigns/check', {
          ...{ campaign: CAMPAIGN, name: 'x', periodFrom: '2024-08-01', periodTo: '2024-10-16' },
          ...body,
        })
      ).json().said as { code: string; severity: string; vi: string }[]
    expect(await check({ floor: 1 })).toEqual([])
    const [lacks] = await check({ floor: 12 })
    expect(lacks).toMatchObject({ code: 'fit-time', severity: 'warning' })
    expect(lacks?.vi).toContain('cần ít nhất 12 phút')
    expect(lacks?.vi).toContain('chỉ có 2 phút 30 giây: thiếu 9 phút 30 giây')
    expect((await check({ sharePercent: 10 })).map(({ code }) => code)).toEqual(['fit-share'])
    expect((await check({ spread: 3 })).map(({ code }) => code)).toEqual(['fit-spread'])
    const unheard = await check({ heardAt: ['my-huong'], airedBy: ['my-huong'], floor: 1 })
    expect(unheard.map(({ code }) => code)).toEqual(['fit-no-window'])
    expect(await check({ cap: 0 })).toMatchObject([
      { severity: 'refusal', code: 'campaign-cap-zero' },
    ])
  })
})
