import { createTally } from '../../server/plan/day-value.ts'
import { planDays } from '../../server/plan/plan-days.ts'
import type { PlannedBlock } from '../../server/plan/playlist.ts'
import type { World } from '../../server/plan/world.ts'
import { readWorld } from '../../server/plan/world-check.ts'
import { planningOf } from '../../server/plan/world-planning.ts'
import { seeded } from '../support/chance.ts'
import { openSolver } from './plan-bound.ts'

/**
 * `npm run bench`: a season of a province planned at once, one changed day of it planned again, and
 * small days against the best that an exact solver finds. Times are CPU seconds of one core.
 */
const FROM = '2024-07-01'

if (!process.argv.includes('--quality')) season()
await quality()

function season(): void {
  const relaying = checked(provinceOf(false))
  const planning = planningOf(relaying)
  const { took, result } = cpu(() => planDays(planning, () => FROM, 90))
  say('season of 108 relaying communes, 90 days', took, 5, `${items(result)} items`)
  const standing = new Map(result.map(({ block }) => [block.id, block.items]))
  const changed = planningOf(
    checked({ ...relaying, pins: [{ window: 'w11', date: '2024-08-15', versions: ['k3b2/1'] }] }),
  )
  const day = cpu(() => planDays({ ...changed, standing }, () => '2024-08-15', 1))
  say('one changed day of it', day.took, 0.05, `${items(day.result)} items`)
  const own = planningOf(checked(provinceOf(true)))
  const full = cpu(() => planDays(own, () => FROM, 90))
  say('the season, every commune filling its own part', full.took, 5, `${items(full.result)} items`)
  const unlike = planningOf(checked(withOwnBulletins(provinceOf(true))))
  const each = cpu(() => planDays(unlike, () => FROM, 90))
  say('the same, each with a bulletin of its own', each.took, 5, `${items(each.result)} items`)
}

/** No two communes ask the same question: each has a bulletin that nobody else has. */
function withOwnBulletins(province: ReturnType<typeof provinceOf>) {
  const communes = province.stations.filter(({ role }) => role === 'commune')
  return {
    ...province,
    bulletins: [
      ...province.bulletins,
      ...communes.map(({ id }, at) => ({
        ...{ id: `own-${id}`, title: id, owner: id, campaign: 'k0' },
        versions: [{ id: `own-${id}/1`, validFrom: 0, samples: 48_000 * (60 + at) }],
      })),
    ],
  }
}

async function quality(): Promise<void> {
  const bound = await openSolver()
  const chance = seeded(20_241_122)
  const ratios: number[] = []
  for (let day = 0; day < 50; day++) {
    const world = checked(smallDay(chance))
    const best = bound(world)
    const value = worthOf(
      world,
      planDays(planningOf(world), () => FROM, 1),
    )
    ratios.push(best === 0 ? 1 : value / best)
  }
  ratios.sort((a, b) => a - b)
  const within = ratios.filter((ratio) => ratio >= 0.99).length
  console.log(
    `50 small days against HiGHS: worst ${ratios[0]?.toFixed(4)}, median ${ratios[25]?.toFixed(4)}, ${within} of 50 within 1 %`,
  )
}

/** What a planned day of the district is worth, counted anew. */
function worthOf(world: World, blocks: readonly PlannedBlock[]): number {
  const planning = planningOf(world)
  const district = planning.stations.find(({ id }) => id === 'd')
  if (!district) return 0
  const orders = planning.ordersOf(district, FROM)
  const airings = blocks
    .filter(({ station }) => station === 'd')
    .flatMap(({ block }, slot) =>
      block.items.flatMap(({ kind, bulletin }) => {
        const order = orders.get(bulletin?.campaign as never)
        if (kind !== 'bulletin' || !bulletin || !order) return []
        const { id, class: urgency } = bulletin
        const heard = { bulletin: id, saying: id, language: 'vi', class: urgency }
        return [{ slot, airable: { ...heard, order, unheardDays: 8, headStart: 0, precedence: 0 } }]
      }),
    )
  const tally = createTally(
    airings.map(({ airable }) => airable),
    blocks.length,
    null,
  )
  return airings.reduce((value, { slot }, at) => value + tally.add(at, slot), 0)
}

function cpu<Result>(work: () => Result): Readonly<{ took: number; result: Result }> {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { took: (user + system) / 1e6, result }
}

