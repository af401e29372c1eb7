import highsOf from 'highs'
import { evenly, VALUE } from '../../server/plan/day-value.ts'
import type { World } from '../../server/plan/world.ts'

/**
 * The best value that any plan of one day of the district can have, by an exact solver (HiGHS) from the
 * world's own description. A bulletin sounds once in a window, and nothing binds from one window to the
 * next: what sounded last before is only liked less. Where in its window something stands is left out,
 * so it is a bound: no plan can be better.
 */
export type Bound = (world: World) => number

const UNHEARD_DAYS = 8

export async function openSolver(): Promise<Bound> {
  const highs = await (highsOf as unknown as () => Promise<Solver>)()
  return (world) => {
    const solved = highs.solve(modelOf(world), { presolve: 'on' })
    if (solved.Status !== 'Optimal') throw new Error(`not solved: ${solved.Status}`)
    return Math.round(solved.ObjectiveValue)
  }
}

/** What is used of the library; its own types do not fit its module. */
type Solver = Readonly<{
  solve(model: string, options: object): Readonly<{ Status: string; ObjectiveValue: number }>
}>

type Term = Readonly<{ name: string; factor: number }>

/** In the LP format: x for bulletin b in window s, y for campaign k in window s, steps for counts. */
function modelOf(world: World): string {
  const windows = world.windows.filter(({ station }) => station === 'd')
  const programme = world.bulletins.filter(({ campaign }) => campaign !== null)
  const worth: Term[] = []
  const rules: string[] = []
  const flags = new Set<string>()
  const x = (bulletin: string, slot: number) => {
    const name = `x_${bulletin}_${slot}`
    flags.add(name)
    return { name, factor: 1 }
  }
  const rule = (terms: readonly Term[], sense: '<=' | '>=' | '=', value: number) => {
    if (terms.length > 0) rules.push(`${sum(terms)} ${sense} ${value}`)
  }
  for (const [slot, { segments, mostItems }] of windows.entries()) {
    const segment = segments.find(({ source }) => source === 'district')
    const room = (segment?.lengthMs ?? 0) * 48 - (tuneOf(world) ?? 0)
    const share = Math.min(room, (segment?.campaignShareMs ?? segment?.lengthMs ?? 0) * 48)
    const here = programme.map(({ id, versions }) => ({
      ...x(id, slot),
      factor: versions[0]?.samples ?? 0,
    }))
    rule(here, '<=', share)
    rule(
      here.map(({ name }) => ({ name, factor: 1 })),
      '<=',
      mostItems,
    )
    for (const campaign of world.campaigns)
      rule(
        programme.flatMap((one) =>
          one.campaign === campaign.id
            ? [{ ...x(one.id, slot), factor: one.versions[0]?.samples ?? 0 }]
            : [],
        ),
        '<=',
        (room * campaign.sharePercent) / 100,
      )
  }
  for (const { id, weight, floor, cap, spread } of world.campaigns) {
    const own = programme.filter(({ campaign }) => campaign === id)
    const all = own.flatMap((one) => windows.map((_, slot) => x(one.id, slot)))
    rule(all, '<=', cap)
    // Airings up to the floor, and beyond it: the former are worth more, so they fill first.
    const [low, high] = [`f_${id}`, `g_${id}`]
    rule([...all, { name: low, factor: -1 }, { name: high, factor: -1 }], '=', 0)
    rules.push(`${low} <= ${floor}`)
    worth.push(
      { name: low, factor: weight * VALUE.floor },
      { name: high, factor: weight * VALUE.beyond },
    )
    const heard = windows.map((_, slot) => {
      const name = `y_${id}_${slot}`
      flags.add(name)
      rule([...own.map((one) => x(one.id, slot)), { name, factor: -1 }], '>=', 0)
      worth.push({ name, factor: weight * VALUE.window })
      // Each airing in the window is worth less than the one before, so the first steps fill first.
      const steps = own.map((_, before) => {
        const step = `e_${id}_${slot}_${before}`
        flags.add(step)
        worth.push({ name: step, factor: weight * evenly(before) })
        return { name: step, factor: -1 }
      })
      rule([...own.map((one) => x(one.id, slot)), ...steps], '=', 0)
      return { name, factor: 1 }
    })
    rule(heard, '<=', spread)
    for (const one of own) {
      const steps = windows.map((_, times) => {
        const name = `u_${one.id}_${times}`
        flags.add(name)
        const gain = times === 0 ? VALUE.perDayUnheard * UNHEARD_DAYS : VALUE.pair * times
        worth.push({ name, factor: weight * gain })
        return { name, factor: -1 }
      })
      rule([...windows.map((_, slot) => x(one.id, slot)), ...steps], '=', 0)
    }
  }
  return [
    'Maximize',
    ` obj: ${sum(worth)}`,
    'Subject To',
    ...rules.map((text, at) => ` c${at}: ${text}`),
    'Binary',
    ` ${[...flags].join(' ')}`,
    'End',
  ].join('\n')
}

function sum(terms: readonly Term[]): string {
  return terms
    .map(({ name, factor }) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
    .join(' ')
}

/** Samples of the tune that opens each window; null without one. */
function tuneOf({ bulletins }: World): number | null {
  const tune = bulletins.find(({ versions }) => versions[0]?.contentType === 'tune')
  return tune?.versions[0]?.samples ?? null
}
