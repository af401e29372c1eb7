import { describe, expect, it } from 'vitest'
import { createStationProgramme } from '../../playout/station/station-programme.ts'
import { airSampleOf } from '../../playout/timeline/instance.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
const MORNING = Date.parse('2026-03-02T08:00:00+07:00')
const sound = {
  name: 'tin',
  digest: 'a'.repeat(64),
  pcm: noise(1, 10 * SECOND),
  bytes: Buffer.alloc(9),
  path: '',
}

describe('the reason that a station signs for a miss', () => {
  const reasonsAt = (now: number, runningSince: number, path: string | null) => {
    const programme = createStationProgramme({
      history: new Map(),
      since: MORNING - 1_000,
      runningSince: () => airSampleOf(runningSince),
      passed: { surely: (now) => now, livedSince: () => 0, wasDistrusted: () => false },
      pathOf: () => path,
      isUnderWay: () => false,
      stops: { isSilent: () => false, outputs: () => new Set() },
      mayBegin: () => true,
      relay: {
        cues: () => [],
        isLive: () => false,
        cutOf: () => null,
        place: (one) => one,
        overrunOf: () => 0,
      },
    })
    const block = makeBlock(MORNING, [
      makeItem({ sound, offsetSamples: 0, lengthSamples: 10 * SECOND }),
    ])
    programme.swap(makeManifest(1, [block], [sound]), airSampleOf(now))
    return programme
      .misses(airSampleOf(now))
      .map((event) => ('reason' in event ? event.reason : event.type))
  }

  it('is that nothing ran, where the item was over before the process began', () => {
    expect(reasonsAt(MORNING + 60_000, MORNING + 30_000, null)).toEqual(['not-running'])
  })

  it('is the missing sound only where the process was there and had none', () => {
    expect(reasonsAt(MORNING + 60_000, MORNING - 500, null)).toEqual(['asset-missing'])
    expect(reasonsAt(MORNING + 60_000, MORNING - 500, 'held')).toEqual(['missed'])
  })
})
