import { describe, expect, it } from 'vitest'
import type { BulletinId } from '../../../playout/contract/ids.ts'
import { SAMPLE_RATE } from '../../../playout/contract/time.ts'
import type { Candidate } from '../../../server/plan/airworthy.ts'
import { planStation } from '../../../server/plan/planner.ts'
import type { StationPlanning } from '../../../server/plan/station-planning.ts'
import type { AirWindow, WindowParts } from '../../../server/plan/window.ts'
import { airWindow, candidate, DISTRICT, noQuiet, on, tune } from '../../support/plan.ts'

const part = (title: string, seconds: number, contentType: Candidate['contentType']) =>
  candidate(title, seconds, { contentType, campaign: null })

const fixed = [
  tune(8),
  part('dai-hieu', 4, 'station-id'),
  part('mo-dau', 10, 'opening'),
  part('ket-thuc', 12, 'closing'),
  part('nhac-cat', 2, 'sting'),
  part('tin-hieu', 6, 'time-signal'),
]

const parts = (changes: Partial<WindowParts>): WindowParts => ({
  ...{ opens: [], between: null, closes: [], timeSignals: [], ...changes },
})

const id = (title: string) => title as BulletinId

const plan = (
  window: AirWindow,
  candidates: readonly Candidate[],
  changes: Partial<StationPlanning> = {},
) =>
  planStation({
    ...{ source: 'district', station: DISTRICT, place: noQuiet, occurrences: on([window]) },
    ...{ candidates: [...fixed, ...candidates], history: [], ...changes },
  })

const laid = (blocks: ReturnType<typeof plan>) =>
  blocks[0]?.block.items.map((item) => [item.title, item.offsetSamples / SAMPLE_RATE])

const three = [candidate('a', 60), candidate('b', 60), candidate('c', 60)]

describe('the fixed parts of a window', () => {
  it('open it, stand between bulletins and end with it, and count as no bulletin', () => {
    const window = airWindow('05:00:00', 240, {
      mostItems: 3,
      parts: parts({
        opens: ['nhac-hieu', 'dai-hieu', 'mo-dau'].map(id),
        between: id('nhac-cat'),
        closes: [id('ket-thuc')],
      }),
    })
    const blocks = plan(window, three)
    expect(laid(blocks)).toEqual([
      ['nhac-hieu', 0],
      ['dai-hieu', 8],
      ['mo-dau', 12],
      ['a', 22],
      ['nhac-cat', 82],
      ['b', 84],
      ['nhac-cat', 144],
      ['c', 146],
      ['ket-thuc', 228],
    ])
    const items = blocks[0]?.block.items ?? []
    expect(items.filter(({ kind }) => kind === 'bulletin').length).toBe(3)
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
  })

  it('sound a time signal at its very instant, with the rest around it', () => {
    const window = airWindow('05:58:00', 300, {
      mostItems: 5,
      parts: parts({ timeSignals: [{ bulletin: id('tin-hieu'), at: '06:00:00' }] }),
    })
    const blocks = plan(window, [candidate('a', 100), candidate('b', 100), candidate('c', 15)])
    expect(laid(blocks)).toEqual([
      ['a', 0],
      ['c', 100],
      ['tin-hieu', 120],
      ['b', 126],
    ])
  })

  it('sound it past midnight too, and say when it would lie outside', () => {
    const window = airWindow('23:58:00', 300, {
      parts: parts({
        timeSignals: [
          { bulletin: id('tin-hieu'), at: '00:00:00' },
          { bulletin: id('tin-hieu'), at: '12:00:00' },
        ],
      }),
    })
    const blocks = plan(window, [])
    expect(laid(blocks)).toEqual([['tin-hieu', 120]])
    expect(blocks[0]?.explanations).toContainEqual({
      ...{ code: 'signal-outside', params: { title: 'tin-hieu', at: '12:00:00' } },
    })
  })

  it('leave out music, not words, on a day without music', () => {
    const window = airWindow('05:00:00', 300, {
      mostItems: 3,
      parts: parts({
        opens: ['nhac-hieu', 'mo-dau'].map(id),
        between: id('nhac-cat'),
        closes: [id('ket-thuc')],
      }),
    })
    const titles = laid(plan(window, three, { withoutMusic: () => true }))?.map(([title]) => title)
    expect(titles).toEqual(['mo-dau', 'a', 'b', 'c', 'ket-thuc'])
  })

  it('say which of them has no approved version', () => {
    const window = airWindow('05:00:00', 300, { parts: parts({ opens: [id('chua-duyet')] }) })
    const blocks = plan(window, three)
    expect(laid(blocks)?.[0]?.[0]).toBe('a')
    expect(blocks[0]?.explanations).toContainEqual({
      ...{ code: 'part-missing', params: { bulletin: 'chua-duyet' } },
    })
  })
})

describe('a relay that may be shorter', () => {
  const window = (leastMs: number | null) =>
    airWindow('05:00:00', 0, {
      mostItems: 5,
      segments: [
        { source: 'vov', lengthMs: 300_000, campaignShareMs: null, leastMs },
        { source: 'district', lengthMs: 100_000, campaignShareMs: null },
      ],
    })
  const asks = (floor: number) => ({
    ordersOn: () =>
      new Map([
        [
          'tat-song-2g',
          {
            ...{ id: 'tat-song-2g', name: '2G', weight: 1, floor, cap: 9, spread: 9 },
            ...{ bulletinGapMs: 0, campaignGapMs: 0, sharePercent: 100 },
          },
        ],
      ]) as never,
  })
  const bulletins = [candidate('a', 80), candidate('b', 80)]
  const relayOf = (blocks: ReturnType<typeof plan>) =>
    blocks[0]?.block.relayTime.map(({ lengthSamples }) => lengthSamples / SAMPLE_RATE)

  it('gives way when a floor needs the room, and only then', () => {
    const [none, needed] = [
      plan(window(200_000), bulletins, asks(1)),
      plan(window(200_000), bulletins, asks(2)),
    ]
    expect(relayOf(none)).toEqual([300])
    expect(none[0]?.block.items.filter(({ kind }) => kind === 'bulletin').length).toBe(1)
    expect(relayOf(needed)).toEqual([200])
    expect(laid(needed)).toEqual([
      ['nhac-hieu', 200],
      ['a', 208],
      ['b', 288],
    ])
    expect(needed[0]?.block.lengthSamples).toBe(400 * SAMPLE_RATE)
    expect(relayOf(plan(window(null), bulletins, asks(2)))).toEqual([300])
  })

  it('stays as short when the plan is made again', () => {
    const first = plan(window(200_000), bulletins, asks(2))
    const standing = new Map(first.map(({ block }) => [block.id, block.items]))
    expect(plan(window(200_000), bulletins, { ...asks(2), standing })).toEqual(first)
  })
})
