import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import { faultIn } from '../../playout/contract/trusted-manifest.ts'
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
  bestShift,
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
let short: TestSound
let server: TestServer | null = null
let station: TestStation | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bat-dau-'))
  office = await makeOffice()
  long = makeSound(folder, 'nhac', 101, 9 * SECOND)
  short = makeSound(folder, 'tin', 102, 2 * SECOND)
})
afterEach(async () => {
  await station?.stop()
  station = null
  await server?.close()
  server = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Plays blocks until so many airings are over; what came out, and where an instant is in it. */
async function air(
  blocks: readonly Block[],
  airings: number,
): Promise<
  Readonly<{ capture: Int16Array; at(instant: number): number; of(title: string): StationEvent[] }>
> {
  const started = await startTestServer(office, [long, short])
  server = started
  started.publish(await office.sign(makeManifest(1, blocks, [long, short])), 1)
  station = await startTestStation(started)
  const over = () =>
    started.events().filter(({ type }) => ['ended', 'interrupted', 'skipped'].includes(type))
  await until('all is over', () => over().length === airings, 30_000)
  const { wav } = station
  await station.pause()
  station = null
  const zero = firstSampleAt(wav)
  return {
    capture: readWav(wav),
    at: (instant) => Math.round((instant - zero) * 48),
    of: (title) =>
      started.events().filter((event) => 'title' in event && event.title.endsWith(title)),
  }
}

const whole = (startsAt: number, id: string, sound: TestSound, more: Partial<Block> = {}) =>
  makeBlock(startsAt, [makeItem({ sound, offsetSamples: 0 })], { id, ...more })

describe('what fits together in a manifest', () => {
  const faultOf = (...items: readonly ReturnType<typeof makeItem>[]) =>
    faultIn(
      makeManifest(1, [makeBlock(0, items, { lengthSamples: 9 * SECOND })], [long, short], {}),
    )
  const at = (offset: number, more: object = {}) => ({
    ...makeItem({ sound: short, offsetSamples: offset * SECOND, version: `tin-${offset}/1` }),
    ...more,
  })
  const bed = { under: { millibels: -1_200, rampSamples: 0 } }

  it('are a tune that lies under items and items that begin before the one before has ended', () => {
    const tune = { ...makeItem({ sound: long, offsetSamples: 0, version: 'nhac/1' }), ...bed }
    expect(faultOf(tune, at(1), at(2.5, { segueSamples: SECOND / 2 }))).toBe(null)
  })

  it('are not items that overlap otherwise, or two tunes under one another', () => {
    expect(faultOf(at(1), at(2))).toMatch(/overlaps/)
    expect(faultOf(at(1), at(2, { segueSamples: SECOND / 2 }))).toMatch(/overlaps/)
    expect(faultOf(at(1, bed), at(2, bed))).toMatch(/overlaps/)
    expect(faultOf(at(8))).toMatch(/is shorter than its items/)
  })
})

describe('on a station', () => {
  it('a block that cuts in stands on its sample, and what it cut is signed as it was heard', async () => {
    const now = Date.now() + 8_000
    const cutting = whole(now + 4_321, 'cat', short, { start: { kind: 'now' } })
    const { capture, at, of } = await air([whole(now, 'dai', long), cutting], 2)
    const place = at(now + 4_321)
    expect(indexOfExactly(capture, short.pcm)).toBe(place)
    // Whole up to the fade of 30 ms, and then gone.
    expect(indexOfExactly(capture, long.pcm.subarray(0, 4_291 * 48))).toBe(at(now))
    expect(of('nhac').at(-1)).toMatchObject({
      type: 'interrupted',
      reason: 'gave-way',
      samplesSent: 4_321 * 48,
    })
    expect(capture.subarray(place + 2 * SECOND + 100).some((sample) => sample !== 0)).toBe(false)
  }, 60_000)

  it('a block that waits is heard whole after the other, and signed with the place that it got', async () => {
    const now = Date.now() + 8_000
    const next = whole(now + 4_000, 'sau', short, { start: { kind: 'next' } })
    const { capture, at, of } = await air([whole(now, 'dai', long), next], 2)
    expect(indexOfExactly(capture, long.pcm)).toBe(at(now))
    expect(indexOfExactly(capture, short.pcm)).toBe(at(now + 9_000))
    expect(of('tin').at(-1)).toMatchObject({
      type: 'ended',
      plannedAt: now + 9_000,
      startErrorSamples: 0,
    })
  }, 60_000)

  it('a tune lies under a bulletin, twelve decibels softer while it is read', async () => {
    const now = Date.now() + 8_000
    const tune = {
      ...makeItem({ sound: long, offsetSamples: 0, version: 'nhac/1' }),
      under: { millibels: -1_200, rampSamples: SECOND / 2 },
      fade: { inSamples: SECOND, outSamples: SECOND },
    }
    const read = makeItem({ sound: short, offsetSamples: 3 * SECOND })
    const { capture, at, of } = await air(
      [makeBlock(now, [tune, read], { lengthSamples: 9 * SECOND })],
      2,
    )
    expect(of('nhac').at(-1)).toMatchObject({ type: 'ended', samplesSent: 9 * SECOND })
    expect(of('tin').at(-1)).toMatchObject({ type: 'ended', samplesSent: 2 * SECOND })
    const start = at(now)
    // Alone it is as it is; under the bulletin what is left of it beside that is a quarter.
    const alone = capture.subarray(start + 1.5 * SECOND, start + 2.4 * SECOND)
    expect(alone).toEqual(long.pcm.subarray(1.5 * SECOND, 2.4 * SECOND))
    const both = capture.slice(start + 3 * SECOND, start + 5 * SECOND)
    const rest = both.map((sample, i) => sample - (short.pcm[i] as number))
    const under = rest.map(
      (sample, i) => sample - Math.round((long.pcm[3 * SECOND + i] as number) * 10 ** (-12 / 20)),
    )
    expect(under.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThanOrEqual(
      2,
    )
    expect(bestShift(capture, short.pcm.subarray(0, 4_800), start + 3 * SECOND, 20).shift).toBe(0)
  }, 60_000)
})
