import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Block } from '../../playout/contract/manifest.ts'
import { parseOutputWish } from '../../playout/output/output-wish.ts'
import { createStationProgramme } from '../../playout/station/station-programme.ts'
import { orderRestart, orderStop } from '../../playout/station/stops.ts'
import { airSampleOf } from '../../playout/timeline/instance.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import type { TestStation } from '../support/playout-station.ts'
import { layBench, readCapture, type Stage } from '../support/station-stage.ts'

const SECOND = 48_000
const bench = layBench('emergency')
let long: TestSound
let storm: TestSound
let flood: TestSound

beforeAll(() => {
  long = bench.sound('dai', 12 * SECOND)
  storm = bench.sound('bao-lu', 2 * SECOND)
  flood = bench.sound('xa-lu', 8 * SECOND)
})

const sounds = () => [long, storm, flood]

type Sounding = Readonly<{ stage: Stage; station: TestStation; block: Block }>

/** A long bulletin that begins soon, and the station that plays it, with both files at hand. */
async function startWithLong(
  test: Parameters<typeof bench.stage>[0],
  more: Parameters<Stage['start']>[0] = {},
): Promise<Sounding> {
  const stage = await bench.stage(test, sounds())
  const block = makeBlock(Date.now() + 2_500, [makeItem({ sound: long, offsetSamples: 0 })])
  await stage.publish([block])
  const station = await stage.start(more)
  await until('the long one sounds', () => stage.ofType('started').length === 1)
  await until('all files are there', () => stage.server.statuses().at(-1)?.assetsHeld === 3)
  return { stage, station, block }
}

const urgentBlock = (at: number, more: Partial<Block> = {}): Block => {
  const item = makeItem({ sound: storm, offsetSamples: 0 })
  return makeBlock(at, [item], { urgent: true, ...more })
}

