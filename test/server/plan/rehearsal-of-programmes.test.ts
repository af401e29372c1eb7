import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { PlanOutlook } from '../../../server/plan/change-view.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

type Outlook = z.output<typeof PlanOutlook>
type Wanted = Readonly<Record<string, unknown>>

const CAMPAIGN = 'tat-song-2g'

/** What a campaign asks for and what a commune takes changes what sounds as much as a window does. */
describe('what campaigns and a commune’s own programme would bring about', () => {
  let centre: Centre
  let window: string

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('17:00:00'))
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { airedBy: ['district', 'my-huong'] })
    const own = await centre.as('an').post('/windows', {
      ...{ station: 'my-huong', name: 'Khung xã', startsAt: '18:00:00', validFrom: '2024-01-01' },
      segments: [{ source: 'commune', lengthMs: 130_000, campaignShareMs: null }],
    })
    window = own.json()[0].id
    await plan()
  })
  afterEach(() => centre.stop())

  const plan = () => planComingDays(centre.deps, centre.clock.now())
  const rehearse = (who: string, wanted: Wanted) => centre.as(who).post('/plan/rehearsals', wanted)
  /** `<station> <change> <title>` of what would come or go. */
  const outlook = async (who: string, wanted: Wanted) => {
    const reply = await rehearse(who, wanted)
    expect(reply.statusCode, reply.body).toBe(200)
    return reply
      .json<Outlook>()
      .stations.flatMap(({ station, sounding }) =>
        sounding
          .filter(({ change }) => change !== 'same')
          .map(({ change, title }) => `${station} ${change} ${title}`),
      )
  }
  const heard = async (station: string, hours = 24) =>
    (await centre.as('lan').get(`/stations/${station}/next?hours=${hours}`))
      .json<{ sounding: { title: string; kind: string }[] }>()
      .sounding.flatMap(({ title, kind }) => (kind === 'bulletin' ? [title] : []))

  it('is that an edit takes a bulletin off the air at the district and all who relay it', async () => {
    const before = await heard('district')
    expect(before).toHaveLength(2)
    const edit = { cap: 1 }
    const seen = await outlook('lan', { what: 'campaign-edit', campaign: CAMPAIGN, edit })
    const [gone] = seen
    for (const station of ['district', 'my-huong', 'long-hung', 'hung-phu'])
      expect(seen).toContain(`${station} gone ${gone?.split(' ').at(-1)}`)
    // It was only looked at.
    await plan()
    expect(await heard('district')).toEqual(before)
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, edit)
    await plan()
    expect(await heard('district')).toHaveLength(1)
  })

  it('is nothing where an edit changes no time, and where a new campaign has no bulletin yet', async () => {
    const named = { what: 'campaign-edit', campaign: CAMPAIGN, edit: { name: 'Dừng 2G' } }
    expect(await outlook('lan', named)).toEqual([])
    const order = { name: 'Sốt xuất huyết', periodFrom: '2024-08-12', periodTo: '2024-08-31' }
    expect(await outlook('lan', { what: 'campaign', order })).toEqual([])
    const list = await centre.as('lan').get('/campaigns')
    expect(list.json()).toHaveLength(1)
  })

  it('is what a commune takes, only there, and that it goes again', async () => {
    const wanted = { station: 'my-huong', bulletin: 'a', windows: [window] }
    const seen = await outlook('truc-my-huong', { what: 'commune-pick', ...wanted })
    expect(new Set(seen)).toEqual(new Set(['my-huong new a']))
    const made = await centre.as('truc-my-huong').post('/commune-programme/picks', wanted)
    await plan()
    const offered = made.json<{ offered: { pick: { id: string } | null }[] }>().offered
    const pick = offered.find((one) => one.pick)?.pick?.id
    const left = await outlook('truc-my-huong', { what: 'commune-pick-dropped', pick })
    expect(new Set(left)).toEqual(new Set(['my-huong gone a']))
  })

  it('is which priority bulletins come first in a commune', async () => {
    for (const id of ['x', 'y', 'z'])
      await addApproved(centre.deps.db, id, 60, { class: 'priority' })
    await plan()
    const order = async (bulletins: string[]) =>
      outlook('truc-my-huong', { what: 'commune-order', station: 'my-huong', bulletins })
    const own = (await heard('my-huong')).slice(-2)
    const third = ['x', 'y', 'z'].find((id) => !own.includes(id)) ?? ''
    expect(own.length).toBe(2)
    expect(await order([third, ...own])).toContain(`my-huong new ${third}`)
  })

  it('is that a campaign loses the stations of a group that is removed', async () => {
    const an = centre.as('an')
    const group = await an.post('/station-groups', { name: 'Cụm A', stations: ['my-huong'] })
    const { id } = group.json<{ id: string }>()
    for (const title of ['x', 'y', 'z'])
      await addApproved(centre.deps.db, title, 40, { class: 'priority' })
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { airedBy: ['district', id] })
    await plan()
    const before = (await heard('my-huong', 48)).length
    const seen = await outlook('an', { what: 'group-removed', group: id })
    expect(new Set(seen.map((one) => one.slice(0, -2)))).toEqual(new Set(['my-huong gone']))
    expect((await an.delete(`/station-groups/${id}`)).statusCode).toBe(200)
    await plan()
    expect((await heard('my-huong', 48)).length).toBe(before - seen.length)
  })

  it('is refused as the real thing would be, and to whoever may not do it', async () => {
    const code = async (who: string, wanted: Wanted) =>
      (await rehearse(who, wanted)).json<{ code: string }>().code
    const edit = { what: 'campaign-edit', campaign: CAMPAIGN, edit: { cap: 1 } }
    expect(await code('bien-long-hung', edit)).toBe('not-allowed')
    expect(await code('an', edit)).toBe('not-allowed')
    expect(await code('lan', { ...edit, campaign: 'khong-co' })).toBe('campaign-unknown')
    const ends = { periodFrom: '2024-09-01', periodTo: '2024-08-01' }
    expect(await code('lan', { ...edit, edit: ends })).toBe(
      (await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, ends)).json<{ code: string }>().code,
    )
    const pick = { what: 'commune-pick', station: 'my-huong', bulletin: 'a' }
    expect(await code('truc-long-hung', pick)).toBe('commune-decides')
    expect(await code('truc-my-huong', { ...pick, bulletin: 'khong-co' })).toBe('pick-not-offered')
    const quiet = { what: 'quiet-hours', quietHours: null }
    expect(await code('lan', quiet)).toBe('not-allowed')
    expect(await code('truc-my-huong', { what: 'group-removed', group: 'x' })).toBe('not-allowed')
    expect(await code('an', { what: 'group-removed', group: 'khong-co' })).toBe('group-unknown')
    expect(await code('an', { what: 'live-source-removed', live: 'khong-co' })).toBe(
      'live-source-unknown',
    )
  })
})
