import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../../server/plan/world.ts'
import { readWorld } from '../../../server/plan/world-check.ts'
import { planWorld, type WorldPlan } from '../../../server/plan/world-plan.ts'
import { planningOf } from '../../../server/plan/world-planning.ts'
import { anyWorld, day, FIRST_DATE } from '../../support/any-world.ts'
import { seeded } from '../../support/chance.ts'
import { untrueReasons } from '../../support/plan-reasons.ts'
import { brokenRules, isHeld } from '../../support/plan-rules.ts'
import { standingOf as standingIn } from '../../support/plan-world.ts'

const DAYS = 2
/** PLAN_RUNS looks at more worlds (1,000 and more where there is time), PLAN_SEED at others. */
const RUNS = Number(process.env.PLAN_RUNS ?? 200)
const often = { numRuns: RUNS, seed: Number(process.env.PLAN_SEED ?? 39_2020) }

function read(json: unknown): World {
  const found = readWorld(json)
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  return found.value
}

type Planned = Readonly<{ world: World; plan: WorldPlan }>
const known = new Map<string, Planned>()

/** Every property looks at the same worlds, so each is planned once. */
function planned(json: unknown): Planned {
  const text = JSON.stringify(json)
  const found = known.get(text)
  if (found) return found
  const world = read(json)
  const made = { world, plan: planWorld(planningOf(world), FIRST_DATE, DAYS) }
  known.set(text, made)
  return made
}

describe('the plan of any world', { timeout: 300_000 }, () => {
  it('breaks no rule', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        expect(brokenRules(world, plan)).toEqual([])
      }),
      often,
    )
  })

  it('is the same for the same world in any order of all that it lists', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat(), (json, seed) => {
        const chance = seeded(seed + 1)
        const shuffled = Object.fromEntries(
          Object.entries(json).map(([name, list]) => [
            name,
            Array.isArray(list) ? shuffle<unknown>(list, chance) : list,
          ]),
        )
        expect(JSON.stringify(planned(shuffled).plan)).toBe(JSON.stringify(planned(json).plan))
      }),
      often,
    )
  })

  it('is the same for a whole month of the example, in any order of all that it lists', () => {
    const myTu = JSON.parse(readFileSync('server/plan/my-tu-2024.world.json', 'utf8'))
    const month = (json: unknown) =>
      JSON.stringify(planWorld(planningOf(read(json)), '2024-07-08', 30))
    const chance = seeded(often.seed)
    const shuffled = Object.fromEntries(
      Object.entries(myTu).map(([name, list]) => [
        name,
        Array.isArray(list) ? shuffle<unknown>(list, chance) : list,
      ]),
    )
    expect(month(shuffled)).toBe(month(myTu))
  })

  it('is the same for everything else with one more window in quiet hours', () => {
    fc.assert(
      fc.property(anyWorld, fc.integer({ min: 0, max: 59 }), (json, minute) => {
        // Emergencies may sound there, and hands may name the windows by their numbers.
        fc.pre(json.confirmations.length === 0)
        const [window] = json.windows
        const startsAt = `03:${String(minute).padStart(2, '0')}`
        const quiet = {
          ...{ id: 'quiet', name: 'quiet', station: 'd', validFrom: '2024-01-01', startsAt },
          segments: [{ source: 'district', lengthMs: 60_000 }],
        }
        const reaches = json.windows.some(({ startsAt: at }) => at < '05:00' || at > '21:00')
        fc.pre(window !== undefined && !reaches)
        const bare = (plan: WorldPlan) =>
          itemsOf(plan).map(({ blocks, ...list }) => ({
            ...list,
            blocks: blocks.filter((block) => block.window !== 'quiet'),
          }))
        const more = planned({ ...json, windows: [...json.windows, quiet] }).plan
        expect(bare(more)).toEqual(bare(planned(json).plan))
      }),
      { ...often, numRuns: Math.ceil(RUNS / 5) },
    )
  })

  it('is the same on its first days however many days are planned', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        const first = planWorld(planningOf(world), FIRST_DATE, 1).playlists
        expect(JSON.stringify(plan.playlists.filter(({ date }) => date === FIRST_DATE))).toBe(
          JSON.stringify(first),
        )
      }),
      { ...often, numRuns: Math.ceil(RUNS / 2) },
    )
  })

  it('holds what hands put at a sample at that very sample, or says why it cannot', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        for (const pin of world.pins) {
          if ('versions' in pin) continue
          for (const { date, blocks } of plan.playlists)
            for (const block of blocks) {
              if (block.window !== pin.window || date !== pin.date) continue
              const mine = block.items.filter(
                ({ version, relayOf }) => version === pin.version && relayOf === null,
              )
              const stands =
                pin.offsetMs === null
                  ? mine.length > 0
                  : mine.some((item) => isHeld(world, block, date, item))
              const said = block.explanations.filter(
                ({ code }) => code.startsWith('pin-') || code.endsWith('-segment'),
              )
              if (!stands) expect(said.length).toBeGreaterThan(0)
            }
        }
      }),
      often,
    )
  })

  it('gives nothing but true reasons', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        const untrue = plan.playlists.flatMap((list) => untrueReasons(world, list, plan.playlists))
        expect(untrue).toEqual([])
      }),
      often,
    )
  })

  it('names a reason for every floor that it misses, and none for those it reaches', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        for (const { station, date, blocks } of plan.playlists) {
          if (station !== 'd') continue
          const said = blocks.flatMap(({ explanations }) => explanations)
          for (const { id, floor, to } of world.campaigns) {
            const owed = world.makeGood.some((one) => one.campaign === id && one.date === date)
            const wanted = floor + (owed ? 1 : 0)
            const aired = blocks.flatMap(({ items }) => items).filter((one) => one.campaign === id)
            const missed = said.filter(
              ({ code, params }) => code.startsWith('floor-') && params.campaign === id,
            )
            const silent = blocks.every(({ explanations }) =>
              explanations.every(({ code }) => code === 'no-district-segment'),
            )
            expect(missed.length).toBe(!silent && date <= to && aired.length < wanted ? 1 : 0)
          }
        }
      }),
      often,
    )
  })

  it('makes communes owe exactly what the district airs in Vietnamese in windows that they relay', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { plan } = planned(json)
        const items = (station: string) =>
          plan.playlists
            .filter((list) => list.station === station)
            .flatMap(({ blocks }) => blocks.flatMap((block) => block.items))
        const relayed = items('x').filter(
          ({ relayOf, kind }) => relayOf !== null && kind === 'bulletin',
        )
        const owed = plan.obligations.filter(({ commune }) => commune === 'x')
        expect(owed.map(({ item }) => item).sort()).toEqual(relayed.map(({ id }) => id).sort())
        const district = new Map(items('d').map((item) => [item.id, item]))
        for (const { relayOf, commune, expected, dueAt } of plan.obligations) {
          expect(district.get(relayOf)?.language).toBe('vi')
          expect(expected).toBe(commune === 'y')
          if (commune === 'y') expect(dueAt).toBe(district.get(relayOf)?.startsAt)
        }
      }),
      often,
    )
  })
})

