import { describe, expect, it } from 'vitest'
import { needOf } from '../../web/data/campaign-need.ts'
import { aBlock, aPlan, aRelay } from './a-plan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Three windows of 25 minutes, 10 of which are the district's, 05:00, 11:00 and 17:00. */
const day = aPlan(
  ...[5, 11, 17].map((hour) => aBlock(hour * HOUR, 1_500, { relayTime: [aRelay(0, 900)] })),
)

describe('what a campaign needs of a day', () => {
  it('is its floor by the mean length of its bulletins, beside the district’s own part', () => {
    expect(needOf(3, [2 * MINUTE, 4 * MINUTE], day)).toEqual({
      ...{ windows: 3, ownMs: 30 * MINUTE, needMs: 9 * MINUTE },
    })
  })

  it('is not known while it has no bulletins', () => {
    expect(needOf(3, [], day).needMs).toBeNull()
  })

  it('leaves tests out: they are no windows', () => {
    const test = aBlock(8 * HOUR, 60, { purpose: 'test' })
    expect(needOf(1, [MINUTE], aPlan(test))).toMatchObject({ windows: 0, ownMs: 0 })
  })
})
