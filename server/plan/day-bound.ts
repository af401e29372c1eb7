import type { Choice } from './arrange.ts'
import type { DayToFill } from './day-to-fill.ts'
import { evenly, repeated, VALUE } from './day-value.ts'

/** What a campaign can bring by so many airings at best, and how long those are at least. */
type Curve = Readonly<{ worth: Float64Array; samples: Float64Array }>

/** A day that lacks no more of its bound than one part of so many, and no whole floor, is good enough. */
const GOOD_ENOUGH = 200
const LESS_THAN_A_FLOOR = VALUE.floor - VALUE.beyond - 1

/**
 * So near to the bound that searching on is not worth it; what is urgent counts in full.
 *
 * @param lasting without whose turn it is
 */
export function goalOf(day: DayToFill, lasting: boolean): number {
  const bound = boundOf(day, lasting)
  return bound - Math.min((bound % VALUE.urgent) / GOOD_ENOUGH, LESS_THAN_A_FLOOR)
}

/**
 * No plan of the day can be worth more than this: each campaign by itself at its best, with all the
 * windows as one and their time for sale at a price (Lagrange). A search that has come this far is over.
 */
function boundOf(day: DayToFill, lasting: boolean): number {
  const time = day.slots.reduce((sum, { share, room }) => sum + Math.min(share, room), 0)
  const many = day.slots.reduce((sum, { most }) => sum + most, 0)
  const curves = [...Map.groupBy(day.choices, ({ order }) => order.id).values()].map((choices) =>
    curveOf(choices, day, many, lasting),
  )
  const at = (perSample: number, perAiring: number) => {
    let bound = perSample * time + perAiring * many
    for (const { worth, samples } of curves) {
      let best = 0
      for (let n = 1; n < worth.length; n++)
        best = Math.max(
          best,
          (worth[n] as number) - perSample * (samples[n] as number) - perAiring * n,
        )
      bound += best
    }
    return bound
  }
  const dear = Math.max(0, ...curves.map(({ worth }) => worth[1] ?? 0))
  let airing = lowest((price) => at(0, price), dear)
  const sample = lowest((price) => at(price, airing), time === 0 ? 0 : (dear * many) / time)
  airing = lowest((price) => at(sample, price), dear)
  return at(sample, airing)
}

/** Prices from 0 to `high` that are tried out. */
const STEPS = 24

/** The price at which a bound is lowest: it falls, then rises. */
function lowest(bound: (price: number) => number, high: number): number {
  let [low, top] = [0, high]
  for (let step = 0; step < STEPS; step++) {
    const [left, right] = [low + (top - low) / 3, top - (top - low) / 3]
    if (bound(left) <= bound(right)) top = right
    else low = left
  }
  return (low + top) / 2
}

function curveOf(
  choices: readonly Choice[],
  { slots, rules, mix, choices: all }: DayToFill,
  many: number,
  lasting: boolean,
): Curve {
  const { order } = choices[0] as Choice
  const before = rules.airedOf(order.id)
  const bulletins = [...Map.groupBy(choices, ({ candidate }) => candidate.bulletin).values()]
  const repeats = bulletins.length * slots.length
  const most = Math.max(0, Math.min(order.cap - before, many, repeats))
  const lengths = bulletins
    .map((same) => Math.min(...same.map(({ candidate }) => candidate.samples)))
    .sort((a, b) => a - b)
  const unheard = bulletins
    .map((same) => (lasting ? 0 : Math.max(...same.map(({ airable }) => airable.unheardDays))))
    .sort((a, b) => b - a)
  const weight = all.reduce((most, one) => Math.max(most, one.order.weight), 1)
  const spoken = mix ? VALUE.language * weight : 0
  const sayings = [...Map.groupBy(choices, ({ airable }) => airable.saying).values()]
  const urgent = urgentSteps(sayings, slots.length)
  const [worth, samples] = [new Float64Array(most + 1), new Float64Array(most + 1)]
  for (let n = 1; n <= most; n++) {
    let step: number = before + n <= order.floor ? VALUE.floor : VALUE.beyond
    if (n <= Math.min(order.spread, slots.length)) step += VALUE.window
    step += evenly(Math.floor((n - 1) / Math.max(1, slots.length)))
    step +=
      n <= unheard.length
        ? VALUE.perDayUnheard * (unheard[n - 1] as number)
        : repeated(Math.floor((n - 1) / unheard.length))
    worth[n] = (worth[n - 1] as number) + order.weight * step + (urgent[n - 1] ?? 0) + spoken
    const shortest = lengths[Math.floor((n - 1) / Math.max(1, slots.length))] as number
    samples[n] = (samples[n - 1] as number) + shortest
  }
  return { worth, samples }
}

/** What urgent bulletins add to a campaign's airings, best first. */
function urgentSteps(sayings: readonly (readonly Choice[])[], slots: number): number[] {
  return sayings
    .flatMap(([one]) => {
      if (!one || one.airable.class === 'ordinary') return []
      const worth = VALUE.urgent + VALUE.precedence * one.airable.precedence
      return new Array<number>(one.airable.class === 'emergency' ? slots : 1).fill(worth)
    })
    .sort((a, b) => b - a)
}