function say(what: string, seconds: number, limit: number, more: string): void {
  console.log(
    `${what.padEnd(52)} ${seconds.toFixed(3).padStart(8)} CPU s   ${(seconds / limit).toFixed(2)} of the limit (${limit.toFixed(2)} s), ${more}`,
  )
}

function items(blocks: readonly PlannedBlock[]): number {
  return blocks.reduce((sum, { block }) => sum + block.items.length, 0)
}

function checked(json: unknown): World {
  const read = readWorld(json)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.value
}

/** 108 communes, 3 windows, 10 campaigns, 40 bulletins. */
function provinceOf(ownParts: boolean) {
  const segments = [
    { source: 'vov', lengthMs: 900_000 },
    { source: 'district', lengthMs: 1_200_000 },
    ...(ownParts ? [{ source: 'commune', lengthMs: 600_000 }] : []),
  ]
  const communes = Array.from({ length: 108 }, (_, at) => ({
    ...{ id: `x${at}`, name: `Xã ${at}`, role: 'commune', technology: 'ip', groups: ['communes'] },
    languages: at % 10 === 0 ? ['km', 'vi'] : ['vi'],
  }))
  const windows = ['05', '11', '17'].flatMap((hour) => {
    const both = { name: hour, startsAt: `${hour}:00`, validFrom: FROM, segments, mostItems: 6 }
    return [
      { ...both, id: `w${hour}`, station: 'd' },
      { ...both, id: `r${hour}`, station: 'communes', relays: `w${hour}` },
    ]
  })
  const numbers = Array.from({ length: 10 }, (_, at) => at)
  return {
    format: 'tiep-am/world/1',
    stations: [{ id: 'd', name: 'Đài', role: 'district', technology: 'fm' }, ...communes],
    windows,
    campaigns: numbers.map((at) => ({
      ...{ id: `k${at}`, name: `Đợt ${at}`, from: FROM, to: '2024-09-28', weight: 1 + (at % 3) },
      ...{ floor: 1 + (at % 3), cap: 4, bulletinGapMs: at % 2 ? 3 * 3_600_000 : 0 },
      stations: ownParts ? ['d', 'communes'] : ['d'],
    })),
    bulletins: numbers.flatMap((at) =>
      [0, 1, 2, 3].map((nth) => ({
        ...{ id: `k${at}b${nth}`, title: `Bản tin ${at}.${nth}`, owner: 'd', campaign: `k${at}` },
        versions: [
          { id: `k${at}b${nth}/1`, validFrom: 0, samples: 48_000 * (45 + 17 * nth + 7 * at) },
        ],
      })),
    ),
  }
}

/** A day on which not everything fits. */
function smallDay(chance: () => number) {
  const between = (low: number, high: number) => low + Math.floor(chance() * (high - low + 1))
  const many = Array.from({ length: between(2, 4) }, (_, at) => at)
  return {
    format: 'tiep-am/world/1',
    stations: [{ id: 'd', name: 'Đài', role: 'district', technology: 'fm' }],
    windows: ['05', '11', '17'].slice(0, between(2, 3)).map((hour) => ({
      ...{ id: `w${hour}`, name: hour, station: 'd', startsAt: `${hour}:00`, validFrom: FROM },
      segments: [{ source: 'district', lengthMs: between(120, 420) * 1_000 }],
      mostItems: between(2, 6),
    })),
    campaigns: many.map((at) => {
      const floor = between(1, 4)
      return {
        ...{ id: `k${at}`, name: `${at}`, from: FROM, to: FROM, weight: between(1, 4), floor },
        ...{ cap: floor + between(0, 3), spread: between(1, 3) },
        sharePercent: [100, 100, 60][between(0, 2)],
      }
    }),
    bulletins: [
      {
        ...{ id: 'tune', title: 'Nhạc hiệu', owner: 'd' },
        versions: [{ id: 'tune/1', validFrom: 0, contentType: 'tune', samples: 48_000 * 5 }],
      },
      ...many.flatMap((at) =>
        Array.from({ length: between(1, 4) }, (_, nth) => ({
          ...{ id: `k${at}b${nth}`, title: `${at}.${nth}`, owner: 'd', campaign: `k${at}` },
          versions: [{ id: `k${at}b${nth}/1`, validFrom: 0, samples: 48_000 * between(20, 180) }],
        })),
      ),
    ],
  }
}
