import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../server/plan/airworthy.ts'
import { placementsOf } from '../../../server/plan/plan-diff.ts'
import { planStation } from '../../../server/plan/planner.ts'
import type { PlannedBlock } from '../../../server/plan/playlist.ts'
import type { StationPlanning } from '../../../server/plan/station-planning.ts'
import type { AirWindow } from '../../../server/plan/window.ts'
import { airWindow, candidate, DISTRICT, noQuiet, on, tune } from '../../support/plan.ts'

/** Days of very many windows, as the sample office has: 80 s of the district, 150 s apart. */
const EVERY_S = 150
const FROM_S = 5 * 3_600

function dayOf(many: number, seconds = 80, mostItems = 2): AirWindow[] {
  return Array.from({ length: many }, (_, at) => {
    const since = FROM_S + at * EVERY_S
    const time = [since / 3_600, (since / 60) % 60, since % 60]
      .map((part) => String(Math.floor(part)).padStart(2, '0'))
      .join(':')
    return airWindow(time, seconds, { mostItems })
  })
}

const equal = (titles: string, changes: Partial<Candidate> = {}) =>
  [...titles].map((title) => candidate(title, 24, changes))

function plan(
  windows: readonly AirWindow[],
  candidates: readonly Candidate[],
  changes: Partial<StationPlanning> = {},
) {
  return planStation({
    ...{ source: 'district', station: DISTRICT, place: noQuiet, history: [] },
    ...{ occurrences: on(windows), candidates: [tune(5), ...candidates] },
    ...changes,
  })
}

const sounds = (blocks: readonly PlannedBlock[]) =>
  blocks.map(({ block }) =>
    block.items
      .filter(({ kind }) => kind === 'bulletin')
      .map(({ title }) => title)
      .join(''),
  )

function timesOf(texts: readonly string[]): Record<string, number> {
  const times: Record<string, number> = {}
  for (const one of texts.join('')) times[one] = (times[one] ?? 0) + 1
  return times
}

const standingOf = (blocks: readonly PlannedBlock[]) =>
  new Map(blocks.map(({ block }) => [block.id as string, block.items]))

/** No bulletin follows itself, in a window or from one to the next. */
function neverTwice(texts: readonly string[]): boolean {
  const all = texts.join('')
  return [...all].every((one, at) => one !== all[at + 1])
}

describe('a day of very many windows', () => {
  it('says two bulletins in each, for as long as it lasts', () => {
    const texts = sounds(plan(dayOf(48), equal('BC')))
    expect(texts).toEqual(Array(48).fill('BC'))
  })

  it('lets four take turns, equally often and in different windows', () => {
    const texts = sounds(plan(dayOf(48), equal('BCDE')))
    expect(texts.map((one) => one.length)).toEqual(Array(48).fill(2))
    expect(timesOf(texts)).toEqual({ B: 24, C: 24, D: 24, E: 24 })
    expect(neverTwice(texts)).toBe(true)
    // Nobody waits longer than three windows.
    for (let at = 0; at + 3 <= 48; at++)
      expect(new Set(texts.slice(at, at + 3).join('')).size).toBe(4)
  })

  it('lets two that are new into a day that was full, as if they had always been there', () => {
    const before = plan(dayOf(48), equal('BC'))
    const newcomers = new Set(['D', 'E'])
    const after = plan(dayOf(48), equal('BCDE'), { standing: standingOf(before), newcomers })
    expect(sounds(after)).toEqual(sounds(plan(dayOf(48), equal('BCDE'))))
    const again = plan(dayOf(48), equal('BCDE'), { standing: standingOf(after) })
    expect(again).toEqual(after)
  })

  it('lets what is new take turns in what is left of a day, and does not make it catch up', () => {
    const before = plan(dayOf(24), equal('BC'))
    const history = placementsOf(before)
    const late = { approvedAt: before.at(-1)?.block.startsAt ?? 0 }
    const texts = sounds(
      plan(dayOf(48).slice(24), [...equal('BC'), ...equal('DE', late)], { history }),
    )
    expect(texts.every((one) => one.length === 2)).toBe(true)
    const times = Object.values(timesOf(texts))
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2)
  })

  it('goes on in turn where windows are added to a day that stands', () => {
    const before = plan(dayOf(24), equal('BCDE'))
    const texts = sounds(plan(dayOf(48), equal('BCDE'), { standing: standingOf(before) }))
    expect(texts.slice(0, 24)).toEqual(sounds(before))
    expect(timesOf(texts)).toEqual({ B: 24, C: 24, D: 24, E: 24 })
    expect(neverTwice(texts)).toBe(true)
  })

  it('leaves nothing airworthy out of an empty window, and nobody behind', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (windows, many, mostItems, fresh) => {
          const day = dayOf(windows, 80, mostItems)
          const titles = 'ABCDEF'.slice(0, many)
          const known = titles.slice(0, Math.max(1, many - fresh))
          const newcomers = new Set(titles.slice(known.length))
          const standing = standingOf(plan(day, equal(known)))
          for (const changes of [{}, { standing, newcomers }]) {
            const texts = sounds(plan(day, equal(titles), changes))
            const full = Math.min(mostItems, many)
            expect(texts.map((one) => one.length)).toEqual(Array(windows).fill(full))
            expect(many === 1 || neverTwice(texts)).toBe(true)
            const times = [...titles].map((one) => timesOf(texts)[one] ?? 0)
            expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})
