import { describe, expect, it } from 'vitest'
import { currentBlock, itemAt, linesOf } from '../../web/data/plan-line.ts'
import { aBlock, anItem, aPlan, aRelay } from './a-plan.ts'

describe('the lines of a window', () => {
  it('cover it from end to end, free time and relay time named', () => {
    const block = aBlock(0, 90, {
      items: [anItem('a', 0, 6), anItem('b', 6, 24)],
      relayTime: [aRelay(80, 10)],
    })
    expect(linesOf(block).map(({ kind, startsAt, endsAt }) => [kind, startsAt, endsAt])).toEqual([
      ['item', 0, 6_000],
      ['item', 6_000, 30_000],
      ['free', 30_000, 80_000],
      ['relay', 80_000, 90_000],
    ])
  })

  it('call an empty window free as a whole', () => {
    expect(linesOf(aBlock(0, 60)).map(({ kind, endsAt }) => [kind, endsAt])).toEqual([
      ['free', 60_000],
    ])
  })

  it('do not make a gap of rounding', () => {
    const block = aBlock(0, 10, { items: [{ ...anItem('a', 0, 10), lengthSamples: 479_990 }] })
    expect(linesOf(block).map((line) => line.kind)).toEqual(['item'])
  })
})

describe('a plan asked about an instant', () => {
  const plan = aPlan(
    aBlock(0, 30, { items: [anItem('a', 0, 10)] }),
    aBlock(60_000, 30, { items: [anItem('b', 0, 10)] }),
  )

  it('names the item that should sound, up to but not at its end', () => {
    expect(itemAt(plan, 9_999)?.title).toBe('Bản tin a')
    expect(itemAt(plan, 10_000)).toBeNull()
    expect(itemAt(undefined, 0)).toBeNull()
  })

  it('opens at the block that goes on, else at the next', () => {
    expect(currentBlock(plan, 29_999)).toBe('block-0')
    expect(currentBlock(plan, 30_000)).toBe('block-60000')
    expect(currentBlock(plan, 90_000)).toBeNull()
  })
})
