import { describe, expect, it } from 'vitest'
import { airingsIn, shortfallsIn } from '../../web/data/shortfall.ts'
import { aBlock, anItem, aPlan } from './a-plan.ts'

const said = (code: string, vi: string) => ({ code, vi, en: vi })
const lacks = said('floor-lacks-time', 'Đợt "Dừng 2G" cần 3 lượt trong ngày, xếp được 2.')

describe('what a day’s plan lacks of a campaign', () => {
  const plan = aPlan(
    aBlock(2_000, 60, { explanations: [lacks] }),
    aBlock(1_000, 60, {
      explanations: [
        said('placed', 'Xếp "Đổi máy".'),
        lacks,
        said('floor-gap', 'Đợt "Sốt xuất huyết" cần 2 lượt trong ngày, xếp được 1.'),
      ],
    }),
  )

  it('is what the planner says of its floor, once, at the first window', () => {
    expect(shortfallsIn(plan, 'Dừng 2G')).toEqual([
      { block: 'block-1000', title: '05:00', startsAt: 1_000, ...lacks },
    ])
    expect(shortfallsIn(plan, 'Dừng')).toEqual([])
  })

  it('counts the airings of that campaign alone, without tunes', () => {
    const of = (campaign: string | null) => ({
      bulletin: {
        ...{ id: 'b', version: 'b1', title: 'b', language: 'vi', class: 'ordinary' as const },
        campaign,
      },
    })
    const items = [anItem('a', 0, 5, { kind: 'tune' }), anItem('b', 5, 10, of('c'))]
    expect(airingsIn(aPlan(aBlock(0, 60, { items }), aBlock(9, 60, { items })), 'c')).toBe(2)
    expect(airingsIn(aPlan(aBlock(0, 60, { items })), 'd')).toBe(0)
  })
})
