import { beforeAll, describe, expect, it } from 'vitest'
import { orderRestart, orderStop } from '../../playout/station/stops.ts'
import { makeBlock, makeItem } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import { layBench, type Stage } from '../support/station-stage.ts'

const SECOND = 48_000
const bench = layBench('emergency-stopped')
let storm: TestSound
let news: TestSound

beforeAll(() => {
  storm = bench.sound('bao-lu', 12 * SECOND)
  news = bench.sound('tin', 2 * SECOND)
})

/** The emergency, ordered now, to be heard so many times. */
function urgent(at: number, times: number) {
  const items = Array.from({ length: times }, (_, nth) =>
    makeItem({ sound: storm, offsetSamples: nth * storm.pcm.length, occurrence: nth + 1 }),
  )
  return makeBlock(at, items, { urgent: true })
}

/** An emergency sounds, somebody silences the station, and lets it sound again two seconds later. */
async function stopAndRestart(
  test: Parameters<typeof bench.stage>[0],
  times: number,
): Promise<Readonly<{ stage: Stage; next: number }>> {
  const stage = await bench.stage(test, [storm, news])
  const station = await stage.start()
  const now = Date.now()
  const next = now + 8_000
  const block = makeBlock(next, [makeItem({ sound: news, offsetSamples: 0 })])
  await stage.publish([block, urgent(now, times)])
  await until('the emergency sounds', () => stage.ofType('started').length === 1)
  await orderStop(station.folder, Date.now(), 'nhầm')
  await until('it is silent', () => stage.ofType('interrupted').length === 1)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  await orderRestart(station.folder)
  await until('that is signed', () => stage.ofType('restarted').length === 1)
  return { stage, next }
}

describe.concurrent('an emergency that a person silenced', () => {
  it('leaves the air to what is planned as soon as the station may sound again', async (test) => {
    const { stage, next } = await stopAndRestart(test, 1)
    await until('the next has sounded', () => stage.ofType('ended').length === 1, 20_000)
    expect(stage.ofType('ended')).toMatchObject([
      { title: 'Bản tin tin', fromSample: 0, startErrorSamples: 0, samplesSent: news.pcm.length },
    ])
    expect(stage.ofType('started')).toHaveLength(2)
    const { pcm, at } = await stage.capture()
    expect(indexOfExactly(pcm, news.pcm)).toBe(at(next))
  }, 60_000)

  it('breaks in with its next round at once, and what was planned never sounds over it', async (test) => {
    const { stage } = await stopAndRestart(test, 2)
    const { ofType } = stage
    const [restarted] = ofType('restarted')
    await until('its second round is over', () => ofType('ended').length === 1, 30_000)
    const [, second] = ofType('started')
    expect(second).toMatchObject({ title: 'Bản tin bao-lu', fromSample: 0 })
    expect((second?.startedAt ?? 0) - (restarted?.clock.at ?? 0)).toBeLessThan(2_000)
    // The whole round, sample by sample: nothing lay over it.
    const { pcm } = await stage.capture()
    expect(indexOfExactly(pcm, storm.pcm)).toBeGreaterThan(0)
    expect(ofType('started').map(({ title }) => title)).not.toContain('Bản tin tin')
  }, 60_000)
})
