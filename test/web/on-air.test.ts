import { describe, expect, it } from 'vitest'
import { clockQuality, meterOf, nextOf, onAirOf } from '../../web/data/on-air.ts'
import { aStation, aStatus } from './a-station.ts'

const playing = {
  item: 'a'.repeat(32),
  title: 'Dừng 2G',
  kind: 'bulletin' as const,
  startedAt: 10_000,
  endsAt: 50_000,
}

describe('what is on air', () => {
  it('counts down to the end that the station told', () => {
    const station = aStation({ status: aStatus({ onAir: playing }) })
    expect(onAirOf(station, 20_000)).toMatchObject({
      kind: 'playing',
      title: 'Dừng 2G',
      remainingMs: 30_000,
      progress: 0.25,
    })
  })

  it('is quiet once that end has passed, though the next status is not here yet', () => {
    const station = aStation({ status: aStatus({ onAir: playing }) })
    expect(onAirOf(station, 50_000)).toEqual({ kind: 'quiet' })
  })

  it('is unknown, not quiet, when a station is out of reach or never told', () => {
    const lost = aStation({ health: 'out-of-reach', status: aStatus({ onAir: playing }) })
    expect(onAirOf(lost, 20_000)).toEqual({ kind: 'unknown' })
    expect(onAirOf(aStation({ status: null }), 20_000)).toEqual({ kind: 'unknown' })
    expect(onAirOf(undefined, 20_000)).toEqual({ kind: 'unknown' })
  })

  it('forgets a next item whose instant has passed', () => {
    const station = aStation({ status: aStatus({ next: { title: 'Nhạc hiệu', at: 5_000 } }) })
    expect(nextOf(station, 4_999)?.title).toBe('Nhạc hiệu')
    expect(nextOf(station, 5_000)).toBeNull()
  })

  it('trusts a clock within half a second, and says when it does not know', () => {
    const of = (clockOffsetMs: number | null) =>
      clockQuality(aStation({ status: aStatus({ clockOffsetMs }) }))
    expect([of(-500), of(501), of(null)]).toEqual(['good', 'off', 'unknown'])
  })

  it('shows levels from −60 dBFS to full, and digital silence as nothing', () => {
    expect([meterOf(-20_000), meterOf(-3_000), meterOf(0), meterOf(300)]).toEqual([0, 0.5, 1, 1])
  })
})
