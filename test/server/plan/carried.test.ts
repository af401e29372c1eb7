import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { PlanView, PlanWeek } from '../../../server/plan/plan-view.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Day = z.output<typeof PlanView>
type Week = z.output<typeof PlanWeek>

/** Long Hưng is on FM and Hưng Phú on wire; Mỹ Hương has a player. */
describe('the plan of a commune without a player', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('09:00:00', { relayedBy: ['my-huong'] }))
    await centre
      .as('an')
      .post('/windows', districtWindow('17:00:00', { relayedBy: ['my-huong', 'long-hung'] }))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const day = async (station: string, date = '2024-08-12') =>
    (await centre.as('lan').get(`/plan?station=${station}&date=${date}`)).json<Day>()
  const week = async (station: string, from: string) =>
    (await centre.as('lan').get(`/plan/week?station=${station}&from=${from}`)).json<Week>()
  const sounds = ({ blocks }: Pick<Day, 'blocks'>) =>
    blocks.flatMap(({ startsAt, items }) =>
      items.map(({ title, offsetSamples }) => `${title} ${startsAt + offsetSamples / 48}`),
    )

  it('is what it carries of the district’s, at the district’s instants and under its own window', async () => {
    const [district, carried] = [await day('district'), await day('long-hung')]
    const evening = district.blocks.slice(1)
    expect(evening[0]?.items.length).toBeGreaterThan(2)
    expect(sounds(carried)).toEqual(sounds({ blocks: evening }))
    const [block] = carried.blocks
    expect(carried.blocks.length).toBe(1)
    expect(block?.window).not.toBe(evening[0]?.window)
    expect(block?.items.map(({ id, relayOf, by }) => [id, relayOf, by])).toEqual(
      evening[0]?.items.map(({ id }) => [id, id, 'district-signal']),
    )
    expect(block?.explanations[0]?.code).toBe('relays')
    expect(block?.freeSamples).toBe(0)
  })

  it('names the parts of other sources, as that commune has them', async () => {
    const [block] = (await day('long-hung')).blocks
    expect(block?.relayTime).toMatchObject([
      { source: 'province', offsetSamples: 200_000 * 48, lengthSamples: 100_000 * 48 },
    ])
  })

  it('has its own playlist’s signs where there is a player', async () => {
    const [, block] = (await day('my-huong')).blocks
    expect(block?.items.map(({ by }) => by)).toEqual(block?.items.map(() => 'player'))
    expect(block?.items.every(({ id, relayOf }) => relayOf !== null && relayOf !== id)).toBe(true)
  })

  it('says for a week, and for weeks that are only a forecast, what it will carry', async () => {
    for (const from of ['2024-08-12', '2024-08-19', '2024-08-26']) {
      const [district, carried] = [await week('district', from), await week('long-hung', from)]
      expect(carried.days.map(({ forecast }) => forecast)).toEqual(
        district.days.map(({ forecast }) => forecast),
      )
      const evenings = district.days.map(({ blocks }) => sounds({ blocks: blocks.slice(1) }))
      expect(carried.days.map(sounds)).toEqual(evenings)
      expect(evenings.every((one) => one.length > 2)).toBe(true)
    }
  })

  it('marks as repeats what its own listeners heard before, not what the district aired elsewhere', async () => {
    const titles = new Set<string>()
    const { days } = await week('long-hung', '2024-08-12')
    const marked = days.flatMap(({ blocks }) =>
      blocks.flatMap(({ items }) =>
        items
          .filter(({ kind }) => kind === 'bulletin')
          .map(({ title, repeat }) => {
            const before = titles.has(title)
            titles.add(title)
            return { repeat, before }
          }),
      ),
    )
    expect(marked.map(({ repeat }) => repeat)).toEqual(marked.map(({ before }) => before))
    expect(new Set(marked.map(({ repeat }) => repeat))).toEqual(new Set([true, false]))
  })

  it('is empty where it relays nothing, and says that an own window is its own', async () => {
    expect((await day('hung-phu')).blocks).toEqual([])
    await centre.as('an').post('/windows', {
      ...districtWindow('11:00:00', { relayedBy: [] }),
      ...{ station: 'hung-phu', validFrom: '2024-08-12' },
      segments: [{ source: 'commune', lengthMs: 300_000, campaignShareMs: null }],
    })
    const [block] = (await day('hung-phu')).blocks
    expect(block?.items).toEqual([])
    expect(block?.relayTime.map(({ source }) => source)).toEqual(['commune'])
    expect(block?.explanations.map(({ code }) => code)).toEqual(['own-window'])
  })

  it('leaves out at once what was recalled', async () => {
    const before = sounds(await day('long-hung'))
    expect(before.some((one) => one.startsWith('a '))).toBe(true)
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('id', '=', 'a/1')
      .execute()
    const after = sounds(await day('long-hung'))
    expect(after).toEqual(before.filter((one) => !one.startsWith('a ')))
  })
})
