import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../../playout/contract/time.ts'
import { objectionTo } from '../../../server/plan/airworthy.ts'
import { planStation } from '../../../server/plan/planner.ts'
import { itemSpan } from '../../../server/plan/playlist.ts'
import { segmentOf } from '../../../server/plan/window.ts'
import { airWindow, candidate, DISTRICT, MONDAY, on, tune, ZONE } from '../../support/plan.ts'

const start = Date.parse(`${MONDAY}T00:00:00+07:00`)

const candidates = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 1, max: 120 }),
      language: fc.constantFrom('vi', 'vi', 'km'),
      state: fc.constantFrom('approved' as const, 'approved' as const, 'recalled' as const),
      from: fc.integer({ min: 0, max: 30 }),
      hours: fc.integer({ min: 1, max: 30 }),
      class: fc.constantFrom('ordinary' as const, 'emergency' as const),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map(({ seconds, from, hours, ...rest }, index) =>
      candidate(`b${index}`, seconds, {
        ...rest,
        validFrom: start + (from - 10) * 3_600_000,
        validTo: start + (from - 10 + hours) * 3_600_000,
      }),
    ),
  )

const windows = fc
  .uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 6 })
  .chain((hours) =>
    fc
      .array(
        fc.record({
          length: fc.integer({ min: 10, max: 400 }),
          share: fc.integer({ max: 400, min: 0 }),
        }),
        {
          minLength: hours.length,
          maxLength: hours.length,
        },
      )
      .map((sizes) =>
        hours.map((hour, index) =>
          airWindow(`${String(hour).padStart(2, '0')}:00:00`, 0, {
            segments: [
              { source: 'vov', lengthMs: 30_000, campaignShareMs: null },
              {
                source: 'district',
                lengthMs: (sizes[index]?.length ?? 1) * 1000,
                campaignShareMs: (sizes[index]?.share ?? 1) * 1000,
              },
            ],
          }),
        ),
      ),
  )

const inputs = fc.record({
  candidates,
  windows,
  tune: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
  quiet: fc.constantFrom(null, { from: '21:00', to: '05:00' }),
})

const planOf = (input: {
  candidates: ReturnType<typeof candidate>[]
  windows: ReturnType<typeof airWindow>[]
  tune: number | null
  quiet: { from: string; to: string } | null
}) =>
  planStation({
    source: 'district',
    station: DISTRICT,
    place: { zone: ZONE, languages: ['vi'], quiet: input.quiet },
    occurrences: on(input.windows),
    candidates: [...(input.tune === null ? [] : [tune(input.tune)]), ...input.candidates],
    history: [],
  })

describe('a plan, whatever goes in', () => {
  it('is the same for the same inputs in any order, to the byte', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const reversed = {
          ...input,
          candidates: input.candidates.toReversed(),
          windows: input.windows.toReversed(),
        }
        const copy = JSON.parse(JSON.stringify(input)) as typeof input
        const plan = JSON.stringify(planOf(input))
        expect(JSON.stringify(planOf(reversed))).toBe(plan)
        expect(JSON.stringify(planOf(copy))).toBe(plan)
      }),
      { numRuns: 60 },
    )
  })

  it('breaks no rule', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const blocks = planOf(input)
        const byVersion = new Map(
          [tune(input.tune ?? 1), ...input.candidates].map((one) => [one.version as string, one]),
        )
        const place = { zone: ZONE, languages: ['vi'], quiet: input.quiet }
        for (const { block } of blocks) {
          let before: string | null = null
          const window = input.windows.find(({ id }) => id === block.window)
          const segment = window && segmentOf(window, 'district')
          if (!segment) throw new Error('a block without a segment')
          let cursor = segment.offsetMs * 48
          let campaign = 0
          for (const item of block.items) {
            expect(item.offsetSamples).toBe(cursor)
            cursor += item.lengthSamples
            const one = byVersion.get(item.bulletin?.version ?? '')
            const span = itemSpan(block, item)
            expect(one && objectionTo(one, span.startsAt, span.endsAt, place)).toBe(null)
            if (item.kind === 'bulletin') expect(item.bulletin?.id).not.toBe(before)
            before = item.bulletin?.id ?? null
            if (item.kind === 'bulletin') campaign += item.lengthSamples
          }
          expect(cursor).toBeLessThanOrEqual((segment.offsetMs + segment.lengthMs) * 48)
          expect(campaign).toBeLessThanOrEqual(segment.campaignShareMs * 48)
          expect(block.items.filter(({ kind }) => kind === 'bulletin').length).toBeLessThan(3)
        }
        const ids = blocks.flatMap(({ block }) => block.items.map(({ id }) => id))
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 100 },
    )
  })

  it('is fair: over a day of equal windows nobody is two turns behind', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.integer({ min: 1, max: 20 }),
        (many, slots) => {
          const equal = Array.from({ length: many }, (_, index) => candidate(`b${index}`, 30))
          const day = Array.from({ length: slots }, (_, hour) =>
            airWindow(`${String(hour).padStart(2, '0')}:00:00`, 100),
          )
          const turns = new Map(equal.map(({ title }) => [title, 0]))
          for (const { block } of planOf({ candidates: equal, windows: day, tune: 5, quiet: null }))
            for (const { kind, title, lengthSamples } of block.items) {
              expect(lengthSamples % SAMPLE_RATE).toBe(0)
              if (kind === 'bulletin') turns.set(title, (turns.get(title) ?? 0) + 1)
            }
          const counts = [...turns.values()]
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 40 },
    )
  })
})
