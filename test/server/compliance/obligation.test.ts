import { describe, expect, it } from 'vitest'
import type { StationId } from '../../../playout/contract/ids.ts'
import { obligationsOfPlan, obligationsOfSignal } from '../../../server/compliance/obligation.ts'
import { planStation } from '../../../server/plan/planner.ts'
import { planRelay } from '../../../server/plan/relay-plan.ts'
import { airing } from '../../support/judging.ts'
import { airWindow, candidate, DISTRICT, noQuiet, on, tune } from '../../support/plan.ts'

const MY_HUONG = 'my-huong' as StationId

describe('what a commune owes', () => {
  it('is, for IP, each of its own items that names a district’s, at its instant', () => {
    const window = airWindow('17:00:00', 200)
    const own = airWindow('17:00:00', 200, {
      ...{ station: MY_HUONG, relaysWindow: window.id, id: 'own' as typeof window.id },
    })
    const candidates = [tune(5), candidate('a', 60)]
    const planned = { place: noQuiet, candidates }
    const [district] = planStation({
      source: 'district',
      ...{ ...planned, station: DISTRICT, occurrences: on([window]), history: [] },
    })
    if (!district) throw new Error('nothing planned')
    const [commune] = planRelay({
      ...{ ...planned, station: MY_HUONG, occurrences: on([own]) },
      district: new Map([[district.block.id, district.block]]),
    })
    if (!commune) throw new Error('nothing planned')
    const item = district.block.items[1]?.id
    expect(obligationsOfPlan(commune.block, MY_HUONG)).toEqual([
      {
        ...{ id: `${item}@my-huong`, title: 'a', lengthMs: 60_000, owes: item },
        dueAt: Date.parse('2024-08-12T17:00:05+07:00'),
        settledAt: Date.parse('2024-08-12T17:01:05+07:00'),
        item: commune.block.items[1]?.id,
      },
    ])
    expect(obligationsOfPlan(district.block, DISTRICT)).toEqual([])
  })

  it('is, for FM and wired, what the district really aired, when it did', () => {
    const owed = obligationsOfSignal(
      [
        airing({ id: 'd1.1', startedAt: 100_007 }),
        airing({ id: 'd2.1', outcome: 'partial' }),
        airing({ id: 'd3.1', outcome: 'skipped' }),
        airing({ id: 'd4.1', kind: 'tune' }),
        airing({ id: 'd5.1', purpose: 'test' }),
        airing({ id: 'd6.1', language: 'km' }),
      ],
      MY_HUONG,
      300_000,
    )
    expect(owed).toEqual([
      {
        ...{ id: 'd1.1@my-huong', title: 'a', dueAt: 100_007, lengthMs: 60_000 },
        ...{ settledAt: 300_000, owes: 'd1.1', item: null },
      },
    ])
  })

  it('is nothing where the district did not air', () => {
    expect(obligationsOfSignal([], MY_HUONG, 300_000)).toEqual([])
  })
})