describe('a plan that is made again', { timeout: 300_000 }, () => {
  const standingOf = (plan: WorldPlan) => plan.playlists.flatMap(({ blocks }) => blocks)

  it('is the plan that it was', () => {
    fc.assert(
      fc.property(anyWorld, (json) => {
        const { world, plan } = planned(json)
        expect(again(world, plan)).toEqual(itemsOf(plan))
      }),
      often,
    )
  })

  it('moves nothing when a hand pins what stands where it stands', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat({ max: 9 }), (json, which) => {
        // Pins of the world itself may be lost; then one plan of it is as good as another.
        const { world, plan } = planned({ ...json, pins: [] })
        const pins = plan.playlists.flatMap(({ date, blocks }) =>
          blocks.flatMap(({ window, items }) =>
            items.flatMap(({ kind, relayOf, version, offsetSamples }) =>
              kind === 'bulletin' && relayOf === null && version !== null
                ? [{ window, date, version, offsetMs: offsetSamples / 48 }]
                : [],
            ),
          ),
        )
        const pin = pins[which % Math.max(1, pins.length)]
        if (!pin || !Number.isInteger(pin.offsetMs)) return
        expect(again({ ...world, pins: [pin] }, plan)).toEqual(itemsOf(plan))
        expect(again({ ...world, pins }, plan)).toEqual(itemsOf(plan))
      }),
      { ...often, numRuns: Math.ceil(RUNS / 3) },
    )
  })

  it('leaves tomorrow as it was when only today changes, wherever the rules let it', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat({ max: 6 }), (json, which) => {
        const { world, plan } = planned(json)
        const item = standingOf(plan)
          .flatMap(({ items }) => items)
          .filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null)[which]
        const block = standingOf(plan).find(({ items }) => item && items.includes(item))
        const today = plan.playlists.find(({ blocks }) => block && blocks.includes(block))
        if (!item?.version || !block || today?.date !== FIRST_DATE) return
        const bar = { window: block.window, date: FIRST_DATE, version: item.version }
        const changed = read({ ...json, bars: [...json.bars, bar] })
        const next = planWorld(replanning(changed, plan), FIRST_DATE, DAYS)
        expect(brokenRules(changed, next)).toEqual([])
        const kept = (of: WorldPlan) =>
          of.playlists
            .filter(({ date }) => date === day(1))
            .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items.map(({ id }) => id)))
        const after = new Set(kept(next))
        const lost = kept(plan).filter((id) => !after.has(id))
        // Only the first of tomorrow can have a neighbour that changed, and least times reach over a night.
        const touches = world.campaigns.some((one) => one.bulletinGapMs + one.campaignGapMs > 0)
        const missed = standingOf(plan).some(({ explanations }) =>
          explanations.some(({ code }) => code.startsWith('floor-')),
        )
        if (!touches && !missed) expect(lost.length).toBeLessThanOrEqual(2)
      }),
      { ...often, numRuns: Math.ceil(RUNS / 2) },
    )
  })
})

/** The same world planned again, with the plan standing. */
function again(world: World, plan: WorldPlan) {
  return itemsOf(planWorld(replanning(world, plan), FIRST_DATE, DAYS))
}

function replanning(world: World, plan: WorldPlan) {
  return { ...planningOf(world), standing: standingIn(plan) as never }
}

function itemsOf({ playlists }: WorldPlan) {
  return playlists.map(({ station, date, blocks }) => ({
    ...{ station, date },
    blocks: blocks.map(({ window, startsAt, items, relayTime }) => ({
      ...{ window, startsAt, items, relayTime },
    })),
  }))
}

function shuffle<One>(list: readonly One[], chance: () => number): One[] {
  return list
    .map((one) => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
