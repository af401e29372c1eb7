import { beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Block, Item, Manifest } from '../../playout/contract/manifest.ts'
import { faultIn } from '../../playout/contract/trusted-manifest.ts'
import { startLiveStream } from '../support/live-stream.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { bestShift, indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import { layBench, type Stage, untilOver } from '../support/station-stage.ts'

const SECOND = 48_000
const bench = layBench('bat-dau')
let long: TestSound
let short: TestSound
let storm: TestSound

beforeAll(() => {
  long = bench.sound('nhac', 9 * SECOND)
  short = bench.sound('tin', 2 * SECOND)
  storm = bench.sound('bao', 6 * SECOND)
})

type Test = Parameters<typeof bench.stage>[0]

/** A station that has all files and plays these blocks. */
async function air(
  test: Test,
  blocks: readonly Block[],
  more: Partial<Manifest> = {},
): Promise<Stage> {
  const stage = await bench.stage(test, [long, short, storm])
  await stage.publish(blocks, more)
  await stage.start()
  return stage
}

/** Plays blocks until so many airings are over; what came out, and where an instant is in it. */
async function heard(test: Test, blocks: readonly Block[], airings: number) {
  const stage = await air(test, blocks)
  await untilOver(stage, airings)
  return { ...(await stage.capture()), of: (title: string) => linesOf(stage, title) }
}

const linesOf = (stage: Stage, title: string): StationEvent[] =>
  stage.events().filter((event) => 'title' in event && event.title.endsWith(title))

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

type SoftEnd = Readonly<{ end: 'hard' | 'soft'; items: readonly Item[] }>
const HARD: SoftEnd = { end: 'hard', items: [] }

