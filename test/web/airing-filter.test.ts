import { describe, expect, it } from 'vitest'
import { filterBehind, isCountedIn, queryOf, readFilter } from '../../web/data/airing-filter.ts'
import { anAiring } from './a-station.ts'

describe('what the log is narrowed to', () => {
  it('comes from the address, and drops what is no word of it', () => {
    expect(readFilter({ station: 'longhung', date: '2024-08-15', evil: 'x', outcome: '' })).toEqual(
      {
        station: 'longhung',
        date: '2024-08-15',
      },
    )
    expect(readFilter({ figure: 'invented' })).toEqual({})
  })

  it('sends the server only what it knows', () => {
    expect(queryOf({ station: 'longhung', figure: 'aired' })).toEqual({ station: 'longhung' })
  })

  it('opens a count where the server says it was counted from', () => {
    const link = '/api/v1/airings?date=2024-08-15&station=longhung&version=b1%2F1&purpose=programme'
    expect(filterBehind(link, 'relayed')).toEqual({
      date: '2024-08-15',
      station: 'longhung',
      version: 'b1/1',
      purpose: 'programme',
      figure: 'relayed',
    })
  })
})

describe('an airing', () => {
  const relay = anAiring({ relayOf: 'b'.repeat(32) })

  it('counts as a relay only when it relays, and as aired either way', () => {
    expect(['aired', 'relayed'].map((figure) => isCountedIn(figure, anAiring()))).toEqual([
      true,
      false,
    ])
    expect(['aired', 'relayed'].map((figure) => isCountedIn(figure, relay))).toEqual([true, true])
  })

  it('is in no figure when it is a test, a tune, or of no campaign', () => {
    expect(isCountedIn('aired', anAiring({ purpose: 'test' }))).toBe(false)
    expect(isCountedIn('aired', anAiring({ kind: 'tune' }))).toBe(false)
    expect(isCountedIn('aired', anAiring({ campaign: null }))).toBe(false)
  })

  it('is never in two of aired, partial and missed', () => {
    for (const outcome of ['aired', 'partial', 'silent', 'skipped', 'dropped'] as const) {
      const inside = ['aired', 'partial', 'missed'].filter((figure) =>
        isCountedIn(figure, anAiring({ outcome })),
      )
      expect(inside).toHaveLength(1)
    }
  })

  it('is shown whatever it is when no figure was asked for', () => {
    expect(isCountedIn(undefined, anAiring({ purpose: 'test' }))).toBe(true)
  })
})
