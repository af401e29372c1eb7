import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { addDays } from '../../../server/plan/local-time.ts'
import { readWorld } from '../../../server/plan/world-check.ts'
import { anyWorld, FIRST_DATE } from '../../support/any-world.ts'
import { brokenRules } from '../../support/plan-rules.ts'
import { planOf } from '../../support/plan-world.ts'

/** The day before clocks are put forward or back, in the office's zone. */
const changes = [
  ['Europe/Berlin', '2024-03-30'],
  ['Europe/Berlin', '2024-10-26'],
  ['America/New_York', '2024-03-09'],
  ['America/New_York', '2024-11-02'],
  // Its clocks go back by half an hour.
  ['Australia/Lord_Howe', '2024-04-06'],
] as const
const DAY_MS = 86_400_000
const often = { numRuns: 25, seed: Number(process.env.PLAN_SEED ?? 39_2020) }

/** Dates and instants of a world, so many days later. */
function later(json: unknown, days: number): unknown {
  if (typeof json === 'string') return /^\d{4}-\d\d-\d\d$/.test(json) ? addDays(json, days) : json
  if (typeof json === 'number') return json > 1e12 ? json + days * DAY_MS : json
  if (Array.isArray(json)) return json.map((one) => later(one, days))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, later(one, days)]))
}

describe('days on which clocks change', () => {
  const before = process.env.TZ
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it.each(changes)(
    'are planned by the rules in %s from %s on, wherever the server stands',
    (zone, date) => {
      const days = Math.round((Date.parse(date) - Date.parse(FIRST_DATE)) / DAY_MS)
      fc.assert(
        fc.property(anyWorld, (json) => {
          const world = { ...(later(json, days) as object), zone }
          const read = readWorld(world)
          fc.pre(read.ok)
          // Elsewhere first: what is remembered of a zone must not be the server's own.
          process.env.TZ = 'Asia/Ho_Chi_Minh'
          const there = planOf(world, date, 3)
          process.env.TZ = zone
          expect(planOf(world, date, 3)).toEqual(there)
          expect(brokenRules(read.value, there)).toEqual([])
        }),
        often,
      )
    },
  )
})
