import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOf, soundsIn, standingOf } from '../../support/plan-world.ts'

type Asked = Readonly<{
  hours: readonly string[]
  many: number
  floor: number
  cap: number
  most?: number
  spread?: number
  seconds?: number
}>

const FROM = '2024-08-12'
const THREE = ['05:00', '11:00', '17:00']

/** One campaign of bulletins of the same length, in windows of ten minutes. */
const world = ({ hours, many, floor, cap, most = 6, spread, seconds = 30 }: Asked) => ({
  format: 'tiep-am/world/1',
  stations: [{ id: 'd', name: 'd', role: 'district', technology: 'fm' }],
  windows: hours.map((at) => ({
    ...{ id: `w${at}`, name: at, station: 'd', startsAt: at, validFrom: '2024-01-01' },
    ...{ mostItems: most, segments: [{ source: 'district', lengthMs: 600_000 }] },
  })),
  campaigns: [
    {
      id: 'k',
      name: 'k',
      from: '2024-08-01',
      to: '2024-12-31',
      floor,
      cap,
      ...(spread && { spread }),
    },
  ],
  bulletins: Array.from({ length: many }, (_, at) => ({
    ...{ id: `b${at}`, title: `b${at}`, owner: 'd', campaign: 'k' },
    versions: [{ id: `b${at}/1`, validFrom: 0, samples: 48_000 * seconds }],
  })),
})

const counts = (json: unknown, standing?: ReadonlyMap<string, unknown>) =>
  soundsIn(planOf(json, FROM, 1, standing)).map(({ items }) => items.length)

const heardIn = (list: readonly number[]) => list.filter((many) => many > 0).length

describe('a window in quiet hours', () => {
  it('leaves the rest of the day as it is without it', () => {
    const asked = { many: 5, floor: 3, cap: 5, spread: 3 }
    expect(counts(world({ ...asked, hours: THREE }))).toEqual([2, 2, 1])
    expect(counts(world({ ...asked, hours: ['03:15', ...THREE] }))).toEqual([0, 2, 2, 1])
    const six = ['03:15', ...THREE, '20:00', '20:50']
    expect(counts(world({ ...asked, hours: six, cap: 9, spread: 9 }))).toEqual([0, 2, 2, 2, 2, 1])
  })
})

describe('a plan that stands when its campaign asks for less', () => {
  it('keeps the spread that a new plan would have', () => {
    const before = planOf(world({ hours: THREE, many: 4, floor: 3, cap: 12 }), FROM, 1)
    const less = world({ hours: THREE, many: 4, floor: 2, cap: 4 })
    expect(counts(less, standingOf(before))).toEqual([2, 1, 1])
    expect(counts(less)).toEqual([2, 1, 1])
  })

  it('has the spread of a new plan, whatever is changed', () => {
    const some = fc.record({
      hours: fc.subarray(['03:15', ...THREE, '19:00', '20:30'], { minLength: 1 }),
      many: fc.integer({ min: 1, max: 6 }),
      floor: fc.integer({ min: 0, max: 4 }),
      above: fc.integer({ min: 0, max: 6 }),
      most: fc.integer({ min: 1, max: 6 }),
      spread: fc.integer({ min: 1, max: 6 }),
      seconds: fc.constantFrom(20, 60, 150),
    })
    const asked = some.map(({ above, ...one }) => ({ ...one, cap: one.floor + above }))
    fc.assert(
      fc.property(asked, asked, (one, other) => {
        const before = standingOf(planOf(world(one), FROM, 1))
        const after = counts(world({ ...other, many: one.many }), before)
        const anew = counts(world({ ...other, many: one.many }))
        const spreadOf = (list: readonly number[]) => Math.min(other.spread, heardIn(list))
        expect(spreadOf(after)).toBe(spreadOf(anew))
      }),
      { numRuns: 300, seed: Number(process.env.PLAN_SEED ?? 39_2020) },
    )
  })
})

describe('bulletins over the hours', () => {
  it.each([
    [2, 1],
    [3, 1],
    [3, 2],
    [4, 1],
    [6, 2],
    [6, 6],
    [7, 2],
    [8, 2],
  ])(
    '%i of them, %i to a window, are all heard at every hour in the course of a month',
    (many, most) => {
      const month = { hours: THREE, many, most, floor: 3, cap: 12, spread: 3, seconds: 40 }
      const times = new Map<string, number>()
      for (const { at, items } of soundsIn(planOf(world(month), FROM, 30)))
        for (const one of items) times.set(`${one} ${at}`, (times.get(`${one} ${at}`) ?? 0) + 1)
      expect(times.size).toBe(many * THREE.length)
      const all = [...times.values()]
      expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(4)
    },
  )

  it('fill windows with as many each, as far as the cap lets them', () => {
    const asked = { hours: THREE, many: 6, floor: 3, spread: 3, seconds: 40 }
    expect(counts(world({ ...asked, cap: 12 }))).toEqual([4, 4, 4])
    expect(counts(world({ ...asked, cap: 7 }))).toEqual([3, 2, 2])
  })
})

describe('a priority bulletin that is corrected in the course of a day', () => {
  it('is heard that day as it now is, whatever was heard before', () => {
    const myTu = JSON.parse(readFileSync('server/plan/my-tu-2024.world.json', 'utf8'))
    for (const from of ['2024-09-12', '2024-09-13']) {
      const evening = soundsIn(planOf(myTu, from, 2)).filter(
        ({ date, at }) => date === '2024-09-13' && at === '17:00',
      )
      expect(evening[0]?.items).toContain('lo-trinh/2')
    }
  })
})

describe('a spread that is not reached', () => {
  const said = (json: unknown) =>
    planOf(json, FROM, 1).playlists.flatMap(({ blocks }) =>
      blocks.flatMap(({ window, explanations }) =>
        explanations.flatMap(({ code, params, vi, en }) =>
          code === 'spread-missed' ? [{ window, params, vi, en }] : [],
        ),
      ),
    )
  const asked = { hours: THREE, many: 2, floor: 1, cap: 6, spread: 3 }

  it('is said in the window that lacks it, in both languages', () => {
    const full = world(asked)
    const narrow = {
      ...full,
      windows: full.windows.map((one, at) => ({ ...one, mostItems: at === 1 ? 0 : 6 })),
    }
    const [one, ...others] = said(narrow)
    expect(others).toEqual([])
    expect(one).toMatchObject({
      window: 'w11:00',
      params: { campaign: 'k', windows: 2, wanted: 3 },
    })
    expect(one?.vi).toContain('cần được nghe trong 3 khung giờ của ngày, xếp được 2')
    expect(one?.en).toContain('is to be heard in 3 windows of that day and is in 2')
  })

  it('is not said where it is reached, or where no other window may have it', () => {
    expect(said(world(asked))).toEqual([])
    expect(said(world({ ...asked, hours: ['03:15', ...THREE], spread: 4 }))).toEqual([])
    expect(said(world({ ...asked, cap: 2 }))).toEqual([])
  })
})
