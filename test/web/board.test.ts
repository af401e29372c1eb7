import { describe, expect, it } from 'vitest'
import type { Block } from '../../web/api/shapes.ts'
import { isMovable, itemsOf, ownParts, placeAt, surroundings } from '../../web/data/board.ts'
import { fillOf } from '../../web/data/fill.ts'
import { mondayOf, weekCalendar } from '../../web/data/week-calendar.ts'
import { aBlock, anItem, aRelay, SECOND } from './a-plan.ts'

const province = aRelay(60, 30)

describe('what may go where on a day', () => {
  const block = aBlock(0, 120, {
    items: [anItem('a', 0, 20), anItem('b', 20, 25)],
    relayTime: [province],
  })

  it('leaves what other sources fill alone', () => {
    expect(ownParts(block)).toEqual([
      { startsAt: 0, endsAt: 60_000 },
      { startsAt: 90_000, endsAt: 120_000 },
    ])
  })

  it('leaves the moved piece out of what it may lie against', () => {
    const { neighbours } = surroundings([block], block.items[0]?.id ?? '')
    expect(neighbours.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([[20_000, 45_000]])
  })

  it('names the window and the sample under an instant, and nothing outside of one', () => {
    expect(placeAt([block], 45_000)?.offsetSamples).toBe(45 * SECOND)
    expect(placeAt([block], 120_000)).toBeNull()
    const onAir = { ...block, begun: true, openFrom: 30 * SECOND }
    expect(placeAt([onAir], 45_000)?.offsetSamples).toBe(45 * SECOND)
    expect(placeAt([onAir], 29_000)).toBeNull()
    const over = { ...block, begun: true, openFrom: block.lengthSamples }
    expect(placeAt([over], 119_000)).toBeNull()
  })

  it('moves bulletins, not tunes, relays, or what has begun', () => {
    const movable = (news: Partial<Block['items'][number]>) =>
      isMovable({ block, item: anItem('a', 0, 20, news) })
    expect(movable({})).toBe(true)
    for (const news of [{ kind: 'tune' }, { relayOf: 'd'.repeat(32) }, { begun: true }] as const)
      expect(movable(news)).toBe(false)
  })

  it('goes from item to item in order of sounding', () => {
    const later = aBlock(600_000, 60, { items: [anItem('c', 0, 10)] })
    expect(itemsOf([later, block]).map(({ startsAt }) => startsAt)).toEqual([0, 20_000, 600_000])
  })
})

describe('how full a window is', () => {
  const filled = (freeSamples: number) =>
    fillOf({ lengthSamples: 90 * SECOND, relayTime: [province], freeSamples })

  it('counts the own part, not what others fill', () => {
    expect(filled(12 * SECOND)).toEqual({ kind: 'free', ms: 12_000, used: 0.8 })
    expect(filled(-3 * SECOND)).toEqual({ kind: 'over', ms: 3_000, used: 1 })
    expect(filled(100)).toEqual({ kind: 'full', ms: 0, used: 1 })
  })
})

describe('a week', () => {
  const zone = 'Asia/Ho_Chi_Minh'
  const morning = Date.parse('2024-08-12T05:00:00+07:00')
  const evening = Date.parse('2024-08-12T23:50:00+07:00')
  const day = (date: string, ...blocks: Block[]) => ({
    ...{ date, revision: 'r', version: 1, names: [], closed: false, withoutMusic: false },
    ...{ forecast: false, why: null, blocks },
  })

  it('draws the same hour at the same height on every day', () => {
    const week = weekCalendar({
      zone,
      days: [
        day('2024-08-12', aBlock(morning, 900, { relayTime: [province] })),
        day('2024-08-13', aBlock(morning + 86_400_000, 900)),
      ],
    })
    const [monday, tuesday] = week.columns.map(({ bands }) => bands[0])
    expect(monday?.top).toBe(tuesday?.top)
    expect(monday?.height).toBe(tuesday?.height)
    expect(monday?.chain.map(({ source }) => source)).toEqual(['own', 'province', 'own'])
    expect(monday?.room).toBe('most')
  })

  it('goes on past midnight with a window that does', () => {
    const week = weekCalendar({ zone, days: [day('2024-08-12', aBlock(evening, 1_200))] })
    expect(week.scale.stretches.at(-1)?.endsAt).toBe(86_400_000 + 10 * 60_000)
  })

  it('stays of a size to scroll through when windows are many and short', () => {
    const blocks = Array.from({ length: 400 }, (_, n) => aBlock(morning + n * 150_000, 90))
    const { scale, columns } = weekCalendar({ zone, days: [day('2024-08-12', ...blocks)] })
    expect(scale.height).toBeLessThan(15_000)
    const tops = columns[0]?.bands.map(({ top }) => top) ?? []
    for (const [n, top] of tops.slice(1).entries()) expect(top - (tops[n] ?? 0)).toBeGreaterThan(24)
  })

  it('begins on its Monday', () => {
    expect(['2024-08-12', '2024-08-18', '2024-09-01'].map(mondayOf)).toEqual([
      '2024-08-12',
      '2024-08-12',
      '2024-08-26',
    ])
  })
})