describe.concurrent('on a station', () => {
  it('a block that cuts in stands on its sample, and what it cut is signed as it was heard', async (test) => {
    const now = Date.now() + 8_000
    const cutting = whole(now + 4_321, 'cat', short, { start: { kind: 'now' } })
    const { pcm: capture, at, of } = await heard(test, [whole(now, 'dai', long), cutting], 2)
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

  it('a block that waits is heard whole after the other, and signed with the place that it got', async (test) => {
    const now = Date.now() + 8_000
    const next = whole(now + 4_000, 'sau', short, { start: { kind: 'next' } })
    const { pcm: capture, at, of } = await heard(test, [whole(now, 'dai', long), next], 2)
    expect(indexOfExactly(capture, long.pcm)).toBe(at(now))
    expect(indexOfExactly(capture, short.pcm)).toBe(at(now + 9_000))
    expect(of('tin').at(-1)).toMatchObject({
      type: 'ended',
      plannedAt: now + 9_000,
      startErrorSamples: 0,
    })
  }, 60_000)

  it('a tune lies under a bulletin, twelve decibels softer while it is read', async (test) => {
    const now = Date.now() + 8_000
    const tune = {
      ...makeItem({ sound: long, offsetSamples: 0, version: 'nhac/1' }),
      under: { millibels: -1_200, rampSamples: SECOND / 2 },
      fade: { inSamples: SECOND, outSamples: SECOND },
    }
    const read = makeItem({ sound: short, offsetSamples: 3 * SECOND })
    const {
      pcm: capture,
      at,
      of,
    } = await heard(test, [makeBlock(now, [tune, read], { lengthSamples: 9 * SECOND })], 2)
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
  /** Has the storm break in, so that it has the air over `instant`. */
  async function breakIn(stage: Stage, blocks: readonly Block[], instant: number, ended = false) {
    await until('it is time', () => Date.now() > instant - 3_000, 30_000)
    const item = makeItem({ sound: storm, offsetSamples: 0 })
    await stage.publish([...blocks, makeBlock(Date.now(), [item], { id: 'bao', urgent: true })])
    if (!ended) return
    await until('it sounds', () =>
      stage.ofType('started').some(({ title }) => title.endsWith('bao')),
    )
    await until('its instant has gone by', () => Date.now() > instant + 500)
    await stage.publish(blocks)
  }

  it('a block that waits begins whole where an emergency over its instant really ended', async (test) => {
    const now = Date.now() + 8_000
    // The first was to end with the emergency on; what was left of it is not worth joining.
    const blocks = [
      whole(now, 'dau', long),
      whole(now + 9_000, 'sau', short, { start: { kind: 'next' } }),
    ]
    const stage = await air(test, blocks)
    await breakIn(stage, blocks, now + 9_000)
    await untilOver(stage, 3)
    const { pcm, at } = await stage.capture()
    const place = indexOfExactly(pcm, storm.pcm)
    expect(place).toBeGreaterThan(at(now))
    expect(indexOfExactly(pcm, short.pcm)).toBe(place + storm.pcm.length)
    expect(linesOf(stage, 'tin').at(-1)).toMatchObject({
      ...{ type: 'ended', fromSample: 0, samplesSent: short.pcm.length, startErrorSamples: 0 },
    })
  }, 60_000)

  it('a block that waits begins whole, soon, when a person ends the emergency', async (test) => {
    const now = Date.now() + 8_000
    const blocks = [whole(now, 'sau', short, { start: { kind: 'next' } })]
    const stage = await air(test, blocks)
    await breakIn(stage, blocks, now, true)
    await until('it is told', () => linesOf(stage, 'tin').some(({ type }) => type === 'ended'))
    const { pcm } = await stage.capture()
    const [cut] = linesOf(stage, 'bao').filter(({ type }) => type === 'interrupted')
    expect(cut).toMatchObject({ reason: 'emergency-ended' })
    const last = linesOf(stage, 'tin').at(-1)
    expect(last).toMatchObject({ type: 'ended', fromSample: 0, samplesSent: short.pcm.length })
    expect(indexOfExactly(pcm, short.pcm)).toBeGreaterThan(0)
    const startedAt = last && 'startedAt' in last ? (last.startedAt ?? 0) : 0
    const endedAt = cut && 'endedAt' in cut ? (cut.endedAt ?? 0) : 0
    expect(startedAt - endedAt).toBeLessThan(2_000)
  }, 60_000)

  /** A block that carries a tone for `seconds`, and the source of it. */
  async function carrying(test: Test, startsAt: number, seconds: number, more: SoftEnd = HARD) {
    const tone = await startLiveStream('tone')
    test.onTestFinished(tone.close)
    const part = { source: 'province' as const, offsetSamples: 0, live: 'dai-tinh' }
    const lengthSamples = seconds * SECOND
    const relayTime = [{ ...part, lengthSamples, end: more.end }]
    const source = { id: 'dai-tinh', source: 'province' as const, backup: null, address: tone.url }
    return {
      block: makeBlock(startsAt, more.items, {
        ...{ id: 'tiep-song', relayTime },
        ...(more.items.length === 0 ? { lengthSamples } : {}),
      }),
      more: { liveSources: [source] },
    }
  }

  it('a block that states no start begins on its sample, and what runs over leaves room for all', async (test) => {
    const now = Date.now() + 9_000
    const behind = makeItem({ sound: storm, offsetSamples: 3 * SECOND })
    // A tone never pauses: it would run over for a minute.
    const { block, more } = await carrying(test, now, 3, { end: 'soft', items: [behind] })
    const gap = 1_500
    const nextAt = now + 3_000 + storm.pcm.length / 48 + gap
    const stage = await air(test, [block, whole(nextAt, 'sau', short)], more)
    await untilOver(stage, 2)
    const { pcm, at } = await stage.capture()
    expect(stage.ofType('relay-ended')).toMatchObject([{ reason: '', amountMs: 3_000 + gap }])
    expect(indexOfExactly(pcm, storm.pcm)).toBe(at(now + 3_000 + gap))
    expect(indexOfExactly(pcm, short.pcm)).toBe(at(nextAt))
    expect(stage.ofType('ended')).toHaveLength(2)
  }, 60_000)

  it('a block that cuts in cuts what another carries live, and is heard alone', async (test) => {
    const now = Date.now() + 9_000
    const { block, more } = await carrying(test, now, 8)
    const cutting = whole(now + 3_000, 'cat', short, { start: { kind: 'now' } })
    const stage = await air(test, [block, cutting], more)
    await untilOver(stage, 1)
    await until('the part is over', () => stage.ofType('relay-ended').length === 1)
    const { pcm, at } = await stage.capture()
    expect(indexOfExactly(pcm, short.pcm)).toBe(at(now + 3_000))
    expect(stage.ofType('relay-ended')).toMatchObject([{ reason: 'gave-way', amountMs: 3_000 }])
    expect(pcm.subarray(at(now + 5_000) + 100).some((sample) => sample !== 0)).toBe(false)
  }, 60_000)

  it('a block that waits is heard when what another carries live is over', async (test) => {
    const now = Date.now() + 9_000
    const { block, more } = await carrying(test, now, 5)
    const next = whole(now + 2_000, 'sau', short, { start: { kind: 'next' } })
    const stage = await air(test, [block, next], more)
    await untilOver(stage, 1)
    const { pcm, at } = await stage.capture()
    expect(indexOfExactly(pcm, short.pcm)).toBe(at(now + 5_000))
    expect(stage.ofType('relay-ended')).toMatchObject([{ reason: '', amountMs: 5_000 }])
  }, 60_000)
})
