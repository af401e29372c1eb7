import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { airingsOf, type CountedAiring, countAirings } from '../../../server/airing/count.ts'

const airing = (changes: Partial<CountedAiring> = {}): CountedAiring => ({
  ...{ date: '2024-08-12', station: 'district', item: 'i1', purpose: 'programme' },
  ...{ kind: 'bulletin', title: 'a', bulletin: 'a', version: 'a/1', campaign: '2g' },
  ...{ relayOf: null, outcome: 'aired', samplesSent: 48_000, afterRecall: false },
  ...changes,
})
const planned = (item: string) => ({
  ...{ date: '2024-08-12', station: 'district', item, title: 'a', bulletin: 'a', version: 'a/1' },
})

describe('counting', () => {
  it('counts what aired, apart from what sounded in part, and adds up their sound', () => {
    const { rows } = countAirings(
      [
        airing(),
        airing({ item: 'i2', relayOf: 'd1' }),
        airing({ item: 'i3', outcome: 'partial', samplesSent: 24_000 }),
        airing({ item: 'i4', outcome: 'silent' }),
        airing({ item: 'i5', outcome: 'sounding', samplesSent: null }),
      ],
      [],
    )
    expect(rows).toMatchObject([{ aired: 2, relayed: 1, partial: 1, missed: 0, soundMs: 2_500 }])
  })

  it('counts a miss only where something was planned and the station signed that nothing sounded', () => {
    const { rows } = countAirings(
      [
        airing({ item: 'i1', outcome: 'skipped' }),
        airing({ item: 'i2', outcome: 'skipped' }),
        airing({ item: 'i2', outcome: 'partial' }),
        airing({ item: 'i3', outcome: 'silent' }),
        airing({ item: 'unplanned', outcome: 'skipped' }),
      ],
      ['i1', 'i2', 'i3', 'i4'].map(planned),
    )
    expect(rows).toMatchObject([{ planned: 4, missed: 2, partial: 1, aired: 0 }])
  })

  it('keeps tunes, tests and bulletins of no campaign out of every row', () => {
    const { rows, apart } = countAirings(
      [
        airing({ kind: 'tune', campaign: null }),
        airing({ kind: 'tune', campaign: null, outcome: 'skipped' }),
        airing({ kind: 'test', purpose: 'test', campaign: null }),
        airing({ purpose: 'test' }),
        airing({ campaign: null }),
      ],
      [],
    )
    expect(rows).toEqual([])
    expect(apart).toEqual({ tunes: 1, tests: 2 })
  })

  it('gives each version, station and day its own row, whose listing says which', () => {
    const { rows } = countAirings(
      [airing({ version: 'a/2' }), airing({ station: 'x' }), airing({ date: '2024-08-11' })],
      [planned('i9')],
    )
    expect(rows.map(airingsOf)).toEqual([
      '/api/v1/airings?date=2024-08-11&station=district&version=a%2F1&purpose=programme',
      '/api/v1/airings?date=2024-08-12&station=district&version=a%2F1&purpose=programme',
      '/api/v1/airings?date=2024-08-12&station=district&version=a%2F2&purpose=programme',
      '/api/v1/airings?date=2024-08-12&station=x&version=a%2F1&purpose=programme',
    ])
  })

  it('adds up to what its rows list, whatever was aired', () => {
    const some = fc.record({
      date: fc.constantFrom('2024-08-11', '2024-08-12'),
      station: fc.constantFrom('district', 'x'),
      version: fc.constantFrom('a/1', 'a/2'),
      item: fc.constantFrom('i1', 'i2', 'i3'),
      purpose: fc.constantFrom('programme' as const, 'test' as const),
      kind: fc.constantFrom('bulletin' as const, 'tune' as const),
      outcome: fc.constantFrom('aired' as const, 'partial' as const, 'skipped' as const),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (list) => {
        const airings = list.map((one) => airing(one))
        const { rows, apart } = countAirings(airings, [])
        for (const row of rows) {
          const query = new URLSearchParams(airingsOf(row).split('?')[1])
          const opened = airings.filter(
            (one) =>
              one.kind === 'bulletin' &&
              [...query].every(([name, value]) => one[name as keyof CountedAiring] === value),
          )
          expect(opened.filter(({ outcome }) => outcome === 'aired').length).toBe(row.aired)
          expect(opened.filter(({ outcome }) => outcome === 'partial').length).toBe(row.partial)
        }
        const total = rows.reduce((sum, row) => sum + row.aired + row.partial, 0)
        const sounded = airings.filter(({ outcome }) => outcome !== 'skipped').length
        expect(total + apart.tunes + apart.tests).toBe(sounded)
      }),
    )
  })
})
