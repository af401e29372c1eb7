import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, Manifest } from '../../playout/contract/manifest.ts'
import { airSampleOf, instantOf } from '../../playout/timeline/instance.ts'
import { resolve } from '../../playout/timeline/resolve.ts'
import { verdictOn } from '../../playout/timeline/verdict.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
const MORNING = Date.parse('2026-03-02T08:00:00+07:00')
const sound = {
  ...{ name: 'tin', digest: 'a'.repeat(64), pcm: noise(1, 10 * SECOND) },
  ...{ bytes: Buffer.alloc(9), path: '' },
}

/** A block of items of so many seconds each, `at` seconds after eight. */
function block(
  id: string,
  at: number,
  seconds: readonly number[],
  more: Partial<Block> = {},
): Block {
  let offset = 0
  const items = seconds.map((length, index) => {
    const place = offset
    offset += length * SECOND
    const version = `${id}-${index}`
    return makeItem({ sound, offsetSamples: place, lengthSamples: length * SECOND, version })
  })
  return makeBlock(MORNING + at * 1_000, items, { id, ...more })
}

/** What sounds from when to when, in seconds after eight, and why not what does not. */
const heard = (...blocks: readonly Block[]) =>
  resolve(makeManifest(1, blocks, [sound])).map(
    ({ block: { id }, startsAt, mayUntil, bar, cut }) =>
      bar === null
        ? [id, ...[startsAt, mayUntil].map((at) => (instantOf(at) - MORNING) / 1_000), cut]
        : [id, bar],
  )

describe('a block whose instant finds another on the air', () => {
  const running = block('tin-dai', 0, [30, 10])

  it('is missed as far as that goes on, when it says nothing', () => {
    expect(heard(running, block('sau', 20, [15, 10]))).toEqual([
      ['tin-dai', 0, 30, null],
      ['sau', 'item-overlap'],
      ['tin-dai', 30, 40, null],
      ['sau', 'item-overlap'],
    ])
  })

  it('cuts in at its instant, to the sample, and what had not begun by then never does', () => {
    expect(heard(running, block('sau', 20, [15], { start: { kind: 'now' } }))).toEqual([
      ['tin-dai', 0, 20, 'gave-way'],
      ['sau', 20, 35, null],
      ['tin-dai', 'gave-way'],
    ])
  })

  it('begins next, whole, as soon as the other is over', () => {
    expect(heard(running, block('sau', 20, [15, 5], { start: { kind: 'next' } }))).toEqual([
      ['tin-dai', 0, 30, null],
      ['tin-dai', 30, 40, null],
      ['sau', 40, 55, null],
      ['sau', 55, 60, null],
    ])
  })

  it('waits as long as it may, and no longer', () => {
    const start = { kind: 'wait', upToMs: 5_000 } as const
    expect(heard(running, block('sau', 20, [15], { start }))).toEqual([
      ['tin-dai', 0, 25, 'gave-way'],
      ['sau', 25, 40, null],
      ['tin-dai', 'gave-way'],
    ])
    expect(heard(running, block('sau', 37, [15], { start }))).toContainEqual(['sau', 40, 55, null])
  })

  it('lets those that follow wait for it in turn', () => {
    const next = { start: { kind: 'next' } } as const
    expect(heard(running, block('hai', 20, [15], next), block('ba', 45, [5], next))).toEqual([
      ['tin-dai', 0, 30, null],
      ['tin-dai', 30, 40, null],
      ['hai', 40, 55, null],
      ['ba', 55, 60, null],
    ])
  })

  it('never sounds together with another on one output, whatever they all say', () => {
    const starts = fc.option(
      fc.oneof(
        fc.constant({ kind: 'now' } as const),
        fc.constant({ kind: 'next' } as const),
        fc.record({
          kind: fc.constant('wait' as const),
          upToMs: fc.integer({ min: 1, max: 40_000 }),
        }),
      ),
      { nil: undefined },
    )
    const blocks = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 90 }),
        seconds: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
        start: starts,
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(blocks, (wishes) => {
        const made = wishes.map(({ at, seconds, start }, index) =>
          block(`b${index}`, at, seconds, start ? { start } : {}),
        )
        const on = resolve(makeManifest(1, made, [sound])).filter(({ bar }) => bar === null)
        for (const [index, one] of on.entries()) {
          expect(one.startsAt).toBeGreaterThanOrEqual(
            airSampleOf(one.block.startsAt) + one.item.offsetSamples,
          )
          for (const other of on.slice(index + 1))
            expect(one.mayUntil <= other.startsAt || other.mayUntil <= one.startsAt).toBe(true)
        }
      }),
    )
  })
})

describe('a block that a player comes too late for', () => {
  const verdicts = (late: Block['late'], now: number, runningSince: number) => {
    const late2 = late ? { late } : {}
    const made = makeManifest(1, [block('sang', 0, [10, 10, 10], late2)], [sound])
    const at = (seconds: number) => airSampleOf(MORNING + seconds * 1_000)
    return resolve(made).map((one) => {
      const verdict = verdictOn(one, undefined, at(now), at(runningSince))
      return 'reason' in verdict ? verdict.reason : verdict.kind
    })
  }

  it('is joined where it should be by then, unless it says otherwise', () => {
    expect(verdicts(undefined, 14, 14)).toEqual(['missed', 'join', 'upcoming'])
    expect(verdicts('join', 14, 14)).toEqual(['missed', 'join', 'upcoming'])
  })

  it('is taken up with its next item, or not at all, as it says', () => {
    expect(verdicts('skip', 14, 14)).toEqual(['late', 'late', 'upcoming'])
    expect(verdicts('drop', 14, 14)).toEqual(['late', 'late', 'late'])
    expect(verdicts('drop', -5, -10)).toEqual(['upcoming', 'upcoming', 'upcoming'])
  })

  it('is never played at noon', () => {
    for (const late of ['join', 'skip', 'drop'] as const)
      expect(new Set(verdicts(late, 4 * 3_600, 4 * 3_600))).toEqual(
        new Set([late === 'join' ? 'missed' : 'late']),
      )
  })
})

it('a manifest of before starts, fades and beds were known is read as it always was', () => {
  const old = makeManifest(1, [block('cu', 0, [10])], [sound])
  expect(Manifest.parse(JSON.parse(JSON.stringify(old)))).toEqual(old)
})

it('a start, a fade or a bed that makes no sense is refused', () => {
  const made = block('moi', 0, [10])
  const reads = (change: object) =>
    Manifest.safeParse(makeManifest(1, [{ ...made, ...change } as Block], [sound])).success
  const item = (change: object) => ({ items: [{ ...made.items[0], ...change }] })
  expect(reads({ start: { kind: 'wait', upToMs: 5_000 }, late: 'skip' })).toBe(true)
  expect(reads(item({ fade: { inSamples: 480, outSamples: 480 }, segueSamples: 48_000 }))).toBe(
    true,
  )
  expect(reads(item({ under: { millibels: -1_200, rampSamples: 24_000 } }))).toBe(true)
  expect(reads({ start: { kind: 'wait' } })).toBe(false)
  expect(reads({ late: 'replay' })).toBe(false)
  expect(reads(item({ under: { millibels: 600, rampSamples: 0 } }))).toBe(false)
  expect(reads(item({ segueSamples: 60 * SECOND }))).toBe(false)
})
