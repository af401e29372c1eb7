import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import { parseOutputWish } from '../../playout/output/output-wish.ts'
import { createStationProgramme } from '../../playout/station/station-programme.ts'
import { orderRestart, orderStop } from '../../playout/station/stops.ts'
import { airSampleOf } from '../../playout/timeline/instance.ts'
import {
  makeBlock,
  makeItem,
  makeManifest,
  makeOffice,
  type Office,
} from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import {
  firstSampleAt,
  indexOfExactly,
  makeSound,
  readWav,
  type TestSound,
} from '../support/playout-sounds.ts'
import { startTestStation, type TestStation } from '../support/playout-station.ts'

const SECOND = 48_000
let folder: string
let office: Office
let long: TestSound
let storm: TestSound
let server: TestServer
let station: TestStation | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emergency-'))
  office = await makeOffice()
  long = makeSound(folder, 'dai', 31, 12 * SECOND)
  storm = makeSound(folder, 'bao-lu', 32, 2 * SECOND)
})
afterEach(async () => {
  await station?.stop()
  station = null
  await server.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ofType = <T extends StationEvent['type']>(type: T) =>
  server
    .events()
    .filter((event): event is Extract<StationEvent, { type: T }> => event.type === type)

const sounds = () => [long, storm]

/** A long bulletin that begins soon, and the station that plays it, with both files at hand. */
async function startWithLong(): Promise<Block> {
  server = await startTestServer(office, sounds())
  const block = makeBlock(Date.now() + 2_500, [makeItem({ sound: long, offsetSamples: 0 })])
  server.publish(await office.sign(makeManifest(1, [block], sounds())), 1)
  station = await startTestStation(server)
  await until('the long one sounds', () => ofType('started').length === 1)
  await until('both files are there', () => server.statuses().at(-1)?.assetsHeld === 2)
  return block
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
    runningSince: 0,
    pathOf: () => 'held',
    isUnderWay: () => false,
    stops: { isSilent: () => false, outputs: () => new Set() },
    mayBegin: () => true,
    relay: { cues: () => [], isLive: () => false, cutOf: () => null, place: (one) => one },
  })

const logLine = (text: string) => station?.log().findIndex((line) => line.includes(text)) ?? -1

describe('something urgent', () => {
  it('breaks in at once and whole, and what it interrupted is joined where it should be', async () => {
    const block = await startWithLong()
    const signed = await office.sign(
      makeManifest(2, [block, urgentBlock(Date.now() - 1_000)], sounds()),
    )
    server.publish(signed, 2)
    await until('the manifest is there', () => logLine('"version":2') >= 0)
    const acceptedAt = Date.now()
    await until('it has ended, and then the long one', () => ofType('ended').length === 2)
    const wav = station?.wav ?? ''
    await station?.pause()
    station = null
    const capture = readWav(wav)
    const zero = firstSampleAt(wav)
    const at = indexOfExactly(capture, storm.pcm)
    const heardAfter = zero + at / 48 - acceptedAt
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
    const planned = Math.round((block.startsAt - zero) * 48)
    expect(indexOfExactly(capture, tail) - planned).toBe(long.pcm.length - SECOND)
    expect(ofType('ended').map(({ title }) => title)).toEqual(['Bản tin bao-lu', 'Bản tin dai'])
    expect(ofType('ended')[0]).toMatchObject({ samplesSent: storm.pcm.length, fromSample: 0 })
  }, 40_000)

  it('is on air in the station’s own words until its last sample, however late it came', async () => {
    const block = await startWithLong()
    const lateBy = 60_000
    const urgent = urgentBlock(Date.now() - lateBy)
    server.publish(await office.sign(makeManifest(2, [block, urgent], sounds())), 2)
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

describe('an order to stop', () => {
  it('of the office silences what sounds at once, and holds over a restart until taken back', async () => {
    const block = await startWithLong()
    const next = makeBlock(block.startsAt + 13_000, [
      makeItem({ sound: storm, offsetSamples: 0, version: 'sau/1' }),
    ])
    const stop = { id: 'dung-1', at: Date.now(), outputs: null, reason: 'dừng phát' }
    const stopped = makeManifest(2, [block, next], sounds(), { stops: [stop] })
    const orderedAt = Date.now()
    server.publish(await office.sign(stopped), 2)
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('interrupted')[0]?.reason).toBe('stopped')
    expect((ofType('interrupted')[0]?.endedAt ?? 0) - orderedAt).toBeLessThan(2_000)
    expect(ofType('stopped')).toMatchObject([{ about: 'dung-1', reason: 'dừng phát' }])

    await station?.pause()
    station = await startTestStation(server, { folder: station?.folder ?? '' })
    await until('it is up again', () => ofType('boot').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(ofType('started').length).toBe(1)
    expect(ofType('stopped').length).toBe(1)

    const soon = makeBlock(Math.max(block.startsAt + 12_500, Date.now() + 1_500), next.items)
    server.publish(await office.sign(makeManifest(3, [block, soon], sounds())), 3)
    await until('it sounds again', () => ofType('ended').length === 1, 20_000)
    expect(ofType('restarted')).toMatchObject([{ about: 'dung-1' }])
    // What a person cut does not come back by itself.
    expect(ofType('started').map(({ title }) => title)).toEqual(['Bản tin dai', 'Bản tin bao-lu'])
  }, 60_000)

  it('of one cluster silences its output at once, while the others sound on to the last sample', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cum-loa-'))
    const other = join(folder, 'cho.wav')
    server = await startTestServer(office, sounds())
    const block = makeBlock(Date.now() + 2_500, [makeItem({ sound: long, offsetSamples: 0 })])
    server.publish(await office.sign(makeManifest(1, [block], sounds())), 1)
    station = await startTestStation(server, { more: [parseOutputWish('file', `cho=${other}`)] })
    await until('it sounds', () => ofType('started').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const stop = { id: 'dung-cho', at: Date.now(), outputs: ['cho'], reason: 'chợ họp' }
    server.publish(await office.sign(makeManifest(2, [block], sounds(), { stops: [stop] })), 2)
    await until('it is stopped', () => ofType('stopped').length === 1)
    const stoppedAt = server.events().find(({ type }) => type === 'stopped')?.clock.at ?? 0
    await until('the others are through', () => ofType('ended').length === 1, 20_000)
    const after = makeBlock(Date.now() + 4_000, [
      makeItem({ sound: storm, offsetSamples: 0, version: 'sau/1' }),
    ])
    server.publish(await office.sign(makeManifest(3, [block, after], sounds())), 3)
    await until('both sound again', () => ofType('ended').length === 2, 20_000)
    const { wav } = station
    await station.pause()
    station = null
    expect(ofType('restarted')).toMatchObject([{ about: 'dung-cho' }])
    expect(ofType('ended')[1]?.outputs).toEqual(['cho', 'file'])
    const whole = readWav(wav)
    const placed = Math.round((block.startsAt - firstSampleAt(wav)) * 48)
    expect(indexOfExactly(whole, long.pcm)).toBe(placed)

    const silenced = readWav(other)
    const zero = firstSampleAt(other)
    const again = indexOfExactly(silenced, storm.pcm)
    expect(again).toBe(Math.round((after.startsAt - zero) * 48))
    const last = silenced.subarray(0, again).findLastIndex((sample) => sample !== 0)
    console.info(
      `a cluster was silent ${(zero + last / 48 - stoppedAt).toFixed(0)} ms after the order`,
    )
    expect(zero + last / 48 - stoppedAt).toBeLessThan(300)
    // As it was up to 30 ms before, and never back by itself.
    const start = Math.round((block.startsAt - zero) * 48)
    const kept = long.pcm.subarray(0, last - start - 1_500)
    expect(indexOfExactly(silenced, kept)).toBe(start)
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  it('of every cluster by name is an order to all: what sounded is signed as stopped', async () => {
    const block = await startWithLong()
    const stop = { id: 'dung-het', at: Date.now(), outputs: ['file'], reason: 'cụm duy nhất' }
    server.publish(await office.sign(makeManifest(2, [block], sounds(), { stops: [stop] })), 2)
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('interrupted')[0]).toMatchObject({ reason: 'stopped' })
  }, 40_000)

  it('of somebody at the station holds until somebody there takes it back', async () => {
    await startWithLong()
    await orderStop(station?.folder ?? '', Date.now(), 'loa hú')
    await until('it is silent', () => ofType('interrupted').length === 1)
    expect(ofType('stopped')).toMatchObject([{ reason: 'loa hú' }])
    await orderRestart(station?.folder ?? '')
    await until('that is signed', () => ofType('restarted').length === 1)
  }, 40_000)
})
