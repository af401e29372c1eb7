import { describe, expect, it } from 'vitest'
import type { Cue } from '../../playout/engine/cue.ts'
import { startAir, type TestAir } from '../support/playout-air.ts'
import { noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
const T0 = 1_795_000_000_000

function cue(id: string, atMs: number, seconds: number, more: Partial<Cue> = {}): Cue {
  return {
    ...{ id: `${id}.1`, title: id, path: id, startsAt: (T0 + atMs) * 48 },
    ...{ lengthSamples: seconds * SECOND, gainMillibels: 0, outputs: null, ...more },
  }
}

const within = (cues: readonly Cue[]) => (from: number, to: number) =>
  cues.filter((one) => one.startsAt < to && one.startsAt + one.lengthSamples > from)

/** Everything that sounds until `ms` after the start. */
async function sounded(
  cues: readonly Cue[],
  sounds: Readonly<Record<string, Int16Array>>,
  ms: number,
): Promise<Readonly<{ capture: Int16Array; air: TestAir }>> {
  const air = startAir(T0, within(cues), sounds)
  await air.run(ms)
  const stopping = air.player.stop('over')
  await air.run(2_000)
  await stopping
  return { capture: air.capture(), air }
}

/** Level in dB of a constant sound between two instants, against full scale. */
const decibels = (capture: Int16Array, ms: number) =>
  20 * Math.log10((capture[ms * 48] as number) / 20_000)

describe('sounds that a block lays over each other', () => {
  it('are heard together where they meet, each on its sample', async () => {
    const sounds = { nhac: noise(1, 4 * SECOND), tin: noise(2, 3 * SECOND) }
    const cues = [cue('nhac', 2_000, 4), cue('tin', 5_000, 3)]
    const { capture, air } = await sounded(cues, sounds, 9_000)
    const expected = new Int16Array(6 * SECOND)
    expected.set(sounds.nhac)
    for (let i = 0; i < 3 * SECOND; i++)
      expected[3 * SECOND + i] = (expected[3 * SECOND + i] as number) + (sounds.tin[i] as number)
    expect(capture.subarray(2_000 * 48, 8_000 * 48)).toEqual(expected)
    expect(air.events.filter(({ type }) => type === 'ended')).toHaveLength(2)
  })

  it('are clipped, not wrapped round, where they are too loud together', async () => {
    const loud = new Int16Array(2 * SECOND).fill(30_000)
    const cues = [cue('a', 2_000, 2), cue('b', 3_000, 2)]
    const { capture } = await sounded(cues, { a: loud, b: loud }, 6_000)
    expect(capture[3_500 * 48]).toBe(32_767)
  })

  it('let a tune be softer while something is said over it, and rise again', async () => {
    const tune = new Int16Array(10 * SECOND).fill(20_000)
    const duck = {
      millibels: -1_200,
      rampSamples: SECOND / 2,
      spans: [{ from: 3 * SECOND, to: 6 * SECOND }],
    }
    const shape = { inSamples: SECOND, outSamples: 2 * SECOND, duck }
    const { capture } = await sounded([cue('nhac', 2_000, 10, { shape })], { nhac: tune }, 13_000)
    expect(capture[2_000 * 48]).toBe(0)
    expect(decibels(capture, 2_500)).toBeCloseTo(-6, 0)
    expect(decibels(capture, 4_000)).toBeCloseTo(0, 1)
    // Halfway down the ramp, down, halfway up, up.
    expect(decibels(capture, 4_750)).toBeCloseTo(-6, 0)
    expect(decibels(capture, 5_001)).toBeCloseTo(-12, 1)
    expect(decibels(capture, 7_990)).toBeCloseTo(-12, 1)
    expect(decibels(capture, 8_250)).toBeCloseTo(-6, 0)
    expect(decibels(capture, 9_000)).toBeCloseTo(0, 1)
    expect(decibels(capture, 11_000)).toBeCloseTo(-6, 0)
    expect(Math.abs(capture[12_000 * 48 - 1] as number)).toBeLessThan(2)
    // Nowhere is there a step that could be heard as a click.
    const steps = capture.map((sample, i) => Math.abs(sample - (capture[i - 1] ?? 0)))
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThan(20)
  })
})

describe('a sound that gives way to another at an instant', () => {
  it('is faded out up to it, and is signed as cut there, while the other begins on its sample', async () => {
    const sounds = { dai: new Int16Array(8 * SECOND).fill(20_000), sau: noise(3, SECOND) }
    const until = { sample: 3 * SECOND + 777, cut: { reason: 'gave-way', recalled: false } }
    const cues = [
      cue('dai', 2_000, 8, { until }),
      { ...cue('sau', 5_000, 1), startsAt: (T0 + 5_000) * 48 + 777 },
    ]
    const { capture, air } = await sounded(cues, sounds, 9_000)
    const end = 5_000 * 48 + 777
    expect(capture[end - 1_441]).toBe(20_000)
    expect(capture[end - 720] as number).toBeLessThan(11_000)
    expect(capture[end - 1] as number).toBeLessThan(5)
    expect(capture.subarray(end, end + SECOND)).toEqual(sounds.sau)
    const [cut] = air.events.filter((event) => event.type === 'interrupted')
    expect(cut).toMatchObject({
      cut: { reason: 'gave-way' },
      end: { samplesSent: 3 * SECOND + 777 },
    })
  })

  it('may be told so in mid-sound', async () => {
    const sound = new Int16Array(8 * SECOND).fill(20_000)
    let until: Cue['until']
    const air = startAir(
      T0,
      (from, to) => within([cue('dai', 2_000, 8, until ? { until } : {})])(from, to),
      { dai: sound },
    )
    await air.run(4_000)
    until = { sample: 4 * SECOND, cut: { reason: 'gave-way', recalled: false } }
    air.player.replan()
    await air.run(4_000)
    const last = air.capture().findLastIndex((sample) => sample !== 0)
    expect(Math.abs(last - 6_000 * 48)).toBeLessThan(200)
    const stopping = air.player.stop('over')
    await air.run(2_000)
    await stopping
  })
})
