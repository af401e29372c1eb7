import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../../server/plan/world.ts'
import { readWorld } from '../../../server/plan/world-check.ts'
import { planWorld } from '../../../server/plan/world-plan.ts'
import { planningOf } from '../../../server/plan/world-planning.ts'

const DATE = '2024-08-12'
const HOUR = 3_600_000
const MINUTE = 60_000

/** One district, one campaign that asks for more than there is. */
const aTightWorld = fc
  .record({
    relays: fc.constantFrom(null, null, 60, 0),
    windows: fc.array(
      fc.record({
        hour: fc.integer({ min: 0, max: 5 }),
        minutes: fc.integer({ min: 1, max: 6 }),
        share: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
        mostItems: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    seconds: fc.array(fc.integer({ min: 5, max: 240 }), { minLength: 1, maxLength: 4 }),
    floor: fc.integer({ min: 1, max: 6 }),
    gaps: fc.constantFrom([0, 0], [3 * HOUR, 0], [0, 10 * MINUTE], [5 * HOUR, 2 * HOUR]),
    sharePercent: fc.constantFrom(100, 100, 50, 20),
  })
  .map(({ relays, windows, seconds, floor, gaps, sharePercent }) => ({
    format: 'tiep-am/world/1' as const,
    stations: [{ id: 'd', name: 'd', role: 'district', technology: 'fm', languages: ['vi'] }],
    windows: windows.map(({ hour, minutes, share, mostItems }, at) => ({
      ...{ id: `w${at}`, name: `w${at}`, station: 'd', validFrom: '2024-01-01', mostItems },
      startsAt: `${String(5 + 5 * at + Math.min(hour, 3)).padStart(2, '0')}:00`,
      segments: [
        ...(relays === null
          ? []
          : [
              {
                source: 'vov',
                lengthMs: 2 * MINUTE,
                leastMs: relays * 1_000,
                campaignShareMs: null,
              },
            ]),
        {
          ...{ source: 'district', lengthMs: minutes * MINUTE },
          campaignShareMs: share === null ? null : share * MINUTE,
        },
      ],
    })),
    campaigns: [
      {
        ...{ id: 'k', name: 'k', from: '2024-08-01', to: '2024-08-31', floor, sharePercent },
        ...{ bulletinGapMs: gaps[0], campaignGapMs: gaps[1] },
      },
    ],
    bulletins: seconds.map((one, at) => ({
      ...{ id: `b${at}`, title: `b${at}`, owner: 'd', campaign: 'k' },
      versions: [{ id: `b${at}/1`, validFrom: 0, samples: one * 48_000 }],
    })),
  }))

function read(json: unknown): World {
  const found = readWorld(json)
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  return found.value
}

function planned(world: World) {
  const blocks = planWorld(planningOf(world), DATE, 1).playlists.flatMap((list) => list.blocks)
  return {
    airings: blocks.flatMap(({ items }) => items).filter(({ campaign }) => campaign === 'k').length,
    said: blocks
      .flatMap(({ explanations }) => explanations)
      .find(({ code }) => code.startsWith('floor-')),
  }
}

const changesOf: Record<string, readonly string[]> = {
  'floor-lacks-time': ['change-time'],
  'floor-lacks-much': ['change-time'],
  'floor-lacks-share': ['change-share'],
  'floor-lacks-percent': ['change-percent'],
  'floor-lacks-both': ['change-time', 'change-share'],
  'floor-window-full': ['change-most'],
  'floor-gap': ['change-gap'],
}

/** The world as a person would change it who does what was said. */
function obeyed(world: World, { code, params }: NonNullable<ReturnType<typeof planned>['said']>) {
  const next = structuredClone(world) as never as {
    windows: { name: string; mostItems: number; segments: Segment[] }[]
    campaigns: { sharePercent: number; bulletinGapMs: number; campaignGapMs: number }[]
  }
  const changes = changesOf[code] ?? [String(params.first), String(params.second)]
  const window = next.windows.find(({ name }) => name === params.window)
  const segment = window?.segments.at(-1)
  const campaign = next.campaigns[0]
  if (!window || !segment || !campaign) throw new Error(`no such window: ${params.window}`)
  if (changes.includes('change-time')) segment.lengthMs += Number(params.seconds) * 1_000
  if (changes.includes('change-share') && segment.campaignShareMs !== null)
    segment.campaignShareMs += Number(params.share) * 1_000
  if (changes.includes('change-percent')) campaign.sharePercent = Number(params.percent)
  if (changes.includes('change-most')) window.mostItems += 1
  if (changes.includes('change-gap')) {
    campaign.bulletinGapMs = 0
    campaign.campaignGapMs = 0
  }
  return next as never as World
}

type Segment = { lengthMs: number; campaignShareMs: number | null }

describe('what is said of a floor that was missed', () => {
  it('helps when it is done, planned again from nothing', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(aTightWorld, (json) => {
        const world = read(json)
        const { airings, said } = planned(world)
        if (!said || said.code === 'floor-no-change' || said.code === 'floor-nothing') return
        seen.set(said.code, (seen.get(said.code) ?? 0) + 1)
        expect(planned(obeyed(world, said)).airings).toBeGreaterThan(airings)
      }),
      { numRuns: 400, seed: 4 },
    )
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([
        ...['floor-window-full', 'floor-lacks-share', 'floor-lacks-percent', 'floor-needs-two'],
      ]),
    )
  })
})
