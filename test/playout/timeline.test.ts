import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Manifest } from '../../playout/contract/manifest.ts'
import { airSampleOf } from '../../playout/timeline/instance.ts'
import { type Resolved, resolve } from '../../playout/timeline/resolve.ts'
import { MIN_JOIN_SAMPLES } from '../../playout/timeline/start.ts'
import { stateAt } from '../../playout/timeline/state-at.ts'
import { type Tried, verdictOn } from '../../playout/timeline/verdict.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
/** A Monday, 08:00 in Vietnam. */
const MORNING = Date.parse('2026-03-02T08:00:00+07:00')
const sound = {
  name: 'tin',
  digest: 'a'.repeat(64),
  pcm: noise(1, 10),
  bytes: Buffer.alloc(9),
  path: '',
}

/** Blocks that may overlap, recalls, tests: anything that a confused office could publish. */
const manifests = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 120 }),
      seconds: fc.integer({ min: 1, max: 20 }),
      isTest: fc.boolean(),
      output: fc.constantFrom(null, 'loa', 'fm'),
      version: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 14 },
  )
  .chain((wishes) =>
    fc.record({
      wishes: fc.constant(wishes),
      recalledAt: fc.option(fc.integer({ min: -10, max: 140 }), { nil: null }),
    }),
  )
  .map(({ wishes, recalledAt }) => {
    const blocks = wishes.map((wish, index): Block => {
      const item = makeItem({
        sound,
        offsetSamples: 0,
        lengthSamples: wish.seconds * SECOND,
        version: `tin/${wish.version}`,
        occurrence: index + 1,
        kind: wish.isTest ? 'test' : 'bulletin',
      })
      return makeBlock(MORNING + wish.at * 1_000, [item], {
        id: `b${index}`,
        purpose: wish.isTest ? 'test' : 'programme',
        outputs: wish.isTest && wish.output ? [wish.output] : null,
      })
    })
    const recalls =
      recalledAt === null
        ? []
        : [{ version: 'tin/1', at: MORNING + recalledAt * 1_000, reason: 'sai ngày' }]
    return makeManifest(1, blocks, [sound], { recalls })
  })

const places = fc.integer({ min: -30, max: 180 }).map((s) => airSampleOf(MORNING + s * 1_000))
const sounding = (resolved: readonly Resolved[]) => resolved.filter(({ bar }) => bar === null)

describe('the timeline', () => {
  it('never lets two things sound at once on one output', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const on = sounding(resolve(manifest))
        for (const [i, a] of on.entries())
          for (const b of on.slice(i + 1)) {
            const apart = a.endsAt <= b.startsAt || b.endsAt <= a.startsAt
            const [ours, theirs] = [a.block.outputs, b.block.outputs]
            const shared = !ours || !theirs || ours.some((name) => theirs.includes(name))
            expect(apart || !shared).toBe(true)
          }
      }),
    )
  })

  it('is the same however the manifest is ordered, and after a trip through JSON', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const turned: Manifest = { ...manifest, blocks: manifest.blocks.toReversed() }
        expect(resolve(turned)).toEqual(resolve(manifest))
        expect(resolve(JSON.parse(JSON.stringify(manifest)))).toEqual(resolve(manifest))
      }),
    )
  })

  it('never sounds a recalled version after its recall', () => {
    fc.assert(
      fc.property(manifests, places, (manifest, at) => {
        for (const { item } of stateAt(resolve(manifest), at).sounding)
          for (const recall of manifest.recalls)
            if (recall.version === item.bulletin?.version)
              expect(at).toBeLessThan(airSampleOf(recall.at))
      }),
    )
  })

  it('changes only at the instant that it names as the next change', () => {
    fc.assert(
      fc.property(manifests, places, (manifest, at) => {
        const resolved = resolve(manifest)
        const { sounding: now, nextChange } = stateAt(resolved, at)
        const before = nextChange === null ? at + 1_000 * SECOND : nextChange - 1
        expect(stateAt(resolved, before).sounding).toEqual(now)
      }),
    )
  })

  it('gives every item exactly one verdict, and never replays what is over', () => {
    const tries = fc.option(
      fc.record({
        attempt: fc.constant(1),
        outcome: fc.constantFrom<Tried['outcome']>('ended', 'interrupted', 'skipped', 'on-air'),
        plannedAt: fc.constant(MORNING),
        mayRejoin: fc.boolean(),
      }),
      { nil: undefined },
    )
    fc.assert(
      fc.property(manifests, places, tries, (manifest, now, tried) => {
        for (const one of resolve(manifest)) {
          const verdict = verdictOn(one, tried, now)
          if (tried?.outcome === 'ended') expect(verdict.kind).toBe('settled')
          if (verdict.kind === 'join') {
            expect(verdict.fromSample).toBe(Math.max(0, now - one.startsAt))
            expect(one.mayUntil - now).toBeGreaterThanOrEqual(MIN_JOIN_SAMPLES)
          }
          if (one.endsAt <= now) expect(['settled', 'skip']).toContain(verdict.kind)
        }
      }),
    )
  })

  it('keeps the night quiet, by the clock of the place', () => {
    const quietHours = { from: '21:00', to: '05:00' }
    const at = (time: string) => makeBlock(Date.parse(`2026-03-02T${time}+07:00`), [item(time)])
    const item = (time: string) =>
      makeItem({ sound, offsetSamples: 0, lengthSamples: SECOND, version: time })
    const times = ['03:15:00', '04:59:59', '05:00:00', '20:59:00', '21:00:00']
    const manifest = makeManifest(1, times.map(at), [sound], { quietHours })
    expect(resolve(manifest).map(({ bar }) => bar)).toEqual([
      'quiet-hours',
      'quiet-hours',
      null,
      null,
      'quiet-hours',
    ])
  })

  it('lets an emergency sound at night: its being in the manifest says that it was confirmed', () => {
    const quiet = makeItem({ sound, offsetSamples: 0, lengthSamples: SECOND })
    if (!quiet.bulletin) throw new Error('a bulletin was wanted')
    const emergency = { ...quiet, bulletin: { ...quiet.bulletin, class: 'emergency' as const } }
    const night = Date.parse('2026-03-02T03:15:00+07:00')
    const manifest = makeManifest(1, [makeBlock(night, [emergency])], [sound], {
      quietHours: { from: '21:00', to: '05:00' },
    })
    expect(resolve(manifest).map(({ bar }) => bar)).toEqual([null])
  })

  it('goes silent when the manifest has run out beyond its allowance', () => {
    const block = makeBlock(MORNING, [
      makeItem({ sound, offsetSamples: 0, lengthSamples: 10 * SECOND }),
      makeItem({ sound, offsetSamples: 10 * SECOND, lengthSamples: SECOND, occurrence: 2 }),
    ])
    const times = { expiresAt: MORNING + 1_000, offlineAllowanceMs: 3_000 }
    const [cut, barred] = resolve(makeManifest(1, [block], [sound], times))
    expect(cut).toMatchObject({ bar: null, cut: 'manifest-expired' })
    expect(cut?.mayUntil).toBe(airSampleOf(MORNING + 4_000))
    expect(barred?.bar).toBe('manifest-expired')
  })
})
