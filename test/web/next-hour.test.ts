import { describe, expect, it } from 'vitest'
import { ribbonOf } from '../../web/data/next-hour.ts'
import { aBlock, anItem, aPlan } from './a-plan.ts'

const MINUTE = 60_000
const NOW = 100 * MINUTE

describe('the ribbon of the next hour', () => {
  it('is to scale: a six-minute window takes a tenth of it', () => {
    const ribbon = ribbonOf(aPlan(aBlock(NOW + 27 * MINUTE, 360)), NOW)
    expect(ribbon.bands[0]?.top).toBeCloseTo(0.5)
    expect(ribbon.bands[0]?.height).toBeCloseTo(0.1)
    expect(ribbon.now).toBeCloseTo(0.05)
  })

  it('leaves gaps as gaps and shows nothing beyond its ends', () => {
    const plan = aPlan(
      aBlock(NOW - 10 * MINUTE, 60),
      aBlock(NOW, 60),
      aBlock(NOW + 30 * MINUTE, 60),
      aBlock(NOW + 58 * MINUTE, 60),
    )
    const { bands } = ribbonOf(plan, NOW)
    expect(bands.map((band) => band.startsAt)).toEqual([NOW, NOW + 30 * MINUTE])
    expect((bands[1]?.top ?? 0) - (bands[0]?.top ?? 0)).toBeCloseTo(0.5)
  })

  it('drops a label that would lie on the one before, never the band', () => {
    const { bands } = ribbonOf(aPlan(aBlock(NOW, 30), aBlock(NOW + MINUTE, 30)), NOW)
    expect(bands.map((band) => band.labelled)).toEqual([true, false])
  })

  it('labels no band whose beginning has gone by, since the label would lie at a wrong time', () => {
    const { bands } = ribbonOf(aPlan(aBlock(NOW - 4 * MINUTE, 120)), NOW)
    expect(bands.map((band) => [band.top, band.labelled])).toEqual([[0, false]])
  })

  it('counts bulletins, not tunes', () => {
    const items = [{ ...anItem('a', 0, 5), kind: 'tune' as const }, anItem('b', 5, 20)]
    expect(ribbonOf(aPlan(aBlock(NOW, 60, { items })), NOW).bands[0]?.items).toBe(1)
  })
})
