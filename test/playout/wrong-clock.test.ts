import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Clock, systemClock } from '../../playout/contract/time.ts'
import { makeBlock, makeItem } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import { layBench } from '../support/station-stage.ts'

const SECOND = 48_000
const HOUR = 3_600_000
const bench = layBench('wrong-clock')
let spot: TestSound

beforeAll(() => {
  spot = bench.sound('tin', 2 * SECOND)
})

/** The machine's clock, and somebody who sets it. */
function settable(): Readonly<{ clock: Clock; set(ms: number): void }> {
  let setBy = 0
  const clock = { ...systemClock, now: () => systemClock.now() + setBy }
  return {
    clock,
    set: (ms) => {
      setBy = ms
    },
  }
}

/** One item every three seconds for a while, and one a quarter of an hour for two hours. */
function blocksFrom(now: number) {
  const starts = [
    ...[3_000, 6_000, 9_000, 12_000].map((after) => now + after),
    ...[1, 2, 3, 4, 5, 6, 7].map((nth) => now + nth * 900_000),
  ]
  return starts.map((at, nth) =>
    makeBlock(at, [makeItem({ sound: spot, offsetSamples: 0, occurrence: nth + 1 })]),
  )
}

describe.concurrent('a wall clock that somebody sets wrong while a station sounds', () => {
  it('by two hours, and back, changes nothing of what is heard and writes nothing off', async (test) => {
    const stage = await bench.stage(test, [spot])
    const { clock, set } = settable()
    const blocks = blocksFrom(Date.now())
    await stage.publish(blocks)
    await stage.start({ clock })
    const { ofType } = stage
    await until('the first sounds', () => ofType('started').length === 1, 10_000)
    set(2 * HOUR)
    await until('that is noted', () => ofType('clock-distrusted').length === 1, 5_000)
    await until('two more sound', () => ofType('ended').length === 3, 15_000)
    set(0)
    await until('the fourth sounds', () => ofType('ended').length === 4, 15_000)
    await until('it is trusted', () => ofType('clock-trusted').length === 1, 5_000)
    expect(ofType('skipped')).toEqual([])
    expect(ofType('interrupted')).toEqual([])
    expect(ofType('clock-step').map(({ amountMs }) => Math.round(amountMs / 1_000))).toEqual([
      7_200, -7_200,
    ])
    expect(ofType('clock-step')[0]?.reason).toBe('not followed')
    const { pcm } = await stage.capture()
    expect(indexOfExactly(pcm, spot.pcm)).toBeGreaterThan(0)
    for (const { startErrorSamples } of ofType('started')) expect(startErrorSamples).toBe(0)
    for (const { samplesSent } of ofType('ended')) expect(samplesSent).toBe(spot.pcm.length)
  }, 60_000)

  it('by two hours at a start of which no server knows writes nothing off, and begins when it is put right', async (test) => {
    const stage = await bench.stage(test, [spot])
    const now = Date.now()
    await stage.publish(blocksFrom(now))
    const { folder } = await stage.start()
    await until('the first sounds', () => stage.ofType('started').length === 1, 10_000)
    // It comes up again two hours ahead and without a network, and is put right when that is back.
    stage.server.setFault((path) => (path.endsWith('/enrol') ? null : 'cut'))
    const { clock, set } = settable()
    set(2 * HOUR)
    const wav = join(bench.folder(), 'later.wav')
    const second = await stage.start({ clock, folder, wav })
    await until('it is up', () => second.log().includes('up'))
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(second.log().filter((line) => line.startsWith('event skipped'))).toEqual([])
    set(0)
    stage.server.setFault(() => null)
    await until('one sounds again', () => stage.ofType('ended').length >= 1, 15_000)
    expect(
      stage.ofType('skipped').filter(({ plannedAt }) => plannedAt > Date.now() - 2_000),
    ).toEqual([])
  }, 60_000)
})