/** What a station would sound, without a player. */
const programmeAlone = () =>
  createStationProgramme({
    history: new Map(),
    since: 0,
    runningSince: () => 0,
    passed: { surely: (now) => now, livedSince: () => 0, wasDistrusted: () => false },
    pathOf: () => 'held',
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

describe.concurrent('something urgent', () => {
  it('breaks in at once and whole, and what it interrupted is joined where it should be', async (test) => {
    const { stage, station, block } = await startWithLong(test)
    const { ofType } = stage
    await stage.publish([block, urgentBlock(Date.now() - 1_000)])
    await until('the manifest is there', () =>
      station.log().some((line) => line.includes('"version":2')),
    )
    const acceptedAt = Date.now()
    await until('it has ended, and then the long one', () => ofType('ended').length === 2)
    const { pcm: capture, at: placeOf } = await stage.capture()
    const at = indexOfExactly(capture, storm.pcm)
    const heardAfter = (at - placeOf(acceptedAt)) / 48
    console.info(`something urgent was heard ${heardAfter.toFixed(0)} ms after its manifest came`)
    expect(at).toBeGreaterThan(0)
    expect(heardAfter).toBeLessThan(2_000)

    const [cut] = ofType('interrupted')
    expect(cut).toMatchObject({ reason: 'emergency', title: 'Bản tin dai' })
    // What is signed is what can be heard: a fade of 30 ms ends right before the urgent one.
    const sent = cut?.samplesSent ?? 0
    expect(indexOfExactly(capture, long.pcm.subarray(0, sent - 1_440))).toBe(at - sent)
    // The rest is where it would have been.
    const tail = long.pcm.subarray(long.pcm.length - SECOND)
    expect(indexOfExactly(capture, tail) - placeOf(block.startsAt)).toBe(long.pcm.length - SECOND)
    expect(ofType('ended').map(({ title }) => title)).toEqual(['Bản tin bao-lu', 'Bản tin dai'])
    expect(ofType('ended')[0]).toMatchObject({ samplesSent: storm.pcm.length, fromSample: 0 })
  }, 40_000)

  it('is on air in the station’s own words until its last sample, however late it came', async (test) => {
    const { stage, block } = await startWithLong(test)
    const { ofType, server } = stage
    const lateBy = 60_000
    const urgent = urgentBlock(Date.now() - lateBy)
    await stage.publish([block, urgent])
    const [item] = urgent.items
    const said = () =>
      server
        .statuses()
        .map(({ onAir }) => onAir as { item: string; startedAt: number; endsAt: number } | null)
        .find((one) => one?.item === item?.id)
    await until('it says that this is on air', () => said() !== undefined)
    await until('it has ended', () => ofType('ended').length > 0)
    const [ended] = ofType('ended')
    // Not where it was ordered, a minute ago.
    expect(said()?.startedAt).toBe(ended?.startedAt)
    expect(said()?.endsAt).toBe((ended?.startedAt ?? 0) + storm.pcm.length / 48)
  }, 40_000)

  it('that a person ended is cut at once, though nothing else wants the air', () => {
    const now = Date.now()
    const programme = programmeAlone()
    const air = airSampleOf(now)
    programme.swap(makeManifest(1, [urgentBlock(now)], sounds()), air)
    const [cue] = programme.cues(air, air + SECOND)
    if (!cue) throw new Error('nothing breaks in')
    programme.placed(cue, air)
    expect(programme.cutOf(cue, air + SECOND)).toBe(null)
    programme.swap(makeManifest(2, [], sounds()), air + SECOND)
    expect(programme.cutOf(cue, air + SECOND)).toMatchObject({ reason: 'emergency-ended' })
  })

  it('ordered by day wakes nobody minutes later, at night; what was ordered for the night sounds', () => {
    const night = Date.parse('2026-11-22T21:01:00+07:00')
    const quiet = { quietHours: { from: '21:00', to: '05:00' } }
    const air = airSampleOf(night)
    const given = (startsAt: number) => {
      const programme = programmeAlone()
      const item = makeItem({ sound: storm, offsetSamples: 0 })
      const emergency = {
        ...item,
        bulletin: item.bulletin && { ...item.bulletin, class: 'emergency' as const },
      }
      const block = makeBlock(startsAt, [emergency], { urgent: true })
      programme.swap(makeManifest(1, [block], sounds(), quiet), air)
      return programme.cues(air, air + SECOND).length
    }
    expect(given(night - 2 * 60_000)).toBe(0)
    expect(given(night - 30_000)).toBe(1)
    // It reached into the night as it was ordered, so a second person confirmed it.
    expect(given(Date.parse('2026-11-22T20:59:59+07:00'))).toBe(1)
  })

  it('waits for no clock that is slow but trusted', () => {
    const now = Date.now()
    const air = airSampleOf(now)
    const given = (aheadMs: number) => {
      const programme = programmeAlone()
      programme.swap(makeManifest(1, [urgentBlock(now + aheadMs)], sounds()), air)
      return programme.cues(air, air + SECOND).length
    }
    expect(given(30_000)).toBe(1)
    expect(given(120_000)).toBe(0)
  })

  it('that comes too late startles nobody, and its miss is signed', () => {
    const now = Date.now()
    const programme = programmeAlone()
    const air = airSampleOf(now)
    const given = (ageMs: number, version: number) => {
      programme.swap(makeManifest(version, [urgentBlock(now - ageMs)], sounds()), air)
      return programme.cues(air, air + SECOND).map(({ urgent }) => urgent)
    }
    expect(given(9 * 60_000, 1)).toEqual([true])
    expect(programme.misses(air)).toEqual([])
    expect(given(11 * 60_000, 2)).toEqual([])
    expect(programme.misses(air)).toMatchObject([{ type: 'skipped', reason: 'missed' }])
  })
})

describe.concurrent('an order to stop', () => {
  it('of the office silences what sounds at once, and holds over a restart until taken back', async (test) => {
    const { stage, station, block } = await startWithLong(test)
    const { ofType } = stage
    const next = makeBlock(block.startsAt + 13_000, [
      makeItem({ sound: storm, offsetSamples: 0, version: 'sau/1' }),
    ])
    const stop = { id: 'dung-1', at: Date.now(), outputs: null, reason: 'dừng phát' }
    const orderedAt = Date.now()
    await stage.publish([block, next], { stops: [stop] })
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('interrupted')[0]?.reason).toBe('stopped')
    expect((ofType('interrupted')[0]?.endedAt ?? 0) - orderedAt).toBeLessThan(2_000)
    expect(ofType('stopped')).toMatchObject([{ about: 'dung-1', reason: 'dừng phát' }])

    await stage.start({ folder: station.folder })
    await until('it is up again', () => ofType('boot').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(ofType('started').length).toBe(1)
    expect(ofType('stopped').length).toBe(1)

    const soon = makeBlock(Math.max(block.startsAt + 12_500, Date.now() + 1_500), next.items)
    await stage.publish([block, soon])
    await until('it sounds again', () => ofType('ended').length === 1, 20_000)
    expect(ofType('restarted')).toMatchObject([{ about: 'dung-1' }])
    // What a person cut does not come back by itself.
    expect(ofType('started').map(({ title }) => title)).toEqual(['Bản tin dai', 'Bản tin bao-lu'])
  }, 60_000)

  it('of one cluster silences its output at once, while the others sound on to the last sample', async (test) => {
    const other = join(bench.folder(), 'cho.wav')
    const { stage, block } = await startWithLong(test, {
      more: [parseOutputWish('file', `cho=${other}`)],
    })
    const { ofType } = stage
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const stop = { id: 'dung-cho', at: Date.now(), outputs: ['cho'], reason: 'chợ họp' }
    await stage.publish([block], { stops: [stop] })
    await until('it is stopped', () => ofType('stopped').length === 1)
    const stoppedAt = ofType('stopped')[0]?.clock.at ?? 0
    await until('the others are through', () => ofType('ended').length === 1, 20_000)
    const after = makeBlock(Date.now() + 4_000, [
      makeItem({ sound: storm, offsetSamples: 0, version: 'sau/1' }),
    ])
    await stage.publish([block, after])
    await until('both sound again', () => ofType('ended').length === 2, 20_000)
    const whole = await stage.capture()
    expect(ofType('restarted')).toMatchObject([{ about: 'dung-cho' }])
    expect(ofType('ended')[1]?.outputs).toEqual(['cho', 'file'])
    expect(indexOfExactly(whole.pcm, long.pcm)).toBe(whole.at(block.startsAt))

    const { pcm: silenced, at } = readCapture(other)
    const again = indexOfExactly(silenced, storm.pcm)
    expect(again).toBe(at(after.startsAt))
    const last = silenced.subarray(0, again).findLastIndex((sample) => sample !== 0)
    const silentAfter = (last - at(stoppedAt)) / 48
    console.info(`a cluster was silent ${silentAfter.toFixed(0)} ms after the order`)
    expect(silentAfter).toBeLessThan(300)
    // As it was up to 30 ms before, and never back by itself.
    const start = at(block.startsAt)
    expect(indexOfExactly(silenced, long.pcm.subarray(0, last - start - 1_500))).toBe(start)
  }, 60_000)

  it('of one cluster amid an emergency holds there, while the other output sounds until a person ends it', async (test) => {
    const other = join(bench.folder(), 'xa.wav')
    const { stage, block } = await startWithLong(test, {
      more: [parseOutputWish('file', `xa=${other}`)],
    })
    const { ofType } = stage
    const urgent = makeBlock(Date.now(), [makeItem({ sound: flood, offsetSamples: 0 })], {
      urgent: true,
    })
    await stage.publish([block, urgent])
    const breaksIn = () => ofType('started').some(({ title }) => title === 'Bản tin xa-lu')
    await until('it breaks in', breaksIn)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const stops = [{ id: 'dung-xa', at: Date.now(), outputs: ['xa'], reason: 'loa hú' }]
    await stage.publish([block, urgent], { stops })
    await until('the cluster is stopped', () => ofType('stopped').length === 1)
    const stoppedAt = ofType('stopped')[0]?.clock.at ?? 0
    await new Promise((resolve) => setTimeout(resolve, 700))
    // A person ends the emergency; nobody has restarted the cluster.
    await stage.publish([block], { stops })
    await until('it is over', () => ofType('ended').length === 1, 20_000)
    const whole = await stage.capture()
    const cut = ofType('interrupted').find(({ reason }) => reason === 'emergency-ended')
    expect(cut).toMatchObject({ title: 'Bản tin xa-lu', fromSample: 0 })
    const sent = cut?.samplesSent ?? 0
    expect(sent).toBeLessThan(flood.pcm.length)
    const place = indexOfExactly(whole.pcm, flood.pcm.subarray(0, sent - 1_440))
    expect(place).toBeGreaterThan(whole.at(block.startsAt))
    // What it interrupted goes on soon after, where it should be by then, and only there.
    const tail = long.pcm.subarray(long.pcm.length - SECOND)
    expect(indexOfExactly(whole.pcm, tail) - whole.at(block.startsAt)).toBe(
      long.pcm.length - SECOND,
    )
    const silenced = readCapture(other)
    const heard = indexOfExactly(silenced.pcm, flood.pcm.subarray(0, SECOND / 2))
    expect(heard - silenced.at(block.startsAt)).toBe(place - whole.at(block.startsAt))
    const last = silenced.pcm.findLastIndex((sample) => sample !== 0)
    expect((last - silenced.at(stoppedAt)) / 48).toBeLessThan(300)
    expect(last - heard).toBeLessThan(sent)
  }, 60_000)

  it('of every cluster by name is an order to all: what sounded is signed as stopped', async (test) => {
    const { stage, block } = await startWithLong(test)
    const { ofType } = stage
    const stop = { id: 'dung-het', at: Date.now(), outputs: ['file'], reason: 'cụm duy nhất' }
    await stage.publish([block], { stops: [stop] })
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('interrupted')[0]).toMatchObject({ reason: 'stopped' })
  }, 40_000)

  it('of somebody at the station holds until somebody there takes it back', async (test) => {
    const { stage, station } = await startWithLong(test)
    const { ofType } = stage
    await orderStop(station.folder, Date.now(), 'loa hú')
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('stopped')).toMatchObject([{ reason: 'loa hú' }])
    await orderRestart(station.folder)
    await until('that is signed', () => ofType('restarted').length === 1)
  }, 40_000)
})
