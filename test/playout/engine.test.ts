import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cue } from '../../playout/engine/cue.ts'
import { startAir } from '../support/playout-air.ts'
import { indexOfExactly, noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
const T0 = 1_795_000_000_000

function cue(id: string, startsInMs: number, lengthSamples: number, more: Partial<Cue> = {}): Cue {
  return {
    id: `${id}.1`,
    title: id,
    path: id,
    startsAt: (T0 + startsInMs) * 48,
    lengthSamples,
    gainMillibels: 0,
    outputs: null,
    ...more,
  }
}

const within = (cues: readonly Cue[]) => (from: number, to: number) =>
  cues.filter((one) => one.startsAt < to && one.startsAt + one.lengthSamples > from)

describe('the engine', () => {
  it('puts every item on its sample and joins them without one lost or doubled', async () => {
    const lengths = fc.array(fc.integer({ min: 500, max: 30_000 }), { minLength: 2, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(lengths, async (samples) => {
        const sounds = Object.fromEntries(samples.map((n, i) => [`s${i}`, noise(i + 1, n + 900)]))
        let offset = 0
        const cues = samples.map((n, i) => {
          const one = { ...cue(`s${i}`, 3_000, n), startsAt: (T0 + 3_000) * 48 + offset }
          offset += n
          return one
        })
        const air = startAir(T0, within(cues), sounds)
        await air.run(9_000)
        const expected = new Int16Array(offset)
        let at = 0
        for (const [i, n] of samples.entries()) {
          expected.set((sounds[`s${i}`] as Int16Array).subarray(0, n), at)
          at += n
        }
        expect(indexOfExactly(air.capture(), expected)).toBe(3_000 * 48)
        const ended = air.events.filter((event) => event.type === 'ended')
        expect(ended.map((event) => event.end.samplesSent)).toEqual(samples)
        await stopped(air)
      }),
      { numRuns: 15 },
    )
  })

  it('lets an item run on over a step of the clock, then goes by the new time', async () => {
    const sounds = { a: noise(1, 4 * SECOND), b: noise(2, 4 * SECOND), c: noise(3, SECOND) }
    const cues = [
      cue('a', 2_000, 4 * SECOND),
      cue('b', 6_000, 4 * SECOND),
      cue('c', 14_000, SECOND),
    ]
    const air = startAir(T0, within(cues), sounds)
    await air.run(3_000)
    air.clock.step(2_000)
    await air.run(12_000)
    const capture = air.capture()
    expect(indexOfExactly(capture, sounds.a)).toBe(2_000 * 48)
    // By the new time the second began two seconds before the first ended: its rest is joined.
    const rest = sounds.b.subarray(2.5 * SECOND)
    expect(indexOfExactly(capture, rest)).toBe((6_000 - 2_000) * 48 + 2.5 * SECOND)
    expect(indexOfExactly(capture, sounds.c)).toBe((14_000 - 2_000) * 48)
    expect(air.events.filter(({ type }) => type === 'clock-step')).toMatchObject([
      { amountMs: 2_000, reason: 'between items' },
    ])
    await stopped(air)
  })

  it('never plays anything twice when the clock is set back', async () => {
    const sounds = { a: noise(1, 2 * SECOND), b: noise(2, 2 * SECOND) }
    const cues = [cue('a', 1_000, 2 * SECOND), cue('b', 8_000, 2 * SECOND)]
    const done = new Set<string>()
    const air = startAir(
      T0,
      (from, to) => within(cues)(from, to).filter(({ id }) => !done.has(id)),
      sounds,
    )
    await air.run(5_000)
    for (const event of air.events) if (event.type === 'ended') done.add(event.cue.id)
    air.clock.step(-4_000)
    await air.run(12_000)
    const capture = air.capture()
    const first = indexOfExactly(capture, sounds.a)
    expect(first).toBe(1_000 * 48)
    expect(indexOfExactly(capture, sounds.a, first + 1)).toBe(-1)
    expect(indexOfExactly(capture, sounds.b)).toBe((8_000 + 4_000) * 48)
    await stopped(air)
  })

  it('slews small drift and keeps every sample in its place', async () => {
    const sounds = { a: noise(1, 3 * SECOND) }
    const air = startAir(T0, within([cue('a', 6_000, 3 * SECOND)]), sounds)
    await air.run(2_000)
    air.clock.step(12)
    await air.run(10_000)
    expect(indexOfExactly(air.capture(), sounds.a)).toBe(6_000 * 48)
    expect(air.events.some(({ type }) => type === 'clock-step')).toBe(false)
    await stopped(air)
  })

  it('cuts nothing short when no output takes it, and says that nobody heard it', async () => {
    const sounds = { a: noise(1, SECOND) }
    const air = startAir(T0, within([cue('a', 2_000, SECOND)]), sounds)
    air.setTaking(false)
    await air.run(5_000)
    expect(air.events.map(({ type }) => type)).toEqual(['measured', 'unheard'])
    await stopped(air)
  })

  it('knows a broken file before its time and a short one by its length', async () => {
    const sounds = { ngan: noise(1, SECOND) }
    const cues = [cue('ngan', 4_000, 3 * SECOND), cue('hong', 9_000, SECOND)]
    const air = startAir(T0, within(cues), sounds)
    await air.run(2_500)
    const early = air.events.map((event) => ('cue' in event ? [event.type, event.cue.title] : []))
    expect(early).toContainEqual(['unplayable', 'hong'])
    expect(early).toContainEqual(['measured', 'ngan'])
    await air.run(6_000)
    const cut = air.events.find((event) => event.type === 'interrupted')
    expect(cut).toMatchObject({ end: { samplesSent: SECOND } })
    expect(cut?.type === 'interrupted' && cut.cut.reason).toMatch(/^truncated/)
    await stopped(air)
  })

  it('makes an item louder by its gain and the station volume, without wrapping round', async () => {
    const loud = new Int16Array(SECOND).fill(30_000)
    const air = startAir(T0, within([cue('a', 2_000, SECOND, { gainMillibels: 600 })]), { a: loud })
    await air.run(4_000)
    expect(air.capture()[2_000 * 48 + 100]).toBe(32_767)
    await stopped(air)
  })
})

/** Stopping waits for time to pass. */
async function stopped(air: ReturnType<typeof startAir>): Promise<void> {
  const stopping = air.player.stop('shutdown')
  await air.run(2_000)
  await stopping
}
