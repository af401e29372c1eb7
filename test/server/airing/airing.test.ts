import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../playout/contract/event.ts'
import {
  SILENCE_MILLIBELS,
  SOUND_FLOOR_MILLIBELS,
  type StationEvent,
} from '../../../playout/contract/event.ts'
import { type Airing, type AiringEvent, projectAiring } from '../../../server/airing/airing.ts'
import { soundOf } from '../../support/station-pen.ts'

const LENGTH = 2_880_000
const sound = soundOf(
  { version: 3 } as never,
  {
    ...{ id: 'w1@2024-08-12', purpose: 'programme', window: 'w1', date: '2024-08-12' },
    startsAt: 1_000_000,
  } as never,
  {
    ...{ id: '0'.repeat(32), kind: 'bulletin', title: 'a', asset: '0'.repeat(64) },
    ...{ offsetSamples: 0, lengthSamples: LENGTH, relayOf: null, bulletin: null },
  } as never,
)

/** The airing after these events, each in the next leaf. */
function airingOf(...happenings: Happening[]): Airing {
  let airing: Airing | null = null
  happenings.forEach((happening, leaf) => {
    const clock = { at: 0, offsetMs: 12, source: 'server', boot: 'b', monotonicMs: 0 } as const
    const event = { ...happening, clock, station: 'my-huong' } as unknown as StationEvent
    airing = projectAiring(airing, event as AiringEvent, leaf, 5_000 + leaf, true)
  })
  if (!airing) throw new Error('no events')
  return airing
}

describe('an airing', () => {
  it('is sounding from its first event to its last', () => {
    expect(airingOf(sound.started)).toMatchObject({
      ...{ outcome: 'sounding', startedAt: 1_000_000, endedAt: null, samplesSent: null },
      ...{ firstLeaf: 0, lastLeaf: 0, clockOffsetMs: 12, manifestVersion: 3 },
    })
    expect(airingOf(sound.started, sound.ended)).toMatchObject({
      ...{ outcome: 'aired', samplesSent: LENGTH, firstLeaf: 0, lastLeaf: 1, receivedAt: 5_001 },
    })
  })

  it('counts as aired from 95 % on, also when it was interrupted there', () => {
    const enough = Math.ceil(LENGTH * 0.95)
    expect(airingOf(sound.started, sound.interruptedAfter(enough)).outcome).toBe('aired')
    const short = airingOf(sound.started, sound.interruptedAfter(enough - 1))
    expect(short).toMatchObject({ outcome: 'partial', reason: 'power-cut' })
  })

  it('is partial when it was joined in progress, whatever the player adds beyond its end', () => {
    const joined = { ...sound.ended, fromSample: LENGTH / 2 }
    expect(airingOf(joined).outcome).toBe('partial')
    expect(airingOf({ ...sound.ended, fromSample: LENGTH / 100 }).outcome).toBe('aired')
  })

  it('is silent below the level at which anything can be heard', () => {
    const quiet = (levelMillibels: number) => airingOf({ ...sound.ended, levelMillibels }).outcome
    expect(quiet(SILENCE_MILLIBELS)).toBe('silent')
    expect(quiet(SOUND_FLOOR_MILLIBELS - 1)).toBe('silent')
    expect(quiet(SOUND_FLOOR_MILLIBELS)).toBe('aired')
  })

  it('is skipped when its time passed without a sample, dropped when it was recalled', () => {
    expect(airingOf(sound.skipped)).toMatchObject({ outcome: 'skipped', reason: 'late' })
    expect(airingOf(sound.dropped)).toMatchObject({ outcome: 'dropped', startedAt: null })
    expect(airingOf(sound.started, sound.dropped)).toMatchObject({
      ...{ outcome: 'dropped', startedAt: 1_000_000 },
    })
    expect(airingOf(sound.started, sound.interruptedAfter(0)).outcome).toBe('skipped')
  })

  it('stays as it ended, whatever is said of it later', () => {
    expect(airingOf(sound.ended, sound.skipped)).toMatchObject({ outcome: 'aired', lastLeaf: 1 })
    expect(airingOf(sound.skipped, sound.ended)).toMatchObject({ outcome: 'skipped' })
  })
})
