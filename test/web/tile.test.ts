import { describe, expect, it } from 'vitest'
import type { StopList } from '../../web/api/orders.ts'
import type { Matrix } from '../../web/api/shapes.ts'
import { stoppedStations } from '../../web/data/orders.ts'
import { nextWindow, placeOf, tileState } from '../../web/data/tile.ts'
import { aCell, aMatrix } from './a-matrix.ts'
import { aBlock, anItem, aPlan } from './a-plan.ts'
import { aStation, aStatus } from './a-station.ts'

const plan = aPlan(aBlock(0, 60, { items: [anItem('a', 0, 60)] }))

const none: ReadonlySet<string> = new Set()

describe('a commune’s tile', () => {
  it('is silent only when it should sound, has had time to say so, and says it does not', () => {
    expect(tileState(aStation(), plan, 20_000, none)).toBe('silent')
    expect(tileState(aStation(), plan, 2_000, none)).toBe('idle')
    expect(tileState(aStation(), plan, 70_000, none)).toBe('idle')
  })

  it('raises no alarm for what a person silenced, in the office or there, until it is restarted', () => {
    const place = (endedAt: number | null, cluster: string | null = null) =>
      stoppedStations({
        ...{ mayStop: true, mayStopAll: true, atStations: [] },
        orders: [{ stations: [{ station: 'longhung', cluster, endedAt }] }],
      } as unknown as StopList)
    expect(tileState(aStation(), plan, 20_000, place(null))).toBe('stopped')
    expect(tileState(aStation(), plan, 70_000, place(null))).toBe('stopped')
    expect(tileState(aStation(), plan, 20_000, place(15_000))).toBe('silent')
    // One cluster of it is not the station.
    expect(tileState(aStation(), plan, 20_000, place(null, 'Cụm 1'))).toBe('silent')
    expect(tileState(aStation({ health: 'out-of-reach' }), plan, 20_000, place(null))).toBe(
      'out-of-reach',
    )
    const there = stoppedStations({
      ...{ mayStop: true, mayStopAll: true, orders: [] },
      atStations: [{ station: 'longhung', stationName: 'Xã Long Hưng', at: 0, reason: '' }],
    })
    expect(tileState(aStation(), plan, 20_000, there)).toBe('stopped')
  })

  it('plays while its own status says so', () => {
    const onAir = {
      item: 'a'.repeat(32),
      title: 'Dừng 2G',
      kind: 'bulletin' as const,
      startedAt: 0,
      endsAt: 60_000,
    }
    expect(tileState(aStation({ status: aStatus({ onAir }) }), plan, 20_000, none)).toBe('playing')
  })

  it('accuses nobody who cannot be heard of', () => {
    expect(tileState(aStation({ health: 'no-telemetry', status: null }), plan, 20_000, none)).toBe(
      'no-telemetry',
    )
    expect(tileState(aStation({ health: 'out-of-reach' }), plan, 20_000, none)).toBe('out-of-reach')
  })

  it('names the next window that the commune owes, passing over those it does not', () => {
    const matrix: Matrix = aMatrix([[aCell('nothing-owed'), aCell('upcoming')]])
    expect(nextWindow(matrix, 'commune-0', 0)?.id).toBe('w1')
    expect(nextWindow(matrix, 'commune-0', 10_000_000)).toBeNull()
    expect(nextWindow(undefined, 'commune-0', 0)).toBeNull()
  })

  it('lies where the commune lies, and anywhere when that is not known', () => {
    expect(placeOf('31567')).toEqual([2, 2])
    expect(placeOf('99999')).toBeNull()
  })
})
