import { describe, expect, it } from 'vitest'
import { totalsOf } from '../../web/data/counts.ts'
import { chainPlaceOf, shortHash } from '../../web/data/proof.ts'

describe('a ledger entry’s place in its station’s chain', () => {
  it('is read from the verbatim text', () => {
    const text = JSON.stringify({ type: 'started', seq: 5, prev: 'ab'.repeat(32), key: 'k' })
    expect(chainPlaceOf(text)).toEqual({
      type: 'started',
      seq: 5,
      prev: 'ab'.repeat(32),
      key: 'k',
      checkpoint: null,
    })
  })

  it('is none for what people entered, and for what cannot be read', () => {
    expect(chainPlaceOf('{"format":"tiep-am/declaration/1"}')).toBeNull()
    expect(chainPlaceOf('garbage')).toBeNull()
  })

  it('shows the beginning of a long hash', () => {
    expect(shortHash('0123456789abcdef0123')).toBe('0123456789abcdef…')
    expect(shortHash('short')).toBe('short')
  })
})

describe('totals of the counts', () => {
  it('are sums of the rows, never products', () => {
    const row = {
      date: '2024-08-15',
      station: 's',
      stationName: 'S',
      bulletin: 'b',
      version: 'b/1',
      title: 'B',
      aired: 2,
      relayed: 1,
      partial: 1,
      missed: 0,
      planned: 3,
      afterRecall: 1,
      soundMs: 1_000,
      airings: '',
    }
    expect(totalsOf([row, row])).toEqual({
      aired: 4,
      relayed: 2,
      partial: 2,
      missed: 0,
      planned: 6,
      afterRecall: 2,
      soundMs: 2_000,
    })
    expect(totalsOf([]).aired).toBe(0)
  })
})
