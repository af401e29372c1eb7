import { describe, expect, it } from 'vitest'
import { needOf } from '../../web/data/campaign-need.ts'
import { aBlock, aPlan, aRelay } from './a-plan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Three windows of 25 minutes, 10 of which are the district's, 05:00, 11:00 and 17:00. */
const day = aPlan(
  ...[5, 11, 17].map((hour) => aBlock(hour * HOUR, 1_500, { relayTime: [aRelay(0, 900)] })),
)
const wish = { floor: 3, spread: 3, campaignGapMs: 2 * HOUR, sharePercent: 100 }

describe('what a campaign needs of a day', () => {
  it('is its floor by the mean length of its bulletins, of the district’s own part', () => {
    expect(needOf(wish, [2 * MINUTE, 4 * MINUTE], day)).toEqual({
      ...{ windows: 3, ownMs: 30 * MINUTE, shareMs: 30 * MINUTE, needMs: 9 * MINUTE },
      hindrances: [],
    })
    expect(needOf(wish, [], day).needMs).toBeNull()
  })

  it('does not fit when its share of the time is too short, and says by how much', () => {
    const { hindrances } = needOf({ ...wish, sharePercent: 20 }, [3 * MINUTE], day)
    expect(hindrances).toEqual([{ kind: 'time', lacksMs: 3 * MINUTE }])
  })

  it('does not fit into more windows than there are, nor with gaps longer than the day', () => {
    const wide = { ...wish, floor: 5, spread: 4, campaignGapMs: 4 * HOUR }
    expect(needOf(wide, [MINUTE], day).hindrances).toEqual([
      { kind: 'windows', windows: 3 },
      { kind: 'gap', lacksMs: 16 * HOUR - (12 * HOUR + 25 * MINUTE) },
    ])
  })

  it('says nothing of a day without windows', () => {
    expect(needOf(wish, [MINUTE], aPlan())).toMatchObject({ windows: 0, hindrances: [] })
  })
})
