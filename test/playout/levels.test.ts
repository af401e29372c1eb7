import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLevelTap } from '../../playout/engine/level-tap.ts'
import {
  makeBlock,
  makeItem,
  makeManifest,
  makeOffice,
  type Office,
} from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import { firstSampleAt, makeSound, readWav, type TestSound } from '../support/playout-sounds.ts'
import { startTestStation, type TestStation } from '../support/playout-station.ts'

const SECOND = 48_000
const SILENT = -20_000

describe('levels of what outputs are handed', () => {
  it('measure nothing before somebody watches, nor what was handed out before', () => {
    const tap = createLevelTap(['loa'])
    tap.begin(0)
    tap.note('loa', new Int16Array(2_400).fill(100), 0)
    expect(tap.take(2_400)).toBe(null)
    tap.listen(true)
    tap.begin(2_000)
    tap.note('loa', new Int16Array(2_800).fill(16_384), 2_000)
    const taken = tap.take(4_900)
    expect(taken).toEqual({
      position: 2_400,
      outputs: [{ name: 'loa', peak: [-602], rms: [-602] }],
    })
    expect(tap.take(4_900)).toBe(null)
  })

  it('give what an output did not take, and what was taken back, as silence', () => {
    const tap = createLevelTap(['loa', 'mất'])
    tap.listen(true)
    tap.begin(0)
    tap.note('loa', new Int16Array(4_800).fill(16_384), 0)
    tap.retract(2_400)
    const taken = tap.take(4_800)
    expect(taken?.outputs).toEqual([
      { name: 'loa', peak: [-602, SILENT], rms: [-602, SILENT] },
      { name: 'mất', peak: [SILENT, SILENT], rms: [SILENT, SILENT] },
    ])
  })

  it('keep no more than a second for a watcher who does not come', () => {
    const tap = createLevelTap(['loa'])
    tap.listen(true)
    for (let at = 0; at < 10 * SECOND; at += 4_800) {
      tap.begin(at)
      tap.note('loa', new Int16Array(4_800).fill(1_000), at)
    }
    expect(tap.take(10 * SECOND)?.position).toBe(9 * SECOND)
  })
})

describe('a station whose meters somebody looks at', () => {
  let folder: string
  let office: Office
  let sound: TestSound
  let server: TestServer
  let station: TestStation | null = null

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'levels-'))
    office = await makeOffice()
    sound = makeSound(folder, 'tin', 71, 3 * SECOND)
  })
  afterEach(async () => {
    await station?.stop()
    station = null
    await server.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('sends the level of each 50 ms as it was heard, signed, and nothing when nobody looks', async () => {
    server = await startTestServer(office, [sound])
    const startsAt = Date.now() + 6_000
    const block = makeBlock(startsAt, [makeItem({ sound, offsetSamples: 0 })])
    server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
    station = await startTestStation(server)
    await until('it has told how it is', () => server.statuses().length > 0)
    expect(server.levels()).toEqual([])
    server.setWatched(true)
    await until('it sounded', () => server.events().some(({ type }) => type === 'ended'))
    await until('the end was sent', () => (server.levels().at(-1)?.at ?? 0) > startsAt + 3_000)
    server.setWatched(false)
    const told = server.levels().length
    await until('it heard that nobody looks', () => server.levels().length > told)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const sent = [...server.levels()]
    expect(sent.map(({ count }) => count)).toEqual(sent.map((_, index) => index + 1))
    const frames = sent.flatMap(({ at, outputs: [file] }) =>
      (file?.rms ?? []).map((rms, index) => ({
        ...{ at: at + index * 50, rms, peak: file?.peak[index] as number },
      })),
    )
    // No frame is missing and none is told twice.
    expect(new Set(frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? 0)))).toEqual(
      new Set([50]),
    )
    const count = sent.length
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(server.levels().length).toBe(count)
    const { wav } = station
    await station.pause()
    station = null
    const capture = readWav(wav)
    const zero = firstSampleAt(wav)
    const differences = frames
      .filter(({ at }) => at >= startsAt - 200 && at < startsAt + 3_000)
      .map(({ at, rms, peak }) => {
        const from = Math.round((at - zero) * 48)
        const heard = levelsOf(capture.subarray(from, from + 2_400))
        return Math.max(Math.abs(heard.rms - rms), Math.abs(heard.peak - peak))
      })
    expect(differences.length).toBeGreaterThan(60)
    expect(Math.max(...differences)).toBeLessThanOrEqual(1)
  }, 60_000)
})

/** Peak and mean in 0.01 dBFS, worked out anew. */
function levelsOf(pcm: Int16Array): Readonly<{ peak: number; rms: number }> {
  const inMillibels = (power: number) =>
    power === 0 ? SILENT : Math.round(1_000 * Math.log10(power / 32_768 ** 2))
  const squares = Array.from(pcm, (sample) => sample * sample)
  return {
    peak: inMillibels(Math.max(...squares)),
    rms: inMillibels(squares.reduce((sum, square) => sum + square, 0) / pcm.length),
  }
}
