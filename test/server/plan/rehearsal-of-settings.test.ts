import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { PlanOutlook } from '../../../server/plan/change-view.ts'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Outlook = z.output<typeof PlanOutlook>
type Sounding = Outlook['stations'][number]['sounding'][number]

/** Everything beside windows and days that changes what is heard, or how. */
describe('what groups, live sources, volumes and languages would bring about', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
  })
  afterEach(() => centre.stop())

  const plan = () => planComingDays(centre.deps, centre.clock.now())
  const outlook = async (wanted: Readonly<Record<string, unknown>>) => {
    const reply = await centre.as('an').post('/plan/rehearsals', wanted)
    expect(reply.statusCode).toBe(200)
    const { stations } = reply.json<Outlook>()
    return new Map(stations.map(({ station, sounding }) => [station, sounding]))
  }
  const changed = (sounding: readonly Sounding[] | undefined) =>
    (sounding ?? []).filter(({ change }) => change !== 'same')
  const made = async (path: string, body: Readonly<Record<string, unknown>>) =>
    (await centre.as('an').post(path, body)).json<{ id: string }>().id

  it('is what a station begins to relay as a member of a group, from tomorrow on', async () => {
    const group = await made('/station-groups', { name: 'Cụm A', stations: ['my-huong'] })
    await centre.as('an').post('/windows', districtWindow('17:00:00', { relayedBy: [group] }))
    await plan()
    const wanted = { name: 'Cụm A', stations: ['my-huong', 'hung-phu'] }
    const seen = await outlook({ what: 'group', group, ...wanted })
    expect([...seen.keys()]).toEqual(['hung-phu'])
    const first = changed(seen.get('hung-phu'))[0]
    expect(first).toMatchObject({ change: 'new', by: 'district-signal' })
    expect(first?.startsAt).toBe(Date.parse('2024-08-13T17:00:00+07:00'))
    expect((await centre.as('an').put(`/station-groups/${group}`, wanted)).statusCode).toBe(200)
    await plan()
    const after = await centre.as('lan').get('/stations/hung-phu/next?hours=48')
    expect(after.json<{ sounding: Sounding[] }>().sounding[0]?.startsAt).toBe(first?.startsAt)
  })

  it('is that what is carried live comes from another address', async () => {
    const source = {
      ...{ source: 'province', kind: 'stream', name: 'Đài tỉnh' },
      address: 'https://dai.example/truc-tiep',
    }
    const live = await made('/live-sources', source)
    await centre.as('an').post('/windows', {
      ...districtWindow('17:00:00'),
      segments: [
        { source: 'district', lengthMs: 200_000, campaignShareMs: 150_000 },
        { source: 'province', lengthMs: 100_000, campaignShareMs: null, live },
      ],
    })
    await plan()
    expect((await outlook({ what: 'live-source', live, ...source })).size).toBe(0)
    const address = 'https://dai.example/khac'
    const seen = await outlook({ what: 'live-source', live, ...source, address })
    expect([...seen.keys()]).toContain('district')
    expect(changed(seen.get('district')).map((one) => [one.change, one.live?.address])).toEqual([
      ['new', address],
      ['gone', source.address],
    ])
  })

  it('is how loud each piece will be', async () => {
    await centre.as('an').post('/windows', districtWindow('17:00:00'))
    await plan()
    const volumeHours = [{ from: '17:00', to: '18:00', millibels: -600 }]
    const seen = await outlook({
      ...{ what: 'limits', station: 'my-huong', longestSessionMs: null },
      volumeHours,
    })
    expect([...seen.keys()]).toEqual(['my-huong'])
    const pieces = changed(seen.get('my-huong'))
    expect(pieces.filter(({ change }) => change === 'new').map((one) => one.millibels)).toEqual([
      ...[-600, -600, -600],
    ])
    await centre.as('an').put('/stations/my-huong/limits', { volumeHours, longestSessionMs: null })
    const next = await centre.as('lan').get('/stations/my-huong/next')
    expect(next.json<{ sounding: Sounding[] }>().sounding[0]?.millibels).toBe(-600)
  })

  it('is refused as the real thing would be', async () => {
    const refused = async (wanted: Readonly<Record<string, unknown>>) =>
      (await centre.as('an').post('/plan/rehearsals', wanted)).json<{ code: string }>().code
    expect(await refused({ what: 'group', group: 'khong-co', name: 'x', stations: ['a'] })).toBe(
      'group-unknown',
    )
    expect(
      await refused({
        ...{ what: 'limits', station: 'my-huong', longestSessionMs: null },
        volumeHours: [
          { from: '17:00', to: '18:00', millibels: -600 },
          { from: '17:30', to: '19:00', millibels: -300 },
        ],
      }),
    ).toBe('volume-overlap')
    expect(
      await refused({ what: 'language-mix', station: 'my-huong', languageMix: { km: 100 } }),
    ).toBe('mix-language')
  })
})
