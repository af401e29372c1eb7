import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCardClock } from '../../playout/output/card-clock.ts'

/** A card that began at 1 s and runs fast or slow, reporting every 50 ms with some jitter. */
function reportFor(
  card: ReturnType<typeof createCardClock>,
  ppm: number,
  seconds: number,
  late = 0,
) {
  const rate = 48 * (1 + ppm / 1e6)
  for (let heard = 2_400; heard < seconds * 48_000; heard += 2_400) {
    const jitter = heard % 7_200 === 0 ? 0.3 : 0
    card.report(1_000 + late + heard / rate + jitter, heard)
  }
  return (sample: number) => 1_000 + late + sample / rate
}

describe('the place of a sound card', () => {
  it('is known to a tenth of a millisecond within seconds, whatever its rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (ppm) => {
        const card = createCardClock()
        const truth = reportFor(card, ppm, 20)
        const ahead = 20.7 * 48_000
        expect(Math.abs((card.heardAt(ahead) ?? 0) - truth(ahead))).toBeLessThan(0.15)
      }),
    )
  })

  it('is not claimed to be known from a report or two', () => {
    const card = createCardClock()
    card.report(1_000, 100)
    card.report(1_050, 2_500)
    expect(card.heardAt(5_000)).toBeNull()
  })

  it('is learnt anew after an underrun', () => {
    const card = createCardClock()
    reportFor(card, 0, 5)
    for (let heard = 240_000; heard < 300_000; heard += 2_400)
      card.report(1_200 + heard / 48, heard)
    expect(card.heardAt(300_000)).toBeCloseTo(1_200 + 6_250, 1)
  })
})
